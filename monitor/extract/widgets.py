"""Takes away what asks the reader for something: boxes around a field to fill in or a button to press."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.beside import MOST
from monitor.extract.blocks import drop, line_of, prose_in
from monitor.extract.core import Core

_WRITTEN = frozenset({"text", "email", "password"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLES = frozenset({"html", "body", "main", "article"})
_FORM, _NOTICE = 500, 700  # characters
_BEHIND = 80  # of a line under a button: "Already a member? Sign in"
# No page of people has more of these around its text: fields or buttons, levels of a box, parts behind a button.
_MOST, _LEVELS, _FOLLOWERS = 200, 12, 20


def drop_widgets(tree: HtmlElement, core: Core) -> None:
    """Takes out the boxes around fields, and those that end in a button; the scripts of the page must be gone."""
    for box in {_around(field, core) for field in islice(_fields(tree), _MOST)}:
        drop(box)
    boxes = {_ending(button, core) for button in islice(_buttons(tree), _MOST)}
    if sum(map(prose_in, boxes)) <= MOST * core.prose:
        for box in boxes:
            drop(box)


def _fields(tree: HtmlElement) -> Iterator[HtmlElement]:
    yield from tree.iter("textarea")
    yield from (one for one in tree.iter("input") if (one.get("type") or "text").lower() in _WRITTEN)


def _buttons(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The buttons, but not those in headings, which open a part or copy its address."""
    for one in tree.iter("button"):
        if not any(above.tag in _HEADINGS for above in one.iterancestors()):
            yield one


def _around(field: HtmlElement, core: Core) -> HtmlElement:
    """The largest element around a field that says no more than a form does."""
    box = field
    for above in islice(field.iterancestors(), _LEVELS):
        if _is_whole(above, core) or len(line_of(above)) > _FORM:
            break
        box = above
    return box


def _ending(button: HtmlElement, core: Core) -> HtmlElement:
    """The largest element, no longer than a notice, that ends in the button, or in a line behind it."""
    box, behind = button, 0
    for above in islice(button.iterancestors(), _LEVELS):
        behind += _behind(box)
        if _is_whole(above, core) or behind > _BEHIND or len(line_of(above)) > _NOTICE:
            break
        box = above
    return box


def _behind(element: HtmlElement) -> int:
    """Characters that follow an element in the one around it; more than count where much follows."""
    followers = list(islice(element.itersiblings(), _FOLLOWERS))
    if len(followers) == _FOLLOWERS:
        return _BEHIND + 1
    return len((element.tail or "").strip()) + sum(len(line_of(one)) for one in followers)


def _is_whole(element: HtmlElement, core: Core) -> bool:
    """Whether an element holds the text, a headline, code, or the page."""
    return element in core.path or element.tag in _WHOLES or next(element.iter("h1", "pre"), None) is not None
