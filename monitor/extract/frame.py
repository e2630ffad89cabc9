"""Names the element that holds the text of a page, where the page has no such name for it.

Trafilatura knows the text by what its element is called; else it collects paragraphs from everywhere,
and lists, headings, and what stands in no paragraph are lost.
"""

from collections import Counter
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement
from trafilatura.xpaths import BODY_XPATH

from monitor.extract.tree import elements

_MOST = 2000  # paragraphs
_SHORTEST = 20  # characters of a paragraph that says something
# Shares of the page's prose: in an element that is the text by its name, and in one that is by its content.
_NAMED, _HELD = 0.3, 0.7
_FRAMES = frozenset({"div", "section", "article", "main"})
_TEXT = XPath("string()", smart_strings=False)


def name_frame(tree: HtmlElement) -> None:
    """Calls the smallest element around most of the paragraphs the body of the article.

    Old pages, whose text stands in no element of its own, get one.
    """
    held = _prose_held(tree)
    named = (one for search in BODY_XPATH for one in elements(search(tree))[:1])
    if any(held[one] >= _NAMED * held[tree] for one in named):
        return
    around = [one for one, prose in held.items() if prose >= _HELD * held[tree] and one.tag in _FRAMES]
    frame = max(around, key=_depth, default=None)
    if frame is None:
        frame = _around_all(tree)
    frame.set("itemprop", "articleBody")


def _prose_held(tree: HtmlElement) -> Counter[HtmlElement]:
    """How many characters of paragraphs each element holds."""
    held: Counter[HtmlElement] = Counter()
    for paragraph in islice(tree.iter("p"), _MOST):
        length = len(str(_TEXT(paragraph)))
        if length >= _SHORTEST:
            held.update(dict.fromkeys(paragraph.iterancestors(), length))
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
