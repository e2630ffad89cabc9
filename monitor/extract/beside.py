"""Takes away what stands beside the text of a page, told by how it is built, not by how it is called.

Names of classes say it where people wrote them; many sites of today have software make them up.
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from monitor.extract.blocks import drop, is_linked, line_of, linked_headlines, prose_in
from monitor.extract.captions import captions
from monitor.extract.core import Core, first_headline
from monitor.extract.labels import drop_labelled

# A part whose prose is more than this share of that of the text is none of these things.
MOST = 0.3
_TEXT = ("p", "h2", "h3", "h4", "blockquote", "table")
_BOXES = ("div", "section", "aside", "ul", "article", "li")
_LINKED = 0.35  # share of links in the text of a block behind the article
_CARD, _TEASER = 800, 300  # characters of a box between paragraphs, and of prose for each linked headline
_PAGES_OWN = ("article", "main", "section")


def drop_beside(tree: HtmlElement, core: Core) -> None:
    """Takes out what labels, links, pictures, and the place before the headline tell from the text."""
    most = MOST * core.prose
    drop_labelled(tree, core, most)
    _drop_before(tree, core, most)
    if core.is_sure:
        _drop_behind(core)
        for boxes in (list(_cards(core)), list(captions(core))):
            _drop_all(boxes, most)


def _drop_all(boxes: list[HtmlElement], most: float) -> None:
    """Takes all of a kind out, or none where they are too much of the text to stand beside it."""
    if sum(len(line_of(one)) for one in boxes) <= most:
        for one in boxes:
            drop(one)


def _drop_before(tree: HtmlElement, core: Core, most: float) -> None:
    """Takes out the header of the page, and what stands before the headline unless it is prose."""
    for header in list(tree.iter("header")):
        if header not in core.path and not _holds_headline(header) and not _is_of_article(header):
            drop(header)
    headline = first_headline(tree)
    before = list(_before(headline)) if headline is not None else []
    if core.path.isdisjoint(before) and sum(prose_in(one, without=("li", "td")) for one in before) <= most:
        for one in before:
            drop(one)


def _holds_headline(element: HtmlElement) -> bool:
    return next(element.iter("h1"), None) is not None


def _is_of_article(header: HtmlElement) -> bool:
    """Whether a header stands over an article or a part of the page, not over the page."""
    return any(above.tag in _PAGES_OWN for above in header.iterancestors())


def _before(headline: HtmlElement) -> Iterator[HtmlElement]:
    for one in (headline, *headline.iterancestors()):
        if one.tag == "body":
            return
        yield from one.itersiblings(preceding=True)


def _drop_behind(core: Core) -> None:
    """Takes out blocks behind the text, up to the end of the page, that are links or teasers."""
    for one in _outwards(core):
        for after in list(one.itersiblings()):
            if after.tag not in _TEXT and (is_linked(after, _LINKED) or _is_teasers(after)):
                drop(after)


def _outwards(core: Core) -> Iterator[HtmlElement]:
    """The core and what surrounds it within the page."""
    for one in (core.element, *core.element.iterancestors()):
        if one.tag in ("body", "html"):
            return
        yield one


def _is_teasers(block: HtmlElement) -> bool:
    """Whether a block is linked headlines with a line or two under each."""
    headlines = linked_headlines(block)
    return headlines > 0 and prose_in(block) <= _TEASER * headlines


def _cards(core: Core) -> Iterator[HtmlElement]:
    """The boxes between the parts of the text that are nothing but teasers."""
    for one in _outwards(core):
        for box in one:
            if box not in core.path and box.tag in _BOXES and len(line_of(box)) < _CARD and _is_teasers(box):
                yield box
