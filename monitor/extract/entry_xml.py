"""XML of feeds and sitemaps as it is on the web: read with recovery, without entities or network."""

import html
import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from monitor.extract.plain import tidy

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*(\[)?", re.IGNORECASE)
_END_OF_SUBSET = re.compile(r"\]\s*>")
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]*);|(?!#[0-9]+;|#x[0-9a-fA-F]+;))")
_XML_OWN = {"amp", "lt", "gt", "quot", "apos"}
XML_NAMESPACE = "{http://www.w3.org/XML/1998/namespace}"

PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.google.com/schemas/sitemap-image/1.1": "image",
    "http://www.google.com/schemas/sitemap-video/1.1": "video",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
# Vocabularies that are a feed's or sitemap's own; sites spell their addresses in many ways.
_OWN = re.compile(r"rss|sitemap|backend\.userland", re.IGNORECASE)


def clean_xml(text: str) -> bytes:
    """The document without doctype, junk in front, named HTML entities and bare ampersands, as UTF-8."""
    start = text.find("<")
    text = _ILLEGAL.sub("", text[max(start, 0) :])
    text = _DECLARATION.sub("", text, count=1)
    text = _without_doctype(text)
    return "".join(_mended(text)).encode()


def _without_doctype(text: str) -> str:
    found = _DOCTYPE.search(text[:5_000])
    if not found:
        return text
    if not found[1]:
        return text[: found.start()] + text[found.end() :].removeprefix(">")
    end = _END_OF_SUBSET.search(text, found.end())
    return text[: found.start()] + text[end.end() :] if end else ""


def _mended(text: str) -> Iterator[str]:
    """Entities are mended outside of CDATA only, where they mean what they say."""
    parts = text.split("<![CDATA[")
    yield _ENTITY.sub(_entity, parts[0])
    for part in parts[1:]:
        inside, end, after = part.partition("]]>")
        yield "<![CDATA[" + inside + (end or "]]>") + _ENTITY.sub(_entity, after)


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if not name:
        return "&amp;"
    if name in _XML_OWN:
        return found[0]
    character = html.unescape(found[0])
    return "&amp;" + found[0][1:] if character == found[0] else character


def parse_xml(content: bytes) -> etree._Element | None:
    """The root of a cleaned document, with broken parts mended; None where there is nothing."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
        encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def iterate_xml(content: bytes) -> Iterator[etree._Element]:
    """Elements of a cleaned document as they end; those the caller is done with, it clears."""
    events = etree.iterparse(
        BytesIO(content), events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in events:
            yield element
    except etree.XMLSyntaxError:
        return


def name_of(element: etree._Element) -> str:
    """`dc:date`, or `title` for the vocabularies of feeds and sitemaps; lower case, prefixes as usual."""
    tag = str(element.tag)
    if tag[0] != "{":
        prefix, _, local = tag.rpartition(":")
        return (f"{prefix}:{local}" if prefix else local).lower()
    space, _, local = tag[1:].partition("}")
    prefix = PREFIXES.get(space) or ("" if _OWN.search(space) else element.prefix or "")
    return (f"{prefix}:{local}" if prefix else local).lower()


def text_of(element: etree._Element | None) -> str:
    """All text inside an element on one line, markup left out."""
    return "" if element is None else tidy("".join(str(part) for part in element.itertext()))


def base_of(element: etree._Element) -> Iterator[str]:
    """The `xml:base` values that hold for an element, the outermost first."""
    chain = [element, *element.iterancestors()]
    for ancestor in reversed(chain):
        base = ancestor.get(XML_NAMESPACE + "base")
        if base:
            yield base
