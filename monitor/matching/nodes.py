"""A query as a tree. A node knows whether it holds in a text, and where.

Extents are pairs (first word, last word) in one row of numbers for all fields: those of `url`,
`author` and `section` lie far behind those of title and body, so that nothing is near across fields.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from monitor.matching.parts import chains
from monitor.matching.regexes import Regex
from monitor.matching.sought import Sought
from monitor.matching.stream import Stream
from monitor.matching.text import WORDED, Reading
from monitor.watch import Span

Extent = tuple[int, int]
Extents = Collection[Extent]
ROWS: Final = {name: (number + 1) << 32 for number, name in enumerate(WORDED)}
# Beyond so many places a NEAR of NEARs looks no further; no article has them.
MOST_PLACES = 5_000


@dataclass(eq=False, slots=True)
class Node:
    """A part of a query: the code points from `start` to `end` of the whole query `text`."""

    start: int
    end: int
    text: str = field(repr=False)

    @property
    def source(self) -> str:
        """How it was written."""
        return self.text[self.start : self.end]

    def holds(self, reading: Reading) -> bool:
        """Whether a text satisfies it."""
        raise NotImplementedError

    def extents(self, reading: Reading) -> Extents:
        """Where, in order; empty where it does not hold and for what has no place, such as NOT and facts."""
        memo = reading.text.main.memo
        found = memo.get(self)
        if not isinstance(found, list):
            found = memo[self] = sorted(self.located(reading))
        return found

    def located(self, reading: Reading) -> Iterable[Extent]:
        """The extents, in any order, found anew."""
        return ()

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        """The same as code points, leaf by leaf, where the node holds; `only` keeps the places with these extents."""
        return iter(())

    @property
    def children(self) -> tuple["Node", ...]:
        return ()


@dataclass(eq=False, slots=True)
class Words(Node):
    """A term, phrase, stem or exact term."""

    sought: Sought = field(kw_only=True)

    def holds(self, reading: Reading) -> bool:
        sought = self.sought
        if sought.cheap:
            return sought.cheap in reading.present or (
                sought.is_pattern and not reading.settled and bool(self.extents(reading))
            )
        return sought.certain <= reading.present and bool(self.extents(reading))

    def extents(self, reading: Reading) -> Extents:
        scope, key = self.sought.scope, self.sought.key
        stream = reading.text.stream(scope)
        found = stream.memo.get(key)
        if not isinstance(found, list):
            found = stream.memo[key] = inside(scope, chains(self.sought.steps, stream), stream)
        return found

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        stream, name = reading.text.stream(self.sought.scope), (self.sought.key, self.source)
        extents, found = self.extents(reading), stream.memo.get(name)
        if not isinstance(found, list):
            found = stream.memo[name] = [*self._placed(extents, stream)]
        if only is None:
            return iter(found)
        return (span for extent, span in zip(extents, found, strict=True) if extent in only)

    def _placed(self, extents: Extents, stream: Stream) -> Iterator[Span]:
        row, source, steps = ROWS.get(self.sought.scope, 0), self.source, self.sought.steps
        start, end = steps[0].part.start, steps[-1].part.end
        for first, last in extents:
            yield Span(stream.field_at(first - row), start(stream, first - row), end(stream, last - row), source)


def inside(scope: str, extents: Iterable[Extent], stream: Stream) -> list[Extent]:
    """Those that lie in a field, in order, as numbers of its row."""
    if not scope:
        return sorted(extents)
    begin, end = stream.bounds.get(scope, (0, 0))
    row = ROWS.get(scope, 0)
    return [(first + row, last + row) for first, last in sorted(extents) if begin <= first < end]


@dataclass(eq=False, slots=True)
class Pattern(Node):
    """A regular expression on the original text of a field; scope "" is title and body."""

    scope: str
    regex: Regex

    def holds(self, reading: Reading) -> bool:
        return bool(self._found(reading))

    def _found(self, reading: Reading) -> list[tuple[Extent, Span]]:
        stream, key = reading.text.stream(self.scope), (self.scope, self.regex)
        found = stream.memo.get(key)
        if not isinstance(found, list):
            found = stream.memo[key] = list(self._search(stream))
        return found

    def _search(self, stream: Stream) -> Iterator[tuple[Extent, Span]]:
        row = ROWS.get(self.scope, 0)
        for name, text in stream.fields.items():
            if self.scope in ("", name):
                for start, end in self.regex.find(text):
                    first, last = stream.covering(name, start, end)
                    yield (first + row, last + row), Span(name, start, end, self.source)

    def located(self, reading: Reading) -> Iterable[Extent]:
        return {extent for extent, _ in self._found(reading)}

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        return (
            Span(each.field, each.start, each.end, self.source)
            for extent, each in self._found(reading)
            if only is None or extent in only
        )
