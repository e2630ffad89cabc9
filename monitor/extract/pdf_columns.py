"""The text of a PDF page in columns, one after the other, where the file has it line by line across all."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, isfinite
from statistics import median

from pypdfium2 import PdfTextPage

_MOST = 600  # pieces of text of one page; with more it is a map or a table, and each costs time
_FEWEST = 6  # lines of a column
_ACROSS = 0.2  # share of the pieces that may reach across: headings, footers
_WIDE = 0.6  # share of its part of the page that a column fills
_FILLED = 0.6  # share of its column that a line of prose fills, and a cell of a table does not
# Hundredths of the width of a page within which a gutter lies, by the number of columns; most columns first, since
# four are two as well.
_NEAR = {4: 8, 3: 10, 2: 15}
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
    if not 2 * _FEWEST <= count <= _MOST or width <= 0:
        return None
    rectangles = (texts.get_rect(number) for number in range(count))
    pieces = [_Piece(*rectangle) for rectangle in rectangles if all(map(isfinite, rectangle))]
    if not pieces:
        return None
    crossings = _crossings(pieces, width)
    places = ([width * place / 100 for place in _gutters(crossings, columns)] for columns in _NEAR)
    parted = next(filter(None, (_parted(pieces, gutters) for gutters in places)), None)
    if parted is None:
        return None
    columns, across = parted
    if _is_right_to_left(texts.get_text_range()):
        columns.reverse()
    return "\n".join(_text(line, texts) for line in _in_order(columns, across))


def _parted(pieces: Sequence[_Piece], gutters: Sequence[float]) -> tuple[list[list[_Line]], list[_Line]] | None:
    """The lines of each column from left to right, and those across; None where the page has no such columns."""
    sides = [_side(piece, gutters) for piece in pieces]
    of_side: dict[int | None, list[_Piece]] = {}
    for piece, side in zip(pieces, sides, strict=True):
        of_side.setdefault(side, []).append(piece)
    columns = [_lines(of_side.get(number, [])) for number in range(len(gutters) + 1)]
    least = _WIDE * (max(piece.right for piece in pieces) - min(piece.left for piece in pieces)) / len(columns)
    if not (
        all(_is_column(lines, least) for lines in columns)
        and _is_interleaved(sides, min(map(len, columns)) * len(gutters))
    ):
        return None
    return columns, _lines(of_side.get(None, []))


def _crossings(pieces: Sequence[_Piece], width: float) -> list[int]:
    """How many pieces reach across each hundredth of a page's width."""
    changes = [0] * 102
    for piece in pieces:
        first, last = (min(max(100 * place / width, 0), 100) for place in (piece.left, piece.right))
        changes[int(first) + 1] += 1
        changes[max(ceil(last), int(first) + 1)] -= 1
    return list(accumulate(changes))


def _gutters(crossings: Sequence[int], count: int) -> list[int]:
    """The hundredths of the width between so many columns that the fewest pieces reach across."""
    middles = (100 * number // count for number in range(1, count))
    return [
        min(range(middle - _NEAR[count], middle + _NEAR[count] + 1), key=crossings.__getitem__) for middle in middles
    ]


def _side(piece: _Piece, gutters: Sequence[float]) -> int | None:
    """The number of the column in which a piece lies, from 0; None for one across a gutter."""
    number = sum(piece.left >= gutter for gutter in gutters)
    return number if number == len(gutters) or piece.right <= gutters[number] else None


def _lines(pieces: Sequence[_Piece]) -> list[_Line]:
    """Pieces as lines from top to bottom, each from left to right."""
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda one: -one.bottom):
        if lines and abs(lines[-1][0].bottom - piece.bottom) <= _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _is_column(lines: Sequence[_Line], least: float) -> bool:
    """Whether lines, most of them at least so many points wide, are a column of prose, not the cells of a table."""
    if len(lines) < _FEWEST:
        return False
    start, end = min(line[0].left for line in lines), max(line[-1].right for line in lines)
    return median(line[-1].right - line[0].left for line in lines) >= max(least, _FILLED * (end - start))


def _is_interleaved(sides: Sequence[int | None], lines: int) -> bool:
    """Whether the file goes to and fro between the columns with nearly every line."""
    columns = [side for side in sides if side is not None]
    switches = sum(one != other for one, other in pairwise(columns))
    return switches >= lines and len(sides) - len(columns) <= _ACROSS * len(sides)


def _in_order(columns: Sequence[Sequence[_Line]], across: Sequence[_Line]) -> Iterator[_Line]:
    """Lines as they are read: between two that reach across, all of one column, then all of the next."""
    tops = [line[0].bottom for line in across]
    for above, below, line in zip([float("inf"), *tops], [*tops, float("-inf")], [*across, None], strict=True):
        for column in columns:
            yield from (one for one in column if below <= one[0].bottom < above)
        if line is not None:
            yield line


def _text(line: _Line, texts: PdfTextPage) -> str:
    return " ".join(texts.get_text_bounded(one.left, one.bottom, one.right, one.top).strip() for one in line)


def _is_right_to_left(text: str) -> bool:
    """Whether most letters are of a script that runs from right to left."""
    kinds = [unicodedata.bidirectional(sign) for sign in text[:2000] if sign.isalpha()]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) * 2 > len(kinds)
