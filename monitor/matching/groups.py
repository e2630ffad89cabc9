"""Several nodes as one: all of them, any of them, none of them, so many places of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from monitor.matching.leaf_nodes import Words
from monitor.matching.node import Extent, Extents, Node
from monitor.matching.text import Reading
from monitor.watch import Span


@dataclass(eq=False, slots=True)
class Not(Node):
    """Holds where its child does not, in the whole item."""

    child: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def holds(self, reading: Reading) -> bool:
        return not self.child.holds(reading)


@dataclass(eq=False, slots=True)
class Group(Node):
    """Several nodes."""

    parts: tuple[Node, ...]
    # The parts in the order in which they are asked; sorted when that is first needed.
    _ordered: list[Node] | None = field(default=None, init=False, repr=False)

    @property
    def children(self) -> tuple[Node, ...]:
        return self.parts

    def located(self, reading: Reading) -> Iterable[Extent]:
        if not self.holds(reading):
            return ()
        return {extent for part in self.parts for extent in part.extents(reading)}

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        for part in self.parts:
            if part.holds(reading):
                yield from part.spans(reading, only)


@dataclass(eq=False, slots=True)
class And(Group):
    """All of several."""

    def holds(self, reading: Reading) -> bool:
        if self._ordered is None:
            self._ordered = sorted(self.parts, key=_cost)
        return all(part.holds(reading) for part in self._ordered)

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        for part in self.parts:
            yield from part.spans(reading, only)


@dataclass(eq=False, slots=True)
class Or(Group):
    """At least one of several."""

    # What is decided by `Reading.present`, what of it only when that is settled, and the rest.
    _sorted: tuple[frozenset[str], tuple[Node, ...], tuple[Node, ...]] | None = field(
        default=None, init=False, repr=False
    )

    def holds(self, reading: Reading) -> bool:
        if self._sorted is None:
            self._sorted = _sorted(self.parts)
        keys, patterns, rest = self._sorted
        if not reading.present.isdisjoint(keys):
            return True
        return any(part.holds(reading) for part in (rest if reading.settled else (*patterns, *rest)))


def _cost(node: Node) -> int:
    """0 for what is known at once."""
    return 0 if isinstance(node, Words) else 1 if isinstance(node, Or | Not) else 2


def _sorted(parts: tuple[Node, ...]) -> tuple[frozenset[str], tuple[Node, ...], tuple[Node, ...]]:
    cheap = [part for part in parts if isinstance(part, Words) and part.sought.cheap]
    patterns = tuple(part for part in cheap if part.sought.is_pattern)
    rest = tuple(part for part in parts if not (isinstance(part, Words) and part.sought.cheap))
    return frozenset(part.sought.cheap for part in cheap), patterns, rest


@dataclass(eq=False, slots=True)
class AtLeast(Node):
    """So many occurrences, all alternatives counted together; those that overlap count once."""

    child: Node
    count: int

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def holds(self, reading: Reading) -> bool:
        return self.counted(reading) >= self.count

    def counted(self, reading: Reading) -> int:
        """How many there are."""
        count, behind = 0, -1
        for first, last in sorted(self.child.extents(reading), key=lambda extent: (extent[1], extent[0])):
            if first > behind:
                count, behind = count + 1, last
        return count

    def located(self, reading: Reading) -> Iterable[Extent]:
        return self.child.extents(reading) if self.holds(reading) else ()

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        return self.child.spans(reading, only)
