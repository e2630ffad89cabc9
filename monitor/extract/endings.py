"""Who wrote an article, as its first or last lines say: "Text: Ada Bell", or nothing but a name."""

import re
from itertools import chain

from lxml.html import HtmlElement

from monitor.extract.body import text_blocks
from monitor.extract.bylines import names_in_line
from monitor.extract.names import is_person, names_in, without_places
from monitor.extract.nobody import is_office
from monitor.extract.shape import prose_block, width
from monitor.extract.tree import text_of, texts_in

_FIRST, _LAST = 2, 3  # lines
_LONGEST = 120
_PROSE = 80  # the width of a line that is a paragraph
_NAMES = 60
_TYPE = frozenset({"b", "strong", "em", "i", "small", "font", "cite", "address"})
_AROUND, _LABEL = re.compile(r"^\s*[(\[–—-]\s*|\s*[)\]]\s*$"), re.compile(r"[:/=]")


def names_at_the_ends(tree: HtmlElement) -> list[str]:
    """The names behind a label in the first or last lines of the text, else those that its last paragraph holds alone.

    >>> from monitor.extract.tree import parse
    >>> page = parse(f"<div><p>{'It rained. ' * 20}</p><p>It still rains.</p><p>Text: Ada Bell</p></div>")
    >>> names_at_the_ends(page) if page is not None else []
    ['Ada Bell']
    """
    block = prose_block(tree)
    if block is not None and block.tag == "p":
        block = block.getparent()
    lines = text_blocks(block).split("\n") if block is not None else []
    if block is None or len(lines) < 2:
        return []
    short = [line for line in chain(lines[:_FIRST], lines[-_LAST:]) if len(line) <= _LONGEST]
    labelled = (names_in([name]) for line in short for name in names_in_line(line))
    return next(filter(None, map(without_places, labelled)), []) or _signed(block, lines)


def _signed(block: HtmlElement, lines: list[str]) -> list[str]:
    """The names in a last paragraph that holds nothing else and is set apart, under one of prose."""
    last = next(block.iterchildren("p", "div", reversed=True), None)
    if last is None or text_of(last, _NAMES + 1) != lines[-1] or width(lines[-2]) < _PROSE or not _is_set_apart(last):
        return []
    line = _AROUND.sub("", lines[-1])
    names = names_in([line])
    whole = len("".join(names)) >= len(line) - 3 * len(names)
    return names if whole and not line.isupper() and len(names) <= 3 and all(map(_is_full_name, names)) else []


def _is_set_apart(paragraph: HtmlElement) -> bool:
    """Whether a paragraph looks otherwise than the one before: by its make, by type throughout, or by brackets."""
    if _AROUND.search(text_of(paragraph, _NAMES)):
        return True
    holders = {holder.tag for text, holder in texts_in(paragraph) if text.strip()}
    before = paragraph.getprevious()
    make = [(one.get("class"), one.get("style"), one.get("align")) for one in (paragraph, before) if one is not None]
    return holders <= _TYPE or (len(make) == 2 and make[0] != make[1])


def _is_full_name(name: str) -> bool:
    cased = any(one.isupper() for one in name) and not _LABEL.search(name)
    return cased and is_person(name) and 2 <= len(name.split()) <= 4 and not is_office(name)
