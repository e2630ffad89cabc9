"""A query as a tree. A node knows whether it holds in a text, and where.

Extents are pairs (first word, last word) in one row of numbers for all fields: those of `url`,
`author` and `section` lie far behind those of title and body, so that nothing is near across fields.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from monitor.matching.parts import Plain, Stem, Step, Tag, Wild, chains, needed
from monitor.matching.regexes import Regex
from monitor.matching.stream import Stream, opening
from monitor.matching.text import WORDED, Reading, Text
from monitor.matching.wildcards import is_wild
from monitor.watch import Span

Extent = tuple[int, int]
Extents = Collection[Extent]
ROWS: Final = {name: (number + 1) << 32 for number, name in enumerate(WORDED)}
# Beyond so many places a NEAR of NEARs looks no further; no article has them.
MOST_PLACES = 5_000


@dataclass(eq=False)
class Node:
    """A part of a query; `source` is how it was written, from `start` to `end`."""

    start: int
    end: int
    source: str = field(repr=False)

    def holds(self, reading: Reading) -> bool:
        """Whether a text satisfies it."""
        raise NotImplementedError

    def extents(self, reading: Reading) -> Extents:
        """Where; empty for what has no place, such as NOT and facts."""
        return ()

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        """The same as code points, leaf by leaf, where the node holds; `only` keeps the places with these extents."""
        return iter(())

    @property
    def children(self) -> tuple["Node", ...]:
        return ()


@dataclass(eq=False)
class Leaf(Node):
    """Something to be found in the words of a field; scope "" is title and body."""

    scope: str = ""

    @property
    def row(self) -> int:
        """What is added to the numbers of its words."""
        return ROWS.get(self.scope, 0)

    def stream(self, text: Text) -> Stream:
        """The words it looks at."""
        return text.stream(self.scope)

    def inside(self, extents: Iterable[Extent], stream: Stream) -> list[Extent]:
        """Those that lie in its field, in order, as numbers of the row."""
        if not self.scope:
            return sorted(extents)
        begin, end = stream.bounds.get(self.scope, (0, 0))
        return [(first + self.row, last + self.row) for first, last in sorted(extents) if begin <= first < end]


@dataclass(eq=False)
class Words(Leaf):
    """A term, phrase, stem or exact term: parts that follow one another."""

    steps: tuple[Step, ...] = ()

    @cached_property
    def key(self) -> str:
        """The same for leaves that find the same."""
        return f"{self.scope}:{''.join(step.key for step in self.steps)}"

    @cached_property
    def cheap(self) -> str:
        """The entry of `Reading.present` that decides; "" where more has to be looked at."""
        if self.scope or len(self.steps) > 2 or any(step.gap for step in self.steps):
            return ""
        if len(self.steps) == 1:
            part = self.steps[0].part
            return part.key if isinstance(part, Plain | Wild | Stem | Tag) else ""
        words = [step.part.key for step in self.steps if isinstance(step.part, Plain)]
        return self.needed[0] if len(words) == 2 and words == list(map(opening, words)) else ""

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Entries of `Reading.present` that are all there when this holds; none for a field of its own."""
        return () if self.scope in WORDED else needed(self.steps)

    @cached_property
    def is_pattern(self) -> bool:
        """Whether it is a single stem or word with wildcards."""
        return bool(self.cheap) and isinstance(self.steps[0].part, Wild | Stem)

    @cached_property
    def _certain(self) -> frozenset[str]:
        """What is needed and no pattern."""
        return frozenset(key for key in self.needed if key[0] != "~" and not is_wild(key))

    def holds(self, reading: Reading) -> bool:
        if self.cheap:
            return self.cheap in reading.present or (
                self.is_pattern and not reading.settled and bool(self.extents(reading))
            )
        return self._certain <= reading.present and bool(self.extents(reading))

    def extents(self, reading: Reading) -> Extents:
        stream = self.stream(reading.text)
        found = stream.memo.get(self.key)
        if not isinstance(found, list):
            found = stream.memo[self.key] = self.inside(chains(self.steps, stream), stream)
        return found

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        extents, memo = self.extents(reading), self.stream(reading.text).memo
        found = memo.get((self.key, self.source))
        if not isinstance(found, list):
            found = memo[self.key, self.source] = [*self._placed(extents, self.stream(reading.text))]
        if only is None:
            return iter(found)
        return (span for extent, span in zip(extents, found, strict=True) if extent in only)

    def _placed(self, extents: Extents, stream: Stream) -> Iterator[Span]:
        start, end, row = self.steps[0].part.start, self.steps[-1].part.end, self.row
        for first, last in extents:
            yield Span(stream.field_at(first - row), start(stream, first - row), end(stream, last - row), self.source)


@dataclass(eq=False)
class Pattern(Leaf):
    """A regular expression on the original text of a field."""

    regex: Regex | None = None

    def holds(self, reading: Reading) -> bool:
        return bool(self._found(reading))

    def _found(self, reading: Reading) -> list[tuple[Extent, Span]]:
        stream, key = self.stream(reading.text), (self.scope, self.regex)
        found = stream.memo.get(key)
        if not isinstance(found, list):
            found = stream.memo[key] = list(self._search(stream))
        return found

    def _search(self, stream: Stream) -> Iterator[tuple[Extent, Span]]:
        assert self.regex is not None
        for name, text in stream.fields.items():
            if self.scope in ("", name):
                for start, end in self.regex.find(text):
                    first, last = stream.covering(name, start, end)
                    yield (first + self.row, last + self.row), Span(name, start, end, self.source)

    def extents(self, reading: Reading) -> Extents:
        return sorted({extent for extent, _ in self._found(reading)})

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        return (
            Span(each.field, each.start, each.end, self.source)
            for extent, each in self._found(reading)
            if only is None or extent in only
        )


@dataclass(eq=False)
class Not(Node):
    """Holds where its child does not, in the whole item."""

    child: Node = field(default_factory=lambda: Node(0, 0, ""))

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def holds(self, reading: Reading) -> bool:
        return not self.child.holds(reading)


@dataclass(eq=False)
class Group(Node):
    """Several nodes."""

    parts: tuple[Node, ...] = ()

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts

    def extents(self, reading: Reading) -> Extents:
        if not self.holds(reading):
            return ()
        return sorted({extent for part in self.parts if part.holds(reading) for extent in part.extents(reading)})

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        for part in self.parts:
            if part.holds(reading):
                yield from part.spans(reading, only)


@dataclass(eq=False)
class And(Group):
    """All of several."""

    def holds(self, reading: Reading) -> bool:
        return all(part.holds(reading) for part in self._ordered)

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        for part in self.parts:
            yield from part.spans(reading, only)

    @cached_property
    def _ordered(self) -> list[Node]:
        """The parts that cost least first."""
        return sorted(
            self.parts, key=lambda part: 0 if isinstance(part, Words) else 1 if isinstance(part, Or | Not) else 2
        )


@dataclass(eq=False)
class Or(Group):
    """At least one of several."""

    @cached_property
    def _sorted(self) -> tuple[frozenset[str], tuple[Words, ...], tuple[Node, ...]]:
        """What is decided by `Reading.present`, what of it only when that is settled, and the rest."""
        cheap = [part for part in self.parts if isinstance(part, Words) and part.cheap]
        rest = tuple(part for part in self.parts if not (isinstance(part, Words) and part.cheap))
        return frozenset(part.cheap for part in cheap), tuple(part for part in cheap if part.is_pattern), rest

    def holds(self, reading: Reading) -> bool:
        keys, patterns, rest = self._sorted
        if not keys.isdisjoint(reading.present):
            return True
        return any(part.holds(reading) for part in (rest if reading.settled else (*patterns, *rest)))


@dataclass(eq=False)
class AtLeast(Node):
    """So many occurrences, all alternatives counted together; those that overlap count once."""

    child: Node = field(default_factory=lambda: Node(0, 0, ""))
    count: int = 1

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def holds(self, reading: Reading) -> bool:
        return self.child.holds(reading) and self.counted(reading) >= self.count

    def counted(self, reading: Reading) -> int:
        """How many there are."""
        count, behind = 0, -1
        for first, last in sorted(self.child.extents(reading), key=lambda extent: (extent[1], extent[0])):
            if first > behind:
                count, behind = count + 1, last
        return count

    def extents(self, reading: Reading) -> Extents:
        return self.child.extents(reading) if self.holds(reading) else ()

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        return self.child.spans(reading, only)
