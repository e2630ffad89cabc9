"""Puts parts of a page that were sent after it into the places they were sent for.

React sends what takes longer as `<div hidden id="S:1">` at the end of the page; a script then moves
it to `<template id="B:1">`, or to `P:1` within another such part.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement


def place_streamed(tree: HtmlElement) -> None:
    """Moves each part to its place; parts without a place stay where they are.

    >>> from monitor.extract.tree import parse, text_of
    >>> tree = parse("<body><main>One <template id='B:0'></template></main><p>Three</p><div hidden id='S:0'>two</div>")
    >>> if tree is not None: place_streamed(tree)
    >>> text_of(tree) if tree is not None else ""
    'One twoThree'
    """
    places = dict(_keyed(tree, "template", ("B:", "P:")))
    parts = [(key, one) for key, one in _keyed(tree, "div", ("S:",)) if "hidden" in one.attrib] if places else []
    for key, part in parts:
        place = places.get(key)
        if place is not None and not _is_around(part, place):
            del part.attrib["hidden"]
            place.addnext(part)


def _keyed(tree: HtmlElement, tag: str, kinds: tuple[str, ...]) -> Iterator[tuple[str, HtmlElement]]:
    """The elements with an id of one of the kinds, by what follows the kind in it."""
    for one in tree.iter(tag):
        if (name := one.get("id") or "").startswith(kinds):
            yield name[2:], one


def _is_around(part: HtmlElement, place: HtmlElement) -> bool:
    """Whether a place lies within the very part that it waits for."""
    return part in place.iterancestors()
