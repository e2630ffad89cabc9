"""Items of a volume, a few thousand at a time, with their words as one row."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

import numpy as np

from monitor.matching.nodes import Pattern
from monitor.matching.parts import AnyCluster, Part
from monitor.search.places import Flags, Numbers, Places, ranges
from monitor.search.row_maker import CLUSTER, NUMBER, UNGLUED
from monitor.search.rows import Rows
from monitor.search.schema import REACH
from monitor.search.volume import Column

# Words of one slice; what is made of them fits into a few dozen megabytes.
MOST_WORDS: Final = 1 << 21


class Slice:
    """Some items, numbered from 0. Between titles, texts and items lie gaps over which nothing reaches."""

    def __init__(self, rows: Rows, chosen: Numbers) -> None:
        self._rows = rows
        self._chosen = chosen
        self.size = len(chosen)
        begins, ends = rows.begins[chosen], rows.begins[chosen + 1]
        self._bounds = begins, ends
        self._begins = np.cumsum(ends - begins) - (ends - begins)
        self._titles = rows.columns["titles"][chosen].astype(np.int64)
        self._firsts = self._begins + 2 * REACH * np.arange(self.size)

    @cached_property
    def _words(self) -> Column:
        return _between(self._rows.columns["words"], *self._bounds)

    def heed(self, parts: list[Part]) -> None:
        """Finds once where any of some parts of queries stands."""
        if not parts:
            return
        wanted = np.zeros(self._rows.size, np.bool_)
        for part in parts:
            wanted[self._rows.finding(part)] = True
        numbers = self._words & np.uint32(NUMBER)
        at = np.flatnonzero(wanted[numbers])
        self._at = at[np.argsort(numbers[at], kind="stable")]
        self._numbers = numbers[self._at]

    def _placed(self, at: Numbers) -> Numbers:
        item = np.searchsorted(self._begins, at, "right") - 1
        is_body = at - self._begins[item] >= self._titles[item]
        placed: Numbers = at + REACH * (2 * item + is_body)
        return placed

    def places(self, part: Part, *, glued: bool = False) -> Numbers:
        """Where a part stands; `glued` leaves out clusters that do not continue the one before."""
        at = self._clusters() if isinstance(part, AnyCluster) else self._standing(part)
        return self._placed(at[(self._words[at] & np.uint32(UNGLUED)) == 0] if glued else at)

    def _clusters(self) -> Numbers:
        return np.flatnonzero(self._words & np.uint32(CLUSTER))

    def _standing(self, part: Part) -> Numbers:
        words = self._rows.finding(part)
        begins, ends = (np.searchsorted(self._numbers, words, side) for side in ("left", "right"))
        return np.sort(self._at[ranges(begins, ends)[0]])

    def matching(self, pattern: Pattern) -> Flags:
        """The items in whose texts a regular expression finds something."""
        return self._rows.originals.matching(pattern, self._chosen)

    def items(self, places: Numbers) -> Numbers:
        """In which item each place is."""
        found: Numbers = np.searchsorted(self._firsts, places, "right") - 1
        return found

    def inside(self, field: str, places: Places) -> Places:
        """The places in one of the fields."""
        item = self.items(places.first)
        is_title = places.first < self._firsts[item] + self._titles[item]
        return places.where(is_title if field == "title" else ~is_title)

    def with_any(self, places: Places) -> Flags:
        """The items in which there are some."""
        found = np.zeros(self.size, np.bool_)
        found[self.items(places.first)] = True
        return found


def slices(rows: Rows, chosen: Numbers) -> Iterator[tuple[int, Slice]]:
    """Items of a volume, in the order of their numbers, as slices, each with how many came before."""
    behind = np.cumsum(rows.begins[chosen + 1] - rows.begins[chosen])
    at = 0
    while at < len(chosen):
        words = behind[at - 1] if at else 0
        end = max(int(np.searchsorted(behind, words + MOST_WORDS)), at + 1)
        yield at, Slice(rows, chosen[at:end])
        at = end


def _between(words: Column, begins: Numbers, ends: Numbers) -> Column:
    """What stands between some begins and ends, one behind the other."""
    is_apart = begins[1:] != ends[:-1]
    runs = zip(begins[np.append(True, is_apart)].tolist(), ends[np.append(is_apart, True)].tolist(), strict=True)
    several = [words[begin:end] for begin, end in runs]
    return several[0] if len(several) == 1 else np.concatenate(several)
