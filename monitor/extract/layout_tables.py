"""Tables that only lay a page out, as old pages have them, read as the boxes that they are.

Extractors take every table for one of figures and print all of its cells: menus, side columns, footers.
"""

from collections.abc import Iterator
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

_ROWS = frozenset({"thead", "tbody", "tfoot", "tr", "colgroup", "form"})
_CELLS = frozenset({"td", "th", "caption"})
_OF_FIGURES = frozenset({"th", "caption"})
_MOST = 500  # tables
_MUCH = 300  # characters, as no figure and no name has
# The share of a page's text in a table around it, and of that in one cell, where others stand beside it.
_WHOLE, _MOSTLY = 0.5, 0.4
_LENGTH = XPath("string-length(normalize-space(.))")
_DEEPEST = 20


def open_layout(tree: HtmlElement) -> None:
    """Makes boxes of the tables around most of a page's text that have most of theirs in one cell.

    Tables of figures, and boxes within the text, stay.

    >>> from monitor.extract.tree import parse
    >>> text = "Two writers left the prison of Northhaven on Monday. " * 8
    >>> tree = parse(f"<table><tr><td>Menu<td>{text}<table><tr><td>Rain<td>3 mm</table></table>")
    >>> open_layout(tree) if tree is not None else None
    >>> [one.tag for one in tree.iter("table", "td", "div")] if tree is not None else []
    ['div', 'div', 'div', 'div', 'table', 'td', 'td']
    """
    tables = list(islice(tree.iter("table"), _MOST))
    least = _WHOLE * _length(next(tree.iter("body"), tree)) if tables else 0.0
    for table in islice((one for one in tables if _lays_out(one, max(least, _MUCH))), _DEEPEST):
        for part in list(_parts(table)):
            part.tag = "div"
        table.tag = "div"


def _lays_out(table: HtmlElement, least: float) -> bool:
    """Whether a table is there for the places of its cells, not for what stands beside what."""
    cells = [part for part in _parts(table) if part.tag in _CELLS]
    if any(cell.tag in _OF_FIGURES for cell in cells) or (length := _length(table)) < least:
        return False
    return max(map(_length, cells), default=0) >= _MOSTLY * length


def _length(element: HtmlElement) -> float:
    """The characters of an element, without doubled spaces."""
    return float(str(_LENGTH(element)))


def _parts(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows and cells of a table, without those of tables in its cells."""
    stack = list(table)
    while stack:
        part = stack.pop()
        if part.tag in _CELLS:
            yield part
        elif part.tag in _ROWS:
            yield part
            stack.extend(part)
