"""Names the element that holds the text of a page, where the page has no such name for it.

Trafilatura knows the text by what its element is called; else it collects paragraphs from everywhere,
and lists, headings, and what stands in no paragraph are lost.
"""

from collections import Counter

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.xpaths import BODY_XPATH

from monitor.extract.core import Core, Lengths, find_core, first_headline
from monitor.extract.shape import prose_lengths
from monitor.extract.tree import elements

# Shares of the page's prose: in an element that is the text by its name, and in one that is by its content.
_NAMED, _HELD = 0.4, 0.7
# An element that is the text by its name has at least this share of what the core has, and so many characters.
_OF_CORE, _LEAST = 0.5, 200
_FRAMES = frozenset({"div", "section", "article", "main"})


def name_frame(tree: HtmlElement) -> None:
    """Calls the smallest element around most of the prose the body of the article, unless a name says so already.

    Old pages, whose text stands in no element of its own, get one.
    """
    lengths = prose_lengths(tree)
    core = find_core(tree, lengths)
    if core is None:
        return
    prose = _paragraphs(lengths, core)
    best = elements(BODY_XPATH[0](tree))
    named = [*best[:1], *(one for search in BODY_XPATH[1:] for one in elements(search(tree))[:1])]
    texts = [one for one in named if _is_text(one, core, prose) or _is_much(one, core, lengths, sure=one in best)]
    if named and named[:1] == texts[:1]:
        return
    for one in best:
        _unname(one)
    frame = texts[0] if texts else _around_most(_beside_headline(tree, core, prose), core)
    (_around_all(tree) if frame is None else frame).set("itemprop", "articleBody")


def _unname(element: HtmlElement) -> None:
    """Takes its names from what Trafilatura would take for the text first, and is a teaser or a box."""
    for name in ("class", "id", "itemprop"):
        element.attrib.pop(name, None)


def _paragraphs(lengths: Lengths, core: Core) -> Lengths:
    """The prose in paragraphs; all of the page where its text is set in other blocks."""
    paragraphs = {one: length for one, length in lengths.items() if one.tag == "p"}
    return paragraphs if sum(paragraphs.values()) >= _OF_CORE * core.prose else lengths


def _beside_headline(tree: HtmlElement, core: Core, prose: Lengths) -> Lengths:
    """The prose in the smallest element around headline and core, where the core is sure; else all."""
    headline = first_headline(tree)
    if headline is None or not core.is_sure:
        return prose
    around = next(one for one in (headline, *headline.iterancestors()) if one in core.path)
    inside = set(around.iter())
    return {one: length for one, length in prose.items() if one in inside}


def _is_text(element: HtmlElement, core: Core, prose: Lengths) -> bool:
    """Whether an element with the name of a text holds the core of the page, or much of its prose."""
    return element in core.path or _within(element, prose) >= _NAMED * sum(prose.values())


def _is_much(element: HtmlElement, core: Core, lengths: Lengths, *, sure: bool) -> bool:
    """Whether it has half as much prose as the core, and is a part of it or has a `sure` name."""
    is_candidate = sure or core.element in element.iterancestors()
    return is_candidate and _within(element, lengths) >= max(_LEAST, _OF_CORE * core.prose)


def _within(element: HtmlElement, lengths: Lengths) -> int:
    return sum(lengths.get(one, 0) for one in element.iter())


def _around_most(prose: Lengths, core: Core) -> HtmlElement | None:
    """The smallest element around most of the prose, and around the core where that is sure; None without one."""
    held: Counter[_Element] = Counter()
    for block, length in prose.items():
        held.update(dict.fromkeys((block, *block.iterancestors()), length))
    least = _HELD * sum(prose.values())
    around = [one for one, length in held.items() if length >= least and one.tag in _FRAMES]
    around = [one for one in around if isinstance(one, HtmlElement) and (one in core.path or not core.is_sure)]
    return max(around, key=_depth, default=None)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _around_all(tree: HtmlElement) -> HtmlElement:
    """A new element around all that the page shows."""
    body = next(tree.iter("body"), tree)
    frame = body.makeelement("div")
    frame.text, body.text = body.text, None
    frame.extend(list(body))
    body.append(frame)
    return frame
