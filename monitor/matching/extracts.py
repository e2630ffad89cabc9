"""The places of an item that a watch found, as short pieces of text with the words marked. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.matching.steering import ELLIPSIS, is_steering
from monitor.watch import Span

# Code points shown on each side of a marked place, and the most that one piece holds.
AROUND = 90
LONGEST = 420
# A place longer than this, such as two words far apart, is marked at its beginning.
LONGEST_MARK = 160
MOST_PIECES = 3
MOST_SPANS = 400
# How far a piece may grow to begin and end between words.
TO_A_SPACE = 24
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Extract:
    """A piece of one field of an item; `marks` are code points of `text`, in order, not overlapping."""

    field: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Window:
    start: int
    end: int
    spans: tuple[tuple[int, int, str], ...]

    @property
    def worth(self) -> tuple[int, int]:
        """Pieces that show more parts of the query say more; of equals the earlier."""
        return (-len({leaf for _, _, leaf in self.spans}), self.start)


def extracts(fields: Mapping[str, str], spans: Iterable[Span], most: int = MOST_PIECES) -> list[Extract]:
    """The title whole, then at most `most` pieces of the other fields, best first chosen, in reading order.

    Fields without a span give nothing, except that the beginning of the text stands in where only
    the title was found. Spans that lie outside their field are left out.

    >>> extracts({"title": "Ferry sails", "body": "It left."}, [Span("title", 0, 5, "ferry")])
    [Extract(field='title', text='Ferry sails', marks=((0, 5),)), Extract(field='body', text='It left.', marks=())]
    """
    by_field = _by_field(fields, spans)
    found = [_title(fields["title"], by_field.pop("title", []))] if "title" in fields else []
    windows = [(name, window) for name, places in by_field.items() for window in _windows(fields[name], places)]
    best = sorted(windows, key=lambda pair: pair[1].worth)[:most]
    chosen = sorted(best, key=lambda pair: (list(fields).index(pair[0]), pair[1].start))
    found += [_cut(name, fields[name], window) for name, window in chosen]
    return found if chosen else found + _beginning(fields)


def _by_field(fields: Mapping[str, str], spans: Iterable[Span]) -> dict[str, list[tuple[int, int, str]]]:
    """Spans by field, in order, each short enough to be marked."""
    by_field: dict[str, list[tuple[int, int, str]]] = {}
    for count, span in enumerate(spans):
        if count == MOST_SPANS:
            break
        if 0 <= span.start < span.end <= len(fields.get(span.field, "")):
            place = (span.start, min(span.end, span.start + LONGEST_MARK), span.leaf)
            by_field.setdefault(span.field, []).append(place)
    return {name: sorted(places) for name, places in by_field.items()}


def _title(text: str, places: Sequence[tuple[int, int, str]]) -> Extract:
    end = min(len(text), LONGEST)
    inside = tuple(place for place in places if place[1] <= end)
    return _cut("title", text, _Window(0, end, inside))


def _beginning(fields: Mapping[str, str]) -> list[Extract]:
    for name in ("summary", "body"):
        text = fields.get(name, "")
        if text.strip():
            return [_cut(name, text, _Window(0, _to_space_after(text, min(len(text), AROUND * 2)), ()))]
    return []


def _windows(text: str, places: Sequence[tuple[int, int, str]]) -> Iterator[_Window]:
    """Pieces around the places; places near each other share one."""
    start, end, inside = 0, -1, list[tuple[int, int, str]]()
    for place in places:
        left, right = max(0, place[0] - AROUND), min(len(text), place[1] + AROUND)
        if inside and left <= end and right - start <= LONGEST:
            end = max(end, right)
            inside.append(place)
            continue
        if inside:
            yield _widened(text, start, end, inside)
        start, end, inside = left, right, [place]
    if inside:
        yield _widened(text, start, end, inside)


def _widened(text: str, start: int, end: int, places: Sequence[tuple[int, int, str]]) -> _Window:
    return _Window(_to_space_before(text, start), _to_space_after(text, end), tuple(places))


def _to_space_before(text: str, start: int) -> int:
    """The start of the word that `start` lies in; scripts without spaces are cut where it is."""
    for position in range(start, max(0, start - TO_A_SPACE) - 1, -1):
        if position == 0 or text[position - 1].isspace():
            return position
    return start


def _to_space_after(text: str, end: int) -> int:
    for position in range(end, min(len(text), end + TO_A_SPACE) + 1):
        if position == len(text) or text[position].isspace():
            return position
    return end


def _cut(name: str, text: str, window: _Window) -> Extract:
    """The piece on one line, with the marks where its letters went."""
    ends = {point for start, end, _ in window.spans for point in (start, end)}
    shown, went = "" if window.start == 0 else ELLIPSIS, dict[int, int]()
    for begin, end in pairwise(sorted({window.start, window.end, *ends})):
        went[begin] = len(shown)
        piece = _on_one_line(text[begin:end])
        shown += piece.removeprefix(" ") if shown[-1:] in ("", " ") else piece
    shown = shown.rstrip(" ")
    went[window.end] = len(shown)
    places = [(went[start], min(went[end], len(shown))) for start, end, _ in window.spans]
    return Extract(name, shown + ELLIPSIS * (window.end < len(text)), tuple(_joined(places)))


def _on_one_line(piece: str) -> str:
    """Without what steers it, and with one space for any."""
    if not piece.isprintable():
        piece = "".join(char for char in piece if char.isspace() or not is_steering(char))
    return _SPACES.sub(" ", piece)


def _joined(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places in order, those that overlap as one, none empty."""
    last: tuple[int, int] | None = None
    for start, end in sorted(place for place in places if place[0] < place[1]):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
