"""NEAR and ONEAR: parts of a text that stand close to each other in one field."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

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
        left = self.operands[0].extents(reading)
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


def _pairs(left: Extents, right: Extents, link: Link) -> Iterator[tuple[Extent, Extent]]:
    """Every pair that is near; no word is in both."""
    if len(left) <= len(right):
        yield from _beside(left, right, link.distance, before=not link.ordered, behind=True)
    else:
        found = _beside(right, left, link.distance, before=True, behind=not link.ordered)
        yield from ((one, other) for other, one in found)


def _beside(
    few: Extents, many: Extents, distance: int, *, before: bool, behind: bool
) -> Iterator[tuple[Extent, Extent]]:
    """Each of a few with those of many that end near enough before it or begin near enough behind it."""
    by_first, by_last = sorted(many), sorted(many, key=itemgetter(1, 0))
    firsts, lasts = [first for first, _ in by_first], [last for _, last in by_last]
    for one in few:
        if behind:
            begin, end = bisect_right(firsts, one[1]), bisect_right(firsts, one[1] + distance)
            yield from ((one, other) for other in by_first[begin:end])
        if before:
            begin, end = bisect_left(lasts, one[0] - distance), bisect_left(lasts, one[0])
            yield from ((one, other) for other in by_last[begin:end])
