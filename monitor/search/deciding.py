"""What the rows say of many candidates of a watch, which the index could not decide."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import tantivy

from monitor.matching.nodes import Node
from monitor.matching.parts import Part
from monitor.matching.query import leaves
from monitor.search.bounds import Bounds, Query, every, exactly
from monitor.search.columns import Hit, hits
from monitor.search.decidable import is_known, parts_of
from monitor.search.narrowing import ODD
from monitor.search.places import Flags, Numbers
from monitor.search.row_maker import keys_of
from monitor.search.schema import halves
from monitor.search.slices import Slice, slices
from monitor.search.sweeping import Sweep, Told
from monitor.search.volume import Column
from monitor.search.volumes import Volumes


class Undecided:
    """Items of which the index cannot say whether they match, as columns in one order."""

    def __init__(self, searcher: tantivy.Searcher, wanted: Query) -> None:
        self.hits: list[Hit] = hits(searcher, wanted)
        self.order: Numbers = np.fromiter((order for order, _ in self.hits), np.int64, len(self.hits))
        self._addresses = [address for _, address in self.hits]
        self._searcher = searcher
        self._wanted = wanted

    def __len__(self) -> int:
        return len(self.hits)

    def column(self, name: str, kind: type[np.generic] = np.int64) -> Column:
        """A number of each."""
        values = self._searcher.fast_field_values(name, self._addresses) if self._addresses else ()
        return np.array(values, kind)

    def among(self, identities: Collection[str]) -> Flags:
        """Which of them have one of some ids."""
        wanted = set(map(halves, identities))
        high, low = self.column("high", np.uint64), self.column("low", np.uint64)
        found = np.isin(high, np.array([each for each, _ in wanted], np.uint64))
        for at in np.flatnonzero(found).tolist():
            found[at] = (int(high[at]), int(low[at])) in wanted
        return found

    def told(self, bounds: Bounds) -> Told:
        """Which of them lie within bounds."""
        possible = self._within(bounds.upper)
        return Told(possible if bounds.is_exact else self._within(bounds.lower), possible)

    def _within(self, query: Query) -> Flags:
        some = hits(self._searcher, every([self._wanted, query]))
        found: Flags = np.isin(_addresses(self.hits), _addresses(some)) if some else np.zeros(len(self), np.bool_)
        return found


def _addresses(found: Sequence[Hit]) -> Numbers:
    return np.fromiter((address.segment_ord << 32 | address.doc for _, address in found), np.int64, len(found))


@dataclass(frozen=True, slots=True)
class Decided:
    """Which of some items match, which the rows cannot decide, and in which matching ones each leaf stands."""

    matching: Flags
    open: Flags
    leaves: Mapping[str, Numbers]

    def leaves_in(self, chosen: Numbers) -> list[frozenset[str]]:
        """The leaves that stand in each of some matching items, whose numbers come in order."""
        found: list[set[str]] = [set() for _ in chosen]
        for leaf, items in self.leaves.items() if len(chosen) else ():
            for at in np.flatnonzero(np.isin(chosen, items)).tolist():
                found[at].add(leaf)
        return list(map(frozenset, found))


def decide(volumes: Volumes, found: Undecided, roots: Mapping[Node, Mapping[Node, Told]]) -> Decided:
    """Asks any of some queries, each with what is told of those of its leaves that the rows do not decide."""
    matching, still_open = np.zeros(len(found), np.bool_), np.ones(len(found), np.bool_)
    is_odd = found.told(exactly(ODD)).certain
    found_leaves: dict[str, list[Numbers]] = {}
    for chosen, items in _sliced(volumes, found, [part for root in roots for part in parts_of(root)]):
        sweeps = [Sweep(items, root, _some(told, chosen)) for root, told in roots.items()]
        is_open = np.logical_or.reduce([is_odd[chosen], *(sweep.open for sweep in sweeps)])
        still_open[chosen] = is_open
        matching[chosen] = np.logical_or.reduce([sweep.possible for sweep in sweeps]) & ~is_open
        for leaf, where in _brought(sweeps, ~is_open).items():
            found_leaves.setdefault(leaf, []).append(chosen[where])
    return Decided(matching, still_open, {leaf: np.concatenate(items) for leaf, items in found_leaves.items()})


def _brought(sweeps: Iterable[Sweep], closed: Flags) -> dict[str, Flags]:
    """Each leaf with the matching items in which it stands."""
    found: dict[str, Flags] = {}
    for sweep in sweeps:
        for leaf, where in sweep.brought(sweep.root, sweep.possible & closed):
            found[leaf] = found[leaf] | where if leaf in found else where
    return found


def _some(told: Mapping[Node, Told], chosen: Numbers) -> dict[Node, Told]:
    return {leaf: Told(each.certain[chosen], each.possible[chosen]) for leaf, each in told.items()}


def _sliced(volumes: Volumes, found: Undecided, parts: list[Part]) -> Iterator[tuple[Numbers, Slice]]:
    """The items that a volume holds as the index has them, a slice at a time, with their numbers among all."""
    high, low = found.column("high", np.uint64), found.column("low", np.uint32)
    changed = found.column("changed")
    keys = keys_of(high, low, changed)
    left = np.argsort(keys)
    for rows in volumes.newest_first() if len(found) else ():
        numbers = rows.numbers_of(keys[left], high[left], low[left], changed[left])
        here = numbers >= 0
        chosen, numbers = left[here], numbers[here]
        left = left[~here]
        order = np.argsort(numbers)
        for at, items in slices(rows, numbers[order]):
            items.heed(parts)
            yield chosen[order[at : at + items.size]], items
        if not len(left):
            return


def told_of(root: Node, found: Undecided, bounds: Callable[[Node], Bounds]) -> dict[Node, Told]:
    """What the index says of the leaves that the rows do not decide."""
    return {leaf: found.told(bounds(leaf)) for leaf in leaves(root) if not is_known(leaf)}
