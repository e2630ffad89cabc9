"""One item of an RSS or Atom feed -> a link."""

import html
import re
from collections.abc import Iterator

from lxml import etree

from monitor.extract.entry_xml import XML_NAMESPACE, base_of, name_of, text_of
from monitor.extract.feed import FULL_TEXT, SUMMARY, TITLE
from monitor.extract.plain import plain_text, shorten, tidy
from monitor.extract.shortcodes import has_shortcodes
from monitor.extract.standalone import item_url
from monitor.extract.urls import absolute, same_site
from monitor.items import Link

_MAIL = re.compile(r"^[^\s()@]+@[^\s()@]+\s*(?:\((.*)\))?$")
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.|&hellip;)\]?|read more|continue reading|lire la suite|leer más|weiterlesen|"
    r"читать далее|اقرأ المزيد|続きを読む|the post .{0,200} appeared first on .{0,80})\W*$",
    re.IGNORECASE,
)
_PUBLISHED = ("pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created")
_DOCUMENT = re.compile(r"application/(?:pdf|msword|vnd\.)|text/", re.IGNORECASE)


def children(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Children with one of these names, whichever feed vocabulary they are in."""
    for child in parent:
        name = name_of(child)
        if name in names or name.removeprefix("atom:").removeprefix("rss:") in names:
            yield child


def first(parent: etree._Element, *names: str) -> etree._Element | None:
    """The first child with the first of these names that is there and not empty."""
    for name in names:
        for child in children(parent, name):
            if len(child) or (child.text or "").strip() or child.attrib:
                return child
    return None


def first_text(parent: etree._Element, *names: str) -> str:
    """The text of the first child, in the order of the names, that has any."""
    return next((text for name in names for child in children(parent, name) if (text := text_of(child))), "")


def resolved(element: etree._Element, href: str, url: str) -> str | None:
    """An address as it stands in an element, absolute by `xml:base` and the feed's own address."""
    for base in base_of(element):
        url = absolute(url, base) or url
    return absolute(url, html.unescape(href))


def link_targets(element: etree._Element) -> list[str]:
    """The relations of an Atom link; `alternate` where it names none."""
    return element.get("rel", "alternate").lower().split() if element.get("href") else []


def link_of_item(item: etree._Element, url: str, language: str) -> Link | None:
    """The item as a link; None where it holds neither an address nor text.

    An item with text but no address becomes a standalone link at the feed's own address.
    """
    title = _title(item)
    markup = _markup(item)
    summary = plain_text(_inner(first(item, "summary", "description", "atom:summary"))) or plain_text(markup)
    published = first_text(
        item, "pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created"
    )
    target = _target(item, url)
    if target is None and len(title) + len(summary) < 40:
        return None
    return Link(
        url=target or item_url(url, published, first_text(item, "guid", "id") or f"{title} {summary}"),
        title=title,
        published=published[:200],
        published_evidence="feed" if published else None,
        modified=first_text(item, "updated", "modified", "dcterms:modified")[:200],
        summary=shorten(summary, SUMMARY),
        language=first_text(item, "dc:language", "language") or item.get(XML_NAMESPACE + "lang", "") or language,
        authors=_authors(item),
        html=_full(markup) if target else markup or _inner(first(item, "description", "summary")) or summary or title,
        standalone=target is None,
    )


def _title(item: etree._Element) -> str:
    element = first(item, "title", "dc:title", "media:title")
    return plain_text(_inner(element))[:TITLE]


def _inner(element: etree._Element | None) -> str:
    """What stands in an element, as HTML: escaped markup unescaped once, XHTML written out."""
    if element is None:
        return ""
    if len(element):
        return (element.text or "") + "".join(
            etree.tostring(child, encoding="unicode", with_tail=True) for child in element if isinstance(child.tag, str)
        )
    return element.text or ""


def _markup(item: etree._Element) -> str:
    for element in children(item, "content:encoded", "encoded", "content", "xhtml:body", "body", "fulltext"):
        if not element.get("src") and not (element.get("type") or "text/").startswith(("image/", "video/", "audio/")):
            markup = _inner(element)
            if markup.strip():
                return markup
    return ""


def _full(markup: str) -> str:
    text = plain_text(markup)
    is_whole = len(text) >= FULL_TEXT and not _CUT_OFF.search(text[-400:]) and not has_shortcodes(text)
    return markup if is_whole else ""


def _target(item: etree._Element, url: str) -> str | None:
    for element, href in _addresses(item, url):
        found = resolved(element, href, url)
        if found and len(found) > len("https://x.y"):
            return found
    return None


def _addresses(item: etree._Element, url: str) -> Iterator[tuple[etree._Element, str]]:
    """Where an item may lead, the most trusted first."""
    for element in children(item, "feedburner:origlink", "origlink"):
        yield element, text_of(element)
    yield from _alternates(item)
    for element in children(item, "link"):
        if not element.get("href") and text_of(element):
            yield element, text_of(element)
    yield from _identifiers(item, url)
    for element in children(item, "enclosure", "link"):
        if name_of(element) == "enclosure" or "enclosure" in link_targets(element):
            address = element.get("url") or element.get("href") or ""
            if _DOCUMENT.match(element.get("type", "")) or address.lower().endswith(".pdf"):
                yield element, address


def _alternates(item: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    found = [element for element in children(item, "link") if "alternate" in link_targets(element)]
    found.sort(key=lambda element: "html" not in (element.get("type") or "html"))
    yield from ((element, element.get("href", "")) for element in found)


def _identifiers(item: etree._Element, url: str) -> Iterator[tuple[etree._Element, str]]:
    for element in children(item, "guid", "id"):
        if _leads_somewhere(element, text_of(element), url):
            yield element, text_of(element)
    about = item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "") or item.get("about", "")
    if about.startswith("http"):
        yield item, about


def _leads_somewhere(element: etree._Element, value: str, url: str) -> bool:
    is_permalink = (element.get("isPermaLink") or element.get("ispermalink") or "true").lower() != "false"
    if value.startswith(("http://", "https://")):
        # WordPress says isPermaLink="false" of addresses that redirect to the post.
        return is_permalink or same_site(value, url)
    return is_permalink and value.startswith("/")


def _authors(item: etree._Element) -> tuple[str, ...]:
    names = []
    for element in children(item, "author", "dc:creator", "creator"):
        named = first(element, "name") if len(element) else element
        name = plain_text(text_of(named))
        mail = _MAIL.match(name)
        names.append(tidy(mail[1] or "") if mail else name)
    return tuple(dict.fromkeys(name[:200] for name in names if name))
