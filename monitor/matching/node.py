"""A query as a tree. A node knows whether it holds in a text, and where.

Extents are pairs (first word, last word) in one row of numbers for all fields: those of `url`,
`author` and `section` lie far behind those of title and body, so that nothing is near across fields.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from monitor.matching.text import WORDED, Reading
from monitor.watch import Span

Extent = tuple[int, int]
Extents = Collection[Extent]
ROW: Final = 1 << 32  # words of one row; no text has so many
ROWS: Final = {name: (number + 1) * ROW for number, name in enumerate(WORDED)}
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
