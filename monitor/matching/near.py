"""NEAR and ONEAR: parts of a text that stand close to each other in one field."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.matching.nodes import MOST_PLACES, Extent, Extents, Node
from monitor.matching.text import Reading
from monitor.watch import Span

Pairs = dict[Extent, list[tuple[Extent, Extent]]]


@dataclass(frozen=True, slots=True)
class Link:
    """How two operands are joined: at most so many words from the end of one to the start of the other."""

    distance: int
    ordered: bool


@dataclass(eq=False, slots=True)
class Near(Node):
    """Operands from left to right; what the first two make together is near the third, and so on."""

    operands: tuple[Node, ...]
    links: tuple[Link, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands

    def holds(self, reading: Reading) -> bool:
        for operand in self.operands:
            if not operand.holds(reading):
                return False
        if len(self.operands) == 2:
            one, other = (operand.extents(reading) for operand in self.operands)
            return next(_pairs(one, other, self.links[0]), None) is not None
        return bool(self.extents(reading))

    def located(self, reading: Reading) -> Iterable[Extent]:
        return self._stages(reading)[-1]

    def _stages(self, reading: Reading) -> list[Pairs]:
        """For each link what its two sides make together, and of which pairs."""
        memo = reading.text.main.memo
        found = memo.get((self, "stages"))
        if not isinstance(found, list):
            found = memo[self, "stages"] = self._paired(reading)
        return found

    def _paired(self, reading: Reading) -> list[Pairs]:
        found: list[Pairs] = []
        left: Iterable[Extent] = self.operands[0].extents(reading)
        for operand, link in zip(self.operands[1:], self.links, strict=True):
            stage: Pairs = {}
            for one, other in _pairs(left, operand.extents(reading), link):
                stage.setdefault((min(one[0], other[0]), max(one[1], other[1])), []).append((one, other))
                if len(stage) >= MOST_PLACES:
                    break
            found.append(stage)
            left = sorted(stage)
        return found

    def spans(self, reading: Reading, only: Extents | None = None) -> Iterator[Span]:
        stages = self._stages(reading)
        wanted = set(stages[-1]) if only is None else set(only)
        for operand, stage in zip(reversed(self.operands[1:]), reversed(stages), strict=True):
            pairs = [pair for extent in wanted for pair in stage.get(extent, ())]
            yield from operand.spans(reading, {other for _, other in pairs})
            wanted = {one for one, _ in pairs}
        yield from self.operands[0].spans(reading, wanted)


def _pairs(left: Iterable[Extent], right: Iterable[Extent], link: Link) -> Iterator[tuple[Extent, Extent]]:
    """Every pair that is near; no word is in both."""
    by_first, by_last = sorted(right), sorted(right, key=lambda extent: (extent[1], extent[0]))
    firsts, lasts = [extent[0] for extent in by_first], [extent[1] for extent in by_last]
    for one in left:
        begin, end = bisect_right(firsts, one[1]), bisect_right(firsts, one[1] + link.distance)
        yield from ((one, other) for other in by_first[begin:end])
        if not link.ordered:
            begin, end = bisect_left(lasts, one[0] - link.distance), bisect_left(lasts, one[0])
            yield from ((one, other) for other in by_last[begin:end])
