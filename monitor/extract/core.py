"""Finds the element in which most of a page's text lies together."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from lxml.etree import _Element
from lxml.html import HtmlElement

from monitor.extract.shape import counted_up, prose_lengths
from monitor.extract.tree import text_of

_ENOUGH = 200  # characters of prose behind a headline that is the article's, not the site's
_SURE = 0.3  # of the page's prose


@dataclass(frozen=True, slots=True)
class Core:
    """The element that holds most prose of its own; it with all that surrounds it; the prose in it, in characters.

    Where it `is_sure`, it holds so much of the page's prose that its place says where the text is.
    """

    element: HtmlElement
    path: frozenset[_Element]
    prose: int
    is_sure: bool


def find_core(tree: HtmlElement, lengths: Mapping[_Element, int] | None = None) -> Core | None:
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
    # Lists and tables are more often beside a text than the text.
    weighed = {
        one: length // 2 if one.tag in ("li", "td") else length for one, length in _behind_headline(tree, lengths)
    }
    blocks = counted_up(weighed)
    element = max(blocks, key=blocks.__getitem__, default=None)
    if not isinstance(element, HtmlElement):
        return None
    prose = sum(lengths.get(one, 0) for one in element.iter())
    path = frozenset((element, *element.iterancestors()))
    return Core(element, path, prose, is_sure=prose >= _SURE * sum(lengths.values()))


def first_headline(tree: HtmlElement) -> HtmlElement | None:
    """The first `h1` with a text."""
    return next((one for one in tree.iter("h1") if text_of(one, 10)), None)


def _behind_headline(tree: HtmlElement, lengths: Mapping[_Element, int]) -> list[tuple[_Element, int]]:
    """The blocks of prose that follow the headline; all where few do."""
    headline = first_headline(tree)
    if headline is None:
        return list(lengths.items())
    before = set(takewhile(lambda one: one is not headline, tree.iter())).difference(headline.iterancestors())
    behind = [(one, length) for one, length in lengths.items() if one not in before]
    return behind if sum(length for _, length in behind) >= _ENOUGH else list(lengths.items())
