"""Names the element that holds the text of a page, where the page has no such name for it.

Trafilatura knows the text by what its element is called; else it collects paragraphs from everywhere,
and lists, headings, and what stands in no paragraph are lost.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura.xpaths import BODY_XPATH

from monitor.extract.shape import prose_block
from monitor.extract.tree import elements

_MOST = 2000  # paragraphs
_SHORTEST = 20  # characters of a paragraph that says something
# Shares of the page's prose: in an element that is the text by its name, and in one that is by its content.
_NAMED, _HELD = 0.3, 0.7
# Characters of a text in lines, and how much longer it is than the paragraphs beside it.
_FEW, _MANY = 300, 2.0
_MOSTLY = 0.85  # of the prose of the element around it; the rest is a teaser's, a caption's
_FRAMES = frozenset({"div", "section", "article", "main"})
_TEXT = XPath("string()", smart_strings=False)


def name_frame(tree: HtmlElement) -> None:
    """Calls the smallest element around most of the paragraphs, or of lines without any, the body of the article.

    Old pages, whose text stands in no element of its own, get one.
    """
    prose = _prose(tree)
    whole = sum(prose.values())
    if whole < _FEW and (lines := _lines(tree, whole)) is not None:
        lines.set("itemprop", "articleBody")
        return
    named = (one for search in BODY_XPATH for one in elements(search(tree))[:1])
    if any(sum(prose.get(inner, 0) for inner in one.iter("p")) >= _NAMED * whole for one in named):
        return
    held = _held(prose)
    around = [one for one, length in held.items() if length >= _HELD * whole and one.tag in _FRAMES]
    frame = max(around, key=_depth, default=None)
    if frame is None:
        frame = _around_all(tree)
    frame.set("itemprop", "articleBody")


def _lines(tree: HtmlElement, whole: float) -> HtmlElement | None:
    """The element that holds the text where that stands in no paragraphs, its lines parted by line ends.

    None where what is around it says that it is the body.
    """
    block = prose_block(tree, _MOSTLY)
    if block is None or block.tag not in _FRAMES or next(block.iter("table", "p"), None) is not None:
        return None
    if any(one.get("itemprop") == "articleBody" for one in block.iterancestors()):
        return None
    length = len(str(_TEXT(block)))
    return block if length >= _FEW and length > _MANY * whole else None


def _prose(tree: HtmlElement) -> dict[HtmlElement, int]:
    """The characters of each paragraph that says something."""
    lengths = ((one, len(one.text or "") if len(one) == 0 else len(str(_TEXT(one)))) for one in tree.iter("p"))
    return {one: length for one, length in islice(lengths, _MOST) if length >= _SHORTEST}


def _held(prose: Mapping[HtmlElement, int]) -> Counter[HtmlElement]:
    """How many characters of paragraphs each element holds."""
    held: Counter[HtmlElement] = Counter()
    for paragraph, length in prose.items():
        for outer in paragraph.iterancestors():
            held[outer] += length
    return held


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
