"""The text of a PDF page in two columns, column by column, where the file has it line by line across both."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pypdfium2 import PdfTextPage

_MOST = 600  # pieces of text of one page; with more it is a map or a table, and each costs time
_FEWEST = 6  # lines of a column
_ACROSS = 0.2  # share of the pieces that may reach across: headings, footers
_FILLED = 0.6  # share of its column that a line of prose fills, and a cell of a table does not
_MIDDLE = range(35, 66)  # per cent of the page's width, where a gutter can be
_SAME_LINE = 3.0  # points
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text of one style, in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


_Line = list[_Piece]


def by_columns(texts: PdfTextPage, width: float) -> str | None:
    """The text of a page in the order of its columns; None where the file's own order will do."""
    count = texts.count_rects()
    if not 2 * _FEWEST <= count <= _MOST:
        return None
    pieces = [_Piece(*texts.get_rect(number)) for number in range(count)]
    gutter = _gutter(pieces, width)
    sides = [_side(piece, gutter) for piece in pieces]
    left, across, right = (
        _lines([piece for piece, its in zip(pieces, sides, strict=True) if its == side]) for side in (-1, 0, 1)
    )
    if not (_is_column(left) and _is_column(right) and _is_interleaved(sides, min(len(left), len(right)))):
        return None
    first, second = (right, left) if _is_right_to_left(texts.get_text_range()) else (left, right)
    return "\n".join(_text(line, texts) for line in _in_order(first, second, across))


def _gutter(pieces: Sequence[_Piece], width: float) -> float:
    """The place in the middle of a page that the fewest pieces reach across."""
    places = [width * share / 100 for share in _MIDDLE]
    return min(places, key=lambda place: sum(_side(piece, place) == 0 for piece in pieces))


def _side(piece: _Piece, gutter: float) -> int:
    """-1 for a piece left of the gutter, 1 for one right of it, 0 for one across."""
    return -1 if piece.right <= gutter else 1 if piece.left >= gutter else 0


def _lines(pieces: Sequence[_Piece]) -> list[_Line]:
    """Pieces as lines from top to bottom, each from left to right."""
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda one: -one.bottom):
        if lines and abs(lines[-1][0].bottom - piece.bottom) <= _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _is_column(lines: Sequence[_Line]) -> bool:
    """Whether the lines on one side are a column of prose, not the cells of a table."""
    if len(lines) < _FEWEST:
        return False
    start, end = min(line[0].left for line in lines), max(line[-1].right for line in lines)
    return median(line[-1].right - line[0].left for line in lines) >= _FILLED * (end - start)


def _is_interleaved(sides: Sequence[int], lines: int) -> bool:
    """Whether the file goes to and fro between the columns with nearly every line."""
    columns = [side for side in sides if side]
    switches = sum(one != other for one, other in pairwise(columns))
    return switches >= lines and len(sides) - len(columns) <= _ACROSS * len(sides)


def _in_order(first: Sequence[_Line], second: Sequence[_Line], across: Sequence[_Line]) -> Iterator[_Line]:
    """Lines as they are read: between two that reach across, all of one column, then all of the other."""
    tops = [line[0].bottom for line in across]
    for above, below, line in zip([float("inf"), *tops], [*tops, float("-inf")], [*across, None], strict=True):
        for column in (first, second):
            yield from (one for one in column if below <= one[0].bottom < above)
        if line is not None:
            yield line


def _text(line: _Line, texts: PdfTextPage) -> str:
    return " ".join(texts.get_text_bounded(one.left, one.bottom, one.right, one.top).strip() for one in line)


def _is_right_to_left(text: str) -> bool:
    """Whether most letters are of a script that runs from right to left."""
    kinds = [unicodedata.bidirectional(sign) for sign in text[:2000] if sign.isalpha()]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) * 2 > len(kinds)
