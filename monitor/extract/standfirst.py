"""The standfirst of a page: the paragraph between headline and text that sums the article up.

Sites set it outside the element that holds the text, so that extractors lose it; a description
in the head of the page often repeats it word for word, which tells it from all else.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.core import Core
from monitor.extract.plain import fold, shared
from monitor.extract.shape import width
from monitor.extract.tree import text_of

_BLOCKS = frozenset({"p", "div", "h2", "h3", "h4", "section", "header", "li", "article", "td"})
_LONGEST = 1500
_LEAST = 30  # folded characters of a description that says something
_TOWN = 30
_MUCH = 0.3
_QUOTES = " \t\r\n\u00a0\"'„“”‚‘’«»‹›–—-"
_SAME = 50  # folded characters at the start; descriptions are cut at the end
_ASIDE = frozenset({"aside", "nav", "footer", "a", "figure", "figcaption", "button", "form"})
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:standfirst|teaser-?text|teaser[\s_-]+lead|lead(?:-?text|-?paragraph)?|lede|sub-?title|sub-?headline|preamble|ingress|vorspann|anrei(?:ss|ß)er"
    r"|chapo|chapeau|sapo|excerpt|article__?(?:intro|lead|teaser|summary|standfirst)|intro(?:-?text|duction)?|bajada|entradilla"
    r"|sommario|occhiello|deck|dek|summary|manchet|perex|zajawka)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORTEST = 60
_LEADS = frozenset({"p", "h2", "h3", "div"})
_EMPHASIS = frozenset({"b", "strong", "em", "i", "span", "br", "bdi", "font"})
_CLOSE, _LONGEST_LEAD = 6, 600  # blocks after the headline, characters
_ENDS = tuple(".!?…。！？।۔؟።")
_SEEN = 60  # blocks after the headline


def standfirst(tree: HtmlElement, description: str) -> str:
    """The standfirst on one line; "" where none is found.

    >>> from monitor.extract.tree import parse
    >>> page = parse("<h1>Free</h1><p>Two writers left prison on Monday, after a year.</p><div>Text</div>")
    >>> standfirst(page, "Two writers left prison on Monday, after a year.") if page is not None else ""
    'Two writers left prison on Monday, after a year.'
    """
    said = fold(description)
    if len(said) < _LEAST:
        return ""
    return _repeated(tree, said) or _named(tree, said)


def _repeated(tree: HtmlElement, said: str) -> str:
    """What the page prints in the words of its description, perhaps behind the name of a town."""
    for element in tree.iter(*_BLOCKS, "span", "strong", "b", "em"):
        if _begins(element.text, said) and (found := _alike(element, said)):
            return found
        parent = element.getparent() if element.tag not in _BLOCKS and _begins(element.tail, said) else None
        if parent is not None and (found := _alike(parent, said)):
            return found
    return ""


def _begins(text: str | None, said: str) -> bool:
    """Whether a text begins as the description does; cheap, since all texts of a page are asked."""
    start = (text or "")[:80].lstrip(_QUOTES)
    return start[:1].casefold() == said[0] and said.startswith(fold(start[:20])[:12])


def _alike(element: HtmlElement, said: str) -> str:
    text = _block_text(element)
    return text if said[:_SAME] in fold(text)[: _SAME + _TOWN] else ""


def _block_text(element: HtmlElement) -> str:
    """The text of the block in which the element stands; "" beside the text, in a headline, or in a longer one."""
    block = element
    for above in element.iterancestors():
        if above.tag in _ASIDE or above.tag == "h1":
            return ""
        if block.tag not in _BLOCKS:
            block = above
    text = text_of(block, _LONGEST + 1)
    return text if len(text) <= _LONGEST else ""


def _named(tree: HtmlElement, said: str) -> str:
    """What the page calls its standfirst, if it follows the headline closely and says what the description says."""
    for element in _after_headline(tree):
        if _NAMED.search(element.get("class") or element.get("itemprop") or ""):
            text = _block_text(element)
            if width(text) >= _SHORTEST and shared(fold(text), said) >= _MUCH:
                return text
    return ""


def printed_lead(tree: HtmlElement, core: Core) -> str:
    """The sentences that a page prints between its headline and the core of its text; "" where it does not."""
    for element in islice(_after_headline(tree), _CLOSE):
        if element is core.element:
            break
        if element.tag in _LEADS and element not in core.path and _is_plain(element):
            text = _block_text(element)
            if _SHORTEST <= width(text) <= _LONGEST_LEAD and text.rstrip(_QUOTES).endswith(_ENDS):
                return text
    return ""


def _is_plain(element: HtmlElement) -> bool:
    """Whether an element is a line of text: no box of an author, no caption, no list of links."""
    above = element.getparent()
    beside_picture = above is not None and next(above.iter("img"), None) is not None
    return not beside_picture and all(part.tag in _EMPHASIS for part in element.iterdescendants())


def _after_headline(tree: HtmlElement) -> Iterator[HtmlElement]:
    elements = tree.iter(*_BLOCKS, "h1")
    if next((one for one in elements if one.tag == "h1"), None) is not None:
        yield from (one for one, _ in zip(elements, range(_SEEN), strict=False) if one.tag != "h1")
