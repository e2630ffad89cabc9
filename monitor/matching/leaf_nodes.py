"""The leaves of a query: what has to be found in the words, or in the letters, of a field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.matching.node import ROWS, Extent, Extents, Node
from monitor.matching.regexes import Regex
from monitor.matching.sought import Sought
from monitor.matching.steps import Step, chains
from monitor.matching.stream import Stream
from monitor.matching.text import Reading
from monitor.watch import Span


@dataclass(eq=False, slots=True)
class Leaf(Node):
    """Something to be found in a text."""


@dataclass(eq=False, slots=True)
class Words(Leaf):
    """A term, phrase, stem or exact term."""

    sought: Sought

    @property
    def scope(self) -> str:
        """The field that it is looked for in; "" is title and body."""
        return self.sought.scope

    @property
    def steps(self) -> tuple[Step, ...]:
        """The words that follow one another."""
        return self.sought.steps

    @property
    def cheap(self) -> str:
        """The word, pair of clusters, pattern, stem or tag that decides by itself; "" for phrases and fields."""
        is_phrase = len(self.steps) > 1 and not self.steps[1].glued
        return "" if is_phrase else self.sought.cheap

    def holds(self, reading: Reading) -> bool:
        sought = self.sought
        if sought.cheap and (reading.settled or len(sought.steps) == 1):
            return sought.cheap in reading.present or (
                sought.is_pattern and not reading.settled and bool(self.extents(reading))
            )
        # For a single query its own places are found sooner than all neighbours of a text.
        return (not reading.settled or reading.present >= sought.certain) and bool(self.extents(reading))

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
class Pattern(Leaf):
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
        for value in stream.values:
            if self.scope in ("", value.name):
                for found in self.regex.find(value.text):
                    start, end = (value.offset + point for point in found)
                    first, last = stream.covering(value.name, start, end)
                    yield (first + row, last + row), Span(value.name, start, end, self.source)

    def located(self, reading: Reading) -> Iterable[Extent]:
        return {extent for extent, _ in self._found(reading)}

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        return (
            Span(each.field, each.start, each.end, self.source)
            for extent, each in self._found(reading)
            if only is None or extent in only
        )
