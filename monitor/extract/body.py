"""The text of an article without what stands around it, by Trafilatura on the shared tree."""

import logging
import re
from collections.abc import Iterator

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura.core import bare_extraction
from trafilatura.settings import Extractor

from monitor.extract.plain import plain_text
from monitor.extract.shape import prose_block, width
from monitor.extract.structured import Node, first_text

# Trafilatura reports every page it finds nothing in; here that is a result, not an event.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

LIMIT = 1_000_000
# A text shorter than this, or than this share of the densest run of prose on the page, is looked at twice.
_SHORT, _SHARE = 250, 0.75
_LINES = re.compile(r"[ \t\u00a0]*\n\s*")
_BLOCKS = {
    "p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "ul",
    "ol", "dl",
    "dt", "dd", "table", "pre", "figure", "figcaption", "header", "footer", "main", "aside", "hr",
}  # fmt: skip
_UNREAD = {"script", "style", "template", "noscript", "svg", "textarea", "select", "iframe", "object"}


def read_body(tree: HtmlElement, url: str, article: Node | None, prose: int) -> str:
    """The body text, paragraphs separated by line ends; "" where none is found.

    `prose` is the page's `Shape.prose`. Takes the tree over: scripts and drawings are gone from it
    afterwards.
    """
    _strip(tree)
    text = _extracted(tree, url, fast=True)
    if width(text) < max(_SHORT, _SHARE * prose):
        text = _extracted(tree, url, fast=False)
    return _fuller(text, article)[:LIMIT]


def _extracted(tree: HtmlElement, url: str, *, fast: bool) -> str:
    """Trafilatura's text; `fast` leaves out its second opinions, which cost a third more and rarely matter."""
    found = bare_extraction(tree, url=url, options=_options(fast))
    return _LINES.sub("\n", getattr(found, "text", None) or "").strip()


def _options(fast: bool) -> Extractor:
    return Extractor(
        fast=fast,
        output_format="python",
        comments=False,
        formatting=False,
        links=False,
        images=False,
        tables=True,
        with_metadata=False,
    )


def _strip(tree: HtmlElement) -> None:
    """Takes out what no reader sees, so that nothing after this walks over it."""
    for script in list(tree.iter("script")):
        if "ld+json" not in (script.get("type") or ""):
            script.drop_tree()
    strip_elements(tree, "style", "svg", "template", "link", "meta", with_tail=False)


def _fuller(text: str, article: Node | None) -> str:
    """JSON-LD's own articleBody, where the page shows less than half of it."""
    stated = plain_text(first_text(article, "articleBody")) if article else ""
    return stated if len(stated) > 400 and len(stated) > 2 * len(text) else text


def densest_block(tree: HtmlElement) -> str:
    """The text of the element that holds most prose: for notices too short for Trafilatura."""
    block = prose_block(tree)
    return text_blocks(block) if block is not None else ""


def text_blocks(element: HtmlElement) -> str:
    """All the text of an element, one block a line: for places that are known to hold the text.

    >>> from monitor.extract.tree import parse
    >>> tree = parse("<div>One <b>bold</b><p>two</p>three<br>four</div>")
    >>> text_blocks(tree).split("\\n") if tree is not None else []
    ['One bold', 'two', 'three', 'four']
    """
    lines = (" ".join(line.split()) for line in "".join(_pieces(element)).split("\0"))
    return "\n".join(line for line in lines if line)[:LIMIT]


def _pieces(root: HtmlElement) -> Iterator[str]:
    """Texts in reading order with NUL where a block begins or ends; no recursion."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, done = stack.pop()
        block = element.tag in _BLOCKS
        if done:
            yield "\0" if block else ""
            yield (element.tail or "") if element is not root else ""
        elif element.tag in _UNREAD:
            yield element.tail or ""
        else:
            yield ("\0" if block else "") + (element.text or "")
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
