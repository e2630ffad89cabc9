"""A feed's answer -> links. RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0; JSON Feed in `feeds_json`.

Our own reader stands in front of no library: fastfeedparser rewrites dates (the printed text is
lost) and feedparser takes a hundred times as long on hostile or large feeds.
"""

import re

from lxml import etree

from monitor.errors import EntryError
from monitor.extract.entry_text import decoded, unpacked
from monitor.extract.entry_xml import XML_NAMESPACE, clean_xml, name_of, parse_xml, text_of
from monitor.extract.feed import Feed
from monitor.extract.feed_items import children, first, first_text, link_of_item, link_targets, resolved
from monitor.extract.feeds_json import read_json_feed
from monitor.extract.plain import plain_text

_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PREFACE = re.compile(r"\s*<(?:\?[^>]*|!--.*?--)>\s*", re.DOTALL)


def read_feed(body: bytes, url: str, content_type: str = "") -> Feed:
    """The feed in an answer, its links in the order printed; relative addresses against `url`.

    Dates are raw text. Raises `EntryError` for what is no feed: "is empty", "is a web page, not a
    feed", "is broken XML", "is not a feed".
    """
    body = unpacked(body)
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EntryError("is empty")
    text = decoded(body, content_type)
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return read_json_feed(body, url)
    if is_web_page(text):
        raise EntryError("is a web page, not a feed")
    return _from_xml(text, url)


def is_web_page(text: str) -> bool:
    """Whether a text begins as HTML does, behind comments and an XML declaration."""
    text = text[:20_000].lstrip("\ufeff \t\r\n")
    for _ in range(20):
        preface = _PREFACE.match(text)
        if not preface:
            break
        text = text[preface.end() :]
    return _WEB_PAGE.match(text) is not None


def _from_xml(text: str, url: str) -> Feed:
    if "<" not in text:
        raise EntryError("is not a feed")
    root = parse_xml(clean_xml(text))
    if root is None:
        raise EntryError("is broken XML")
    kind = name_of(root).rpartition(":")[2]
    items = [element for element in root.iter() if _is_item(element)]
    if kind in ("html", "xhtml") and not items:
        raise EntryError("is a web page, not a feed")
    if kind not in ("rss", "rdf", "feed", "channel") and not items:
        raise EntryError("is not a feed")
    return _feed(root, items, url)


def _is_item(element: etree._Element) -> bool:
    return name_of(element) in ("item", "entry", "atom:entry", "rss:item")


def _feed(root: etree._Element, items: list[etree._Element], url: str) -> Feed:
    channel = first(root, "channel")
    head = root if channel is None else channel
    language = first_text(head, "language", "dc:language") or root.get(XML_NAMESPACE + "lang", "")
    found = [link_of_item(item, url, language.strip()) for item in items]
    links = [link for link in found if link is not None]
    return Feed(
        title=plain_text(text_of(first(head, "title"))),
        language=language.strip(),
        links=links,
        unusable=len(found) - len(links),
        next_url=_related(head, "next", url),
        hub=_related(head, "hub", url) or "",
    )


def _related(head: etree._Element, relation: str, url: str) -> str | None:
    for element in children(head, "link"):
        if relation in link_targets(element):
            return resolved(element, element.get("href", ""), url)
    return None
