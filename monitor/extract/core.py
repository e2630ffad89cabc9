"""Finds the element in which most of a page's text lies together."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from lxml.etree import _Element
from lxml.html import HtmlElement

from monitor.extract.shape import counted_up, prose_lengths
from monitor.extract.tree import text_of

Lengths = Mapping[_Element, int]
"""Characters of prose that each block holds itself."""

_ENOUGH = 100  # characters of prose behind a headline that is the article's, not the site's
_SURE = 0.3  # of the page's prose
# Lists and tables are more often beside a text than the text; what stands right under the headline seldom is.
_IN_LIST, _NEAR = 0.5, 3
_LISTS = frozenset({"li", "td"})


@dataclass(frozen=True, slots=True)
class Core:
    """The element that holds most prose of its own; it with all that surrounds it; the prose in it, in characters.

    Where it `is_sure`, it holds so much of the page's prose that its place says where the text is.
    """

    element: HtmlElement
    path: frozenset[_Element]
    prose: int
    is_sure: bool


def find_core(tree: HtmlElement, lengths: Lengths | None = None) -> Core | None:
    """The core of a page, behind its headline where enough stands there; None where the page has no prose.

    `lengths` is what `prose_lengths` says of the tree, where that is known.

    >>> from monitor.extract.tree import parse
    >>> text = "<p>The court freed two writers on Monday.<p>They had been held for a year."
    >>> page = parse(f"<div><p>Other news of this day in short.</div><div id=text>{text}</div>")
    >>> core = find_core(page) if page is not None else None
    >>> core.element.get("id") if core else ""
    'text'
    """
    lengths = prose_lengths(tree) if lengths is None else lengths
    blocks = counted_up(_weighed(tree, lengths))
    element = max(blocks, key=blocks.__getitem__, default=None)
    if not isinstance(element, HtmlElement):
        return None
    prose = sum(lengths.get(one, 0) for one in element.iter())
    path = frozenset((element, *element.iterancestors()))
    return Core(element, path, prose, is_sure=prose >= _SURE * sum(lengths.values()))


def first_headline(tree: HtmlElement) -> HtmlElement | None:
    """The first `h1` with a text."""
    return next((one for one in tree.iter("h1") if text_of(one, 10)), None)


def _weighed(tree: HtmlElement, lengths: Lengths) -> dict[_Element, int]:
    """The blocks that may be of the article, as heavy as they are likely to be."""
    headline = first_headline(tree)
    behind = lengths if headline is None else _behind(tree, headline, lengths)
    near = frozenset[_Element]() if headline is None else _near(headline, behind)
    return {
        one: int(length * (_IN_LIST if one.tag in _LISTS else 1) * (_NEAR if one in near else 1))
        for one, length in behind.items()
    }


def _behind(tree: HtmlElement, headline: HtmlElement, lengths: Lengths) -> Lengths:
    """The blocks that follow the headline; all where these are few."""
    before = set(takewhile(lambda one: one is not headline, tree.iter())).difference(headline.iterancestors())
    behind = {one: length for one, length in lengths.items() if one not in before}
    return behind if sum(behind.values()) >= _ENOUGH else lengths


def _near(headline: HtmlElement, lengths: Lengths) -> frozenset[_Element]:
    """The blocks in the smallest element around the headline that holds any."""
    for above in headline.iterancestors():
        if near := frozenset(one for one in above.iter() if one in lengths):
            return near
    return frozenset()
