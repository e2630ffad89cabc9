"""The text of an article without what stands around it, by Trafilatura on the shared tree."""

import logging
from collections.abc import Iterator
from functools import cache

from lxml.etree import XPath, strip_elements, strip_tags
from lxml.html import HtmlElement
from trafilatura.core import bare_extraction
from trafilatura.settings import Extractor

from monitor.extract.beside import drop_beside
from monitor.extract.core import find_core
from monitor.extract.frame import name_frame
from monitor.extract.layout_tables import open_layout
from monitor.extract.plain import fold, plain_lines
from monitor.extract.searches import quicken
from monitor.extract.shape import prose_block, width
from monitor.extract.slices import drop_pointers, join_slices
from monitor.extract.standfirst import printed_lead, standfirst
from monitor.extract.structured import Node, first_text
from monitor.extract.unfolded import unfold
from monitor.extract.widgets import drop_widgets

# Trafilatura reports every page it finds nothing in; here that is a result, not an event.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
quicken()

LIMIT = 1_000_000
# A text shorter than this, or than this share of the densest run of prose on the page, is looked at twice.
_SHORT, _SHARE = 500, 0.75
# Characters; where it finds fewer, Trafilatura collects paragraphs from all over the page, and notices are short.
_NOTICE = 100
# What share of a text articleBody must hold to be believed, by the first folded characters of each line.
_CONFIRMED, _HELD, _LONG = 0.75, 60, 80
_NEAR = 6000  # characters; a standfirst that stands further down is a quotation
_WHOLE_TEXT = XPath("string()", smart_strings=False)
# Letters of Linear A, a script that no page is written in.
_HIDDEN = {0x200C: 0x10600, 0x200D: 0x10601}
_SHOWN = {letter: joiner for joiner, letter in _HIDDEN.items()}
_LETTERS = [chr(letter) for letter in _SHOWN]
_BLOCKS = {
    "p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "ul",
    "ol", "dl",
    "dt", "dd", "table", "pre", "figure", "figcaption", "header", "footer", "main", "aside", "hr",
}  # fmt: skip
_NEVER_TEXT = ("style", "svg", "template", "link", "meta", "source", "embed")
# What stands around a text, unless a broken page has all of its own in it.
_AROUND = (
    "nav", "footer", "aside", "menu", "dialog", "noscript", "iframe", "object", "video", "audio", "canvas", "map",
)  # fmt: skip
_CONTROLS = ("button", "select", "textarea")
_WHOLE = ("h1", "main", "article", "body")
_UNREAD = {"script", "style", "template", "noscript", "svg", "textarea", "select", "iframe", "object"}


def read_body(tree: HtmlElement, url: str, article: Node | None, prose: int, description: str = "") -> str:
    """The body text, paragraphs separated by line ends; "" where none is found.

    `prose` is the page's `Shape.prose`, `description` what its head says of it. Takes the tree over:
    scripts and drawings are gone from it afterwards.
    """
    lead = standfirst(tree, description)
    _strip(tree)
    open_layout(tree)
    core = find_core(tree)
    if core is not None:
        drop_widgets(tree, core)
    _strip_controls(tree)
    if (core := find_core(tree)) is not None:
        drop_beside(tree, core)
        lead = lead or printed_lead(tree, core)
    unfold(tree)
    join_slices(tree)
    drop_pointers(tree, url)
    name_frame(tree)
    text = _extracted(tree, url, fast=True)
    if width(text) < max(_SHORT, _SHARE * prose):
        text = _extracted(tree, url, fast=False)
    stated = plain_lines(first_text(article, "articleBody")) if article else ""
    text = _once(confirmed(_fuller(text, stated), stated))
    return _with_lead(text, lead)[:LIMIT]


def _once(text: str) -> str:
    """The text with each long line only where it stands first."""
    lines = list(enumerate(text.split("\n")))
    places = {line: number for number, line in reversed(lines)}
    return "\n".join(line for number, line in lines if len(line) < _LONG or places[line] == number)


def _with_lead(text: str, lead: str) -> str:
    """The text behind its standfirst, where that is not in it already."""
    if not lead or not text or lead[:100] in text[:_NEAR]:
        return text
    start = fold(lead)[:50]
    return f"{lead}\n{text}" if start and start not in fold(text[:_NEAR]) else text


def _extracted(tree: HtmlElement, url: str, *, fast: bool) -> str:
    """Trafilatura's text; `fast` leaves out its second opinions, which cost a third more and rarely matter."""
    found = bare_extraction(tree, url=url, options=_options(fast))
    text: str = getattr(found, "text", None) or ""
    if not text.isascii() and any(letter in text for letter in _LETTERS):
        text = text.translate(_SHOWN)
    return "\n".join(line.lstrip().rstrip(" \t\u00a0") for line in text.split("\n") if line.strip()).strip()


@cache
def _options(fast: bool) -> Extractor:
    options = Extractor(
        fast=fast,
        output_format="python",
        comments=False,
        formatting=False,
        links=False,
        images=False,
        tables=True,
        with_metadata=False,
    )
    options.min_extracted_size = _NOTICE
    return options


def _strip(tree: HtmlElement) -> None:
    """Takes out what no reader sees, so that nothing after this walks over it."""
    for script in list(tree.iter("script")):
        if "ld+json" not in (script.get("type") or ""):
            script.drop_tree()
    strip_elements(tree, *_NEVER_TEXT, with_tail=False)
    _drop_around(tree, _AROUND)
    _flatten_ruby(tree)
    _show_joiners(tree)


def _strip_controls(tree: HtmlElement) -> None:
    """Takes out what readers type into and press."""
    strip_elements(tree, "input", with_tail=False)
    _drop_around(tree, _CONTROLS)


def _drop_around(tree: HtmlElement, tags: tuple[str, ...]) -> None:
    for outer in list(tree.iter(*tags)):
        if next(outer.iter(*_WHOLE), None) is None and outer.getparent() is not None:
            outer.drop_tree()


def _show_joiners(tree: HtmlElement) -> None:
    """Puts letters in the place of zero-width joiners, which Trafilatura drops from all words."""
    whole = str(_WHOLE_TEXT(tree))
    if "\u200c" not in whole and "\u200d" not in whole:
        return
    for element in tree.iter():
        element.text = element.text and element.text.translate(_HIDDEN)
        element.tail = element.tail and element.tail.translate(_HIDDEN)


def _flatten_ruby(tree: HtmlElement) -> None:
    """Puts readings printed above a word behind it in their brackets; those without brackets go."""
    for ruby in list(tree.iter("ruby")):
        if next(ruby.iter("rp"), None) is None:
            strip_elements(ruby, "rt", with_tail=False)
        strip_tags(ruby, "rb", "rp", "rt", "rtc")
        ruby.drop_tag()


def _fuller(text: str, stated: str) -> str:
    """JSON-LD's own articleBody, where the page shows less than half of it."""
    return stated if len(stated) > 400 and len(stated) > 2 * len(text) else text


def confirmed(text: str, stated: str) -> str:
    """The text without long lines and points of lists that JSON-LD's articleBody lacks.

    Only where that body has nearly all of the text: some sites state but its beginning.

    >>> body = "The court freed two writers on Monday.\\nThey had been held for a year in Northhaven."
    >>> confirmed(body + "\\n- More news", body).splitlines()[-1]
    'They had been held for a year in Northhaven.'
    """
    if not stated:
        return text
    whole = fold(stated)
    lines = [(line, fold(line)[:_HELD] in whole) for line in text.split("\n")]
    if sum(len(line) for line, is_held in lines if is_held) < _CONFIRMED * len(text):
        return text
    first = next(number for number, (_, is_held) in enumerate(lines) if is_held)
    kept = [line for line, is_held in lines[first:] if is_held or not _is_doubtful(line)]
    return "\n".join([line for line, _ in lines[:first]] + kept)


def _is_doubtful(line: str) -> bool:
    """Whether a line is more than a heading between paragraphs."""
    return line.startswith("- ") or width(line) >= _LONG


def densest_block(tree: HtmlElement) -> str:
    """The text of the element that holds most prose: for notices too short for Trafilatura."""
    block = prose_block(tree)
    return text_blocks(block).translate(_SHOWN) if block is not None else ""


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
