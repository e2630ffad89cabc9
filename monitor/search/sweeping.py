"""A query asked of some thousands of items at once, by the rows of their words: what `holds` and `spans` would say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from monitor.matching.near import Link, Near
from monitor.matching.nodes import And, AtLeast, Group, Leaf, Node, Not, Or, Pattern, Words
from monitor.search.decidable import without_places
from monitor.search.places import NOWHERE, Flags, Numbers, Places, Reach, among, apart, reaches, united
from monitor.search.slices import Slice

# Pairs of places in one item; what has more of them is left to the matcher.
MOST_PAIRS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Told:
    """In which items a part of a query holds for certain, and in which it may; one and the same where that is known."""

    certain: Flags
    possible: Flags


@dataclass(frozen=True, slots=True)
class Seen:
    """A part of a query: in which items it may hold, or does for those that are not open; and its places in these.

    Those of a group are made only where they are asked for.
    """

    possible: Flags
    certain: Flags
    places: Places


@dataclass(frozen=True, slots=True)
class Stage:
    """A link of NEAR: its two sides, the numbers of those that are near, and what each pair makes together."""

    left: Places
    right: Places
    pairs: tuple[Numbers, Numbers]
    keys: Numbers


class Sweep:
    """One query in one slice. `told` is what the index says of leaves that the rows do not decide."""

    def __init__(self, items: Slice, root: Node, told: Mapping[Node, Told]) -> None:
        self.items = items
        self.root = root
        self.told = told
        self.open: Flags = np.zeros(items.size, np.bool_)
        self._seen: dict[Node, Seen] = {}
        self._stages: dict[Node, list[Stage]] = {}
        for leaf in told.values():
            self.open |= leaf.certain != leaf.possible
        for node in without_places(root):
            self.open |= self.seen(node).possible
        self.possible = self.seen(root).possible
        self.open &= self.possible

    def seen(self, node: Node) -> Seen:
        """What can be said of a part of the query."""
        if node not in self._seen:
            self._seen[node] = self._see(node)
        return self._seen[node]

    def _see(self, node: Node) -> Seen:
        if node in self.told:
            return Seen(self.told[node].possible, self.told[node].certain, NOWHERE)
        if isinstance(node, Leaf):
            return self._leaf(node)
        if isinstance(node, Near):
            return self._near(node)
        if isinstance(node, AtLeast):
            return self._at_least(node)
        children = [self.seen(child) for child in node.children]
        if isinstance(node, Not):
            return Seen(~children[0].certain, ~children[0].possible, NOWHERE)
        return self._of_group(children, any_is_enough=isinstance(node, Or))

    def _leaf(self, leaf: Leaf) -> Seen:
        places = self._words(leaf) if isinstance(leaf, Words) else NOWHERE
        holds = self.items.matching(leaf) if isinstance(leaf, Pattern) else self.items.with_any(places)
        return Seen(holds, holds, places)

    def _words(self, leaf: Words) -> Places:
        first = self.items.places(leaf.steps[0].part)
        for distance, step in enumerate(leaf.steps[1:], 1):
            first = first[among(first + distance, self.items.places(step.part, glued=step.glued))]
        places = Places(first, first + (len(leaf.steps) - 1))
        return self.items.inside(leaf.scope, places) if leaf.scope else places

    def _of_group(self, children: list[Seen], *, any_is_enough: bool) -> Seen:
        both = np.logical_or if any_is_enough else np.logical_and
        possible = both.reduce([child.possible for child in children])
        certain = both.reduce([child.certain for child in children])
        return Seen(possible, certain, NOWHERE)

    def places(self, node: Node) -> Places:
        """Where a part of the query stands, in the items that are not open."""
        seen = self.seen(node)
        if not isinstance(node, Group):
            return seen.places
        places = united([self.places(part) for part in node.parts])
        return places.where(seen.possible[self.items.items(places.first)])

    def _at_least(self, node: AtLeast) -> Seen:
        child, places = self.seen(node.child), self.places(node.child)
        item = self.items.items(places.first)
        counts = np.bincount(item, minlength=self.items.size)
        # Places that overlap count once: they are counted one after the other.
        overlap = (places.first[1:] <= np.maximum.accumulate(places.last)[:-1]).nonzero()[0]
        for each in np.unique(item[overlap]).tolist() if len(overlap) else ():
            if counts[each] >= node.count:
                begin, end = np.searchsorted(item, [each, each + 1])
                counts[each] = apart(Places(places.first[begin:end], places.last[begin:end]))
        holds = counts >= node.count
        return Seen(holds | (self.open & child.possible), holds & ~self.open, places.where(holds[item]))

    def _near(self, node: Near) -> Seen:
        operands = [self.seen(operand) for operand in node.operands]
        left, stages = self.places(node.operands[0]), list[Stage]()
        for operand, link in zip(node.operands[1:], node.links, strict=True):
            stages.append(self._stage(left, self.places(operand), link))
            left = Places.of(stages[-1].keys)
        self._stages[node] = stages
        holds = self.items.with_any(left)
        possible = np.logical_and.reduce([operand.possible for operand in operands])
        return Seen(holds | (self.open & possible), holds & ~self.open, left)

    def _stage(self, left: Places, right: Places, link: Link) -> Stage:
        found = reaches(left, right, link.distance, ordered=link.ordered)
        usual = self._usual(left, found)
        several = [reach.pairs(usual) for reach in found]
        one, other = (np.concatenate([pairs[side] for pairs in several]) for side in (0, 1))
        first = np.minimum(left.first[one], right.first[other])
        last = np.maximum(left.last[one], right.last[other])
        return Stage(left, right, (one, other), Places(first, last).keys)

    def _usual(self, left: Places, found: list[Reach]) -> Flags:
        """The places in items that have not too many pairs; the other items become open."""
        item = self.items.items(left.first)
        pairs = np.bincount(item, sum(reach.sizes for reach in found), self.items.size)
        crowded = pairs > MOST_PAIRS
        self.open |= crowded
        usual: Flags = ~crowded[item]
        return usual

    def brought(self, node: Node, within: Flags, only: Places | None = None) -> Iterator[tuple[str, Flags]]:
        """Each leaf that has places, as it was written, with the items where it has them; `only` some places count."""
        seen = self.seen(node)
        if isinstance(node, Near):
            yield from self._brought_near(node, within, only)
        elif isinstance(node, Leaf):
            where = seen.certain if only is None else self.items.with_any(seen.places.among(only))
            yield node.source, within & where
        elif isinstance(node, Or):
            for part in node.parts:
                yield from self.brought(part, within & self.seen(part).certain, only)
        elif isinstance(node, And | AtLeast):
            for child in node.children:
                yield from self.brought(child, within, only)

    def _brought_near(self, node: Near, within: Flags, only: Places | None) -> Iterator[tuple[str, Flags]]:
        wanted = self.seen(node).places if only is None else only
        for operand, stage in zip(reversed(node.operands[1:]), reversed(self._stages[node]), strict=True):
            chosen = among(stage.keys, wanted.keys)
            one, other = (numbers[chosen] for numbers in stage.pairs)
            yield from self.brought(operand, within, Places.of(stage.right.keys[other]))
            wanted = Places.of(stage.left.keys[one])
        yield from self.brought(node.operands[0], within, wanted)
