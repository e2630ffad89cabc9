"""OPML 2.0: the format in which feed readers exchange their lists (http://opml.org/spec2.opml)."""

from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from monitor.errors import CatalogueError
from monitor.extract.entry_text import decoded
from monitor.extract.entry_xml import clean_xml, parse_xml
from monitor.extract.plain import tidy
from monitor.sources.exchange import Draft, Imported, check_size, settle
from monitor.sources.languages import tidy_language
from monitor.sources.model import Entry, Source
from monitor.sources.problems import Problem

_DEEPEST = 20


def read_opml(raw: bytes, file: str) -> Imported:
    """The feeds of an OPML file as sources; outlines around them are groups.

    Outlines with one title and one page make one source. Raises `CatalogueError` for what is no OPML.
    """
    check_size(raw, file)
    root = parse_xml(clean_xml(decoded(raw)))
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise CatalogueError(f"{file}: not an OPML file; export the list from your feed reader as OPML")
    found = Imported()
    drafts: dict[tuple[str, ...], Draft] = {}
    for body in root.iterchildren("body"):
        for group, outline in _leaves(body, "own", 0):
            if _said(outline, "xmlUrl"):
                _take(outline, group, drafts)
            else:
                message = f"{_title(outline) or 'an outline':.80}: left out, it names no feed (xmlUrl)"
                found.problems.append(Problem(file, message, line=_line(outline), warning=True))
    return settle(drafts.values(), file, found)


def _leaves(parent: etree._Element, group: str, depth: int) -> Iterator[tuple[str, etree._Element]]:
    """Outlines that are feeds, or hold nothing further, each with the title of the one around it."""
    for outline in parent.iterchildren("outline"):
        if _said(outline, "xmlUrl") or depth >= _DEEPEST or not len(outline):
            yield group, outline
        else:
            yield from _leaves(outline, _title(outline) or group, depth + 1)


def _take(outline: etree._Element, group: str, drafts: dict[tuple[str, ...], Draft]) -> None:
    address, title, home = _said(outline, "xmlUrl"), _title(outline), _said(outline, "htmlUrl")
    key = (group, title, home) if home else (group, address)
    draft = drafts.setdefault(key, Draft(_line(outline), title, home, group))
    draft.entries.setdefault(address, Entry("feed", address))
    language = tidy_language(_said(outline, "language"))
    if language and not draft.languages:
        draft.languages = (language,)


def _line(outline: etree._Element) -> int:
    return cast("int | None", outline.sourceline) or 0


def _title(outline: etree._Element) -> str:
    return _said(outline, "title") or _said(outline, "text")


def _said(outline: etree._Element, name: str) -> str:
    """An attribute; readers differ in its capitals."""
    values = (value for key, value in outline.items() if str(key).lower() == name.lower())
    return tidy(str(next(values, "")))


def write_opml(sources: Iterable[Source]) -> bytes:
    """The feeds of the sources, one outline each inside an outline for each group.

    Entries of other kinds have no place in OPML; `has_feed` tells which sources are in it.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Sources of the monitor"
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for source in filter(has_feed, sources):
        if source.group not in groups:
            groups[source.group] = etree.SubElement(body, "outline", text=source.group, title=source.group)
        for entry in source.entries:
            if entry.kind == "feed":
                _outline(groups[source.group], source, entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def has_feed(source: Source) -> bool:
    """Whether OPML can say anything of a source."""
    return any(entry.kind == "feed" for entry in source.entries)


def _outline(parent: etree._Element, source: Source, entry: Entry) -> None:
    title = tidy(source.title)
    outline = etree.SubElement(parent, "outline", type="rss", text=title, title=title)
    outline.set("xmlUrl", entry.url)
    outline.set("htmlUrl", source.home)
    if source.languages:
        outline.set("language", source.languages[0].lower())
