"""Atom feeds (RFC 4287) of lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

ATOM = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold.
_UNSPEAKABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One row as a feed reader shows it; `path` is its page here, `id` never changes."""

    id: str
    title: str
    path: str
    updated: datetime
    summary: str = ""
    author: str = ""
    language: str = ""


def feed(base: str, path: str, title: str, now: datetime, entries: Sequence[FeedEntry]) -> bytes:
    """The feed as XML; `base` is where the pages are, `path` the page of the list."""
    root = Element("feed", xmlns=_SPACE)
    _add(root, "title", title)
    _add(root, "id", f"{base}{path}")
    SubElement(root, "link", rel="alternate", href=f"{base}{path}")
    _add(root, "updated", max((one.updated for one in entries), default=now).isoformat())
    _add(SubElement(root, "author"), "name", "Monitor")
    for one in entries:
        _entry(root, base, one)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _entry(root: Element, base: str, one: FeedEntry) -> None:
    made = SubElement(root, "entry")
    if one.language.replace("-", "").isalnum():
        made.set("xml:lang", one.language)
    _add(made, "id", f"{base}{one.id}")
    _add(made, "title", one.title)
    SubElement(made, "link", rel="alternate", href=f"{base}{one.path}")
    _add(made, "updated", one.updated.isoformat())
    if one.author:
        _add(SubElement(made, "author"), "name", one.author)
    if one.summary:
        _add(made, "summary", one.summary)


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _UNSPEAKABLE.sub("\ufffd", text)
