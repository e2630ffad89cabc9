"""Puts parts of a page that were sent after it into the places they were sent for.

React sends what takes longer as `<div hidden id="S:1">` at the end of the page; a script then moves
it to `<template id="B:1">`, or to `P:1` within another such part.
"""

from lxml.etree import XPath
from lxml.html import HtmlElement

from monitor.extract.tree import elements

_PLACES = XPath("//template[starts-with(@id, 'B:') or starts-with(@id, 'P:')]")
_PARTS = XPath("//div[@hidden][starts-with(@id, 'S:')]")


def place_streamed(tree: HtmlElement) -> None:
    """Moves each part to its place; parts without a place stay where they are.

    >>> from monitor.extract.tree import parse, text_of
    >>> tree = parse("<body><main>One <template id='B:0'></template></main><p>Three</p><div hidden id='S:0'>two</div>")
    >>> if tree is not None: place_streamed(tree)
    >>> text_of(tree) if tree is not None else ""
    'One twoThree'
    """
    places = {(one.get("id") or "")[2:]: one for one in elements(_PLACES(tree))}
    for part in elements(_PARTS(tree)) if places else ():
        place = places.get((part.get("id") or "")[2:])
        if place is not None and not _is_around(part, place):
            del part.attrib["hidden"]
            place.addnext(part)


def _is_around(part: HtmlElement, place: HtmlElement) -> bool:
    """Whether a place lies within the very part that it waits for."""
    return part in place.iterancestors()
