"""Finds the lines under pictures that stand in no `figure`."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.blocks import line_of
from monitor.extract.core import Core

_MOST = 300  # pictures
_LONGEST = 300
# A picture and its line share one of these; beside paragraphs, the line is one of the others.
_FRAMES = frozenset({"div", "span", "section", "table", "tbody", "tr", "td", "center", "a", "dl"})
_LINES = frozenset({"div", "span", "small", "em", "i", "center", "font"})
_NO_CAPTION = ("h2", "h3", "h4", "li", "blockquote")
_PARAGRAPHS = 3  # of a text whose every other line is no paragraph


def captions(core: Core) -> Iterator[HtmlElement]:
    """The frames of pictures with a short line, and such lines beside the paragraphs of the text.

    >>> from monitor.extract.core import find_core
    >>> from monitor.extract.tree import parse
    >>> text = "<p>The court freed two writers on Monday.</p>" * 3
    >>> page = parse(f"<div>{text}<div><img src=a.jpg><span>The gate. Photo: Ann</span></div></div>")
    >>> core = find_core(page) if page is not None else None
    >>> [line_of(one) for one in captions(core)] if core else []
    ['The gate. Photo: Ann']
    """
    in_paragraphs = sum(1 for one in core.element if one.tag == "p") >= _PARAGRAPHS
    for picture in islice(core.element.iter("img"), _MOST):
        holder = _holder(picture, core)
        above = holder.getparent()
        if above is not None and above not in core.path:
            if above.tag in _FRAMES and _is_caption(above):
                yield above
        elif in_paragraphs and holder is not picture:
            after = holder.getnext()
            if after is not None and after not in core.path and after.tag in _LINES and _is_caption(after):
                yield after


def _holder(picture: HtmlElement, core: Core) -> HtmlElement:
    """The largest element that shows nothing but the picture."""
    holder = picture
    while (above := holder.getparent()) is not None and above not in core.path and not line_of(above):
        holder = above
    return holder


def _is_caption(element: HtmlElement) -> bool:
    return 0 < len(line_of(element)) <= _LONGEST and next(element.iter(*_NO_CAPTION), None) is None
