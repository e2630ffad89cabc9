"""A sitemap's answer -> links and further sitemaps. `lastmod` is a change, never a publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from monitor.errors import EntryError
from monitor.extract.entry_text import decoded, unpacked
from monitor.extract.entry_xml import clean_xml, iterate_xml, name_of, text_of
from monitor.extract.feeds import is_web_page, read_feed
from monitor.extract.plain import plain_text
from monitor.extract.urls import absolute
from monitor.items import Link

_LINE = re.compile(r"https?://\S+$")
# WordPress itself lists by the number of the post, the oldest first, and without dates (seen with 6.1).
_OLDEST_FIRST = re.compile(r"/wp-sitemap|[?&]sitemap(?:-stylesheet)?=")
_FEED = re.compile(r"<(?:rss|rdf:RDF|feed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SitemapChild:
    """A further sitemap named by an index; `lastmod` as printed."""

    url: str
    lastmod: str = ""


@dataclass(slots=True)
class Sitemap:
    """The addresses of a sitemap, in its order, and the sitemaps it names."""

    links: list[Link] = field(default_factory=list)
    children: list[SitemapChild] = field(default_factory=list)


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """The sitemap in an answer: index, plain, news, text, gzip, or a feed given as one.

    Links stand in its order, but for software that is known to list the oldest first: then reversed.
    Raises `EntryError`: "is empty", "is a web page, not a sitemap", "is not a sitemap",
    "is broken gzip", "is larger than 50 MiB".
    """
    body = unpacked(body)
    if not body.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise EntryError("is empty")
    text = decoded(body)
    if is_web_page(text):
        raise EntryError("is a web page, not a sitemap")
    if "<" not in text[:1_000]:
        return _from_lines(text, url)
    if _FEED.search(text[:3_000]):
        return Sitemap(read_feed(body, url).links)
    sitemap = _from_xml(text, url)
    if _OLDEST_FIRST.search(url) or _OLDEST_FIRST.search(text[:1_000].partition("<urlset")[0]):
        sitemap.links.reverse()
    return sitemap


def _from_lines(text: str, url: str) -> Sitemap:
    lines = (line.strip() for line in text.lstrip("\ufeff").splitlines())
    found = (absolute(url, line) for line in lines if _LINE.match(line))
    links = [Link(address) for address in dict.fromkeys(found) if address]
    if not links:
        raise EntryError("is not a sitemap")
    return Sitemap(links)


def _from_xml(text: str, url: str) -> Sitemap:
    sitemap, is_sitemap = Sitemap(), False
    for element in iterate_xml(clean_xml(text)):
        name = name_of(element)
        if name == "url":
            sitemap.links.extend(_links(element, url))
            _forget(element)
        elif name == "sitemap":
            sitemap.children.extend(_children(element, url))
            _forget(element)
        is_sitemap = is_sitemap or name in ("url", "sitemap", "urlset", "sitemapindex")
    if not is_sitemap:
        raise EntryError("is not a sitemap")
    return sitemap


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and len(parent) > 1:
        del parent[0]


def _links(element: etree._Element, url: str) -> Iterator[Link]:
    values = _values(element)
    address = absolute(url, values.get("loc", ""))
    if address is None:
        return
    published = values.get("news:publication_date", "")
    yield Link(
        url=address,
        title=plain_text(values.get("news:title", ""))[:500],
        published=published[:200],
        published_evidence="news-sitemap" if published else None,
        modified=values.get("lastmod", "")[:200],
        language=values.get("news:language", "")[:35],
    )


def _children(element: etree._Element, url: str) -> Iterator[SitemapChild]:
    values = _values(element)
    address = absolute(url, values.get("loc", ""))
    if address is not None:
        yield SitemapChild(address, values.get("lastmod", "")[:200])


def _values(element: etree._Element) -> dict[str, str]:
    """Text by name; of twins the first, and nothing of images and videos."""
    values: dict[str, str] = {}
    for child in element:
        if name_of(child) in ("news:news", "news"):
            for part in child.iterdescendants():
                values.setdefault("news:" + name_of(part).rpartition(":")[2], text_of(part))
        else:
            values.setdefault(name_of(child), text_of(child))
    return values
