"""Places in the words of many items at once, as columns of numbers.

The words of all items stand in one row with gaps between them, so that a number says which item a word is in.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.uint32)
# Bits of the number of a word.
_WORDS = 31


@dataclass(frozen=True)
class Places:
    """First and last word of some places, in order and each once."""

    first: Numbers
    last: Numbers

    @cached_property
    def keys(self) -> Numbers:
        """Each place as one number; these are in order too."""
        return self.first << _WORDS | self.last

    @classmethod
    def of(cls, keys: Numbers) -> "Places":
        """Places by their numbers, in any order."""
        unique = sorted_once(keys)
        return cls(unique >> _WORDS, unique & ((1 << _WORDS) - 1))

    def where(self, chosen: Flags) -> "Places":
        """Some of them."""
        return self if chosen.all() else Places(self.first[chosen], self.last[chosen])

    def among(self, others: "Places") -> "Places":
        """Those that are also among others."""
        return self.where(among(self.keys, others.keys))


NOWHERE = Places(np.zeros(0, np.int64), np.zeros(0, np.int64))


def sorted_once(numbers: npt.NDArray[Number]) -> npt.NDArray[Number]:
    """Numbers in order, each once; sooner than `np.unique`, which sorts by hashes."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def united(several: list[Places]) -> Places:
    """The places of several, each once."""
    found = [places for places in several if len(places.first)]
    if len(found) < 2:
        return found[0] if found else NOWHERE
    return Places.of(np.concatenate([places.keys for places in found]))


def among(numbers: Numbers, ordered: Numbers) -> Flags:
    """Which of some numbers are in a column that is in order."""
    if not len(ordered):
        return np.zeros(len(numbers), np.bool_)
    at = np.searchsorted(ordered, numbers)
    found: Flags = ordered[np.minimum(at, len(ordered) - 1)] == numbers
    return found


def ranges(begins: npt.NDArray[Any], ends: npt.NDArray[Any]) -> tuple[Numbers, Numbers]:
    """All numbers from each begin to its end, and the number of the range that each is in.

    >>> [column.tolist() for column in ranges(np.array([5, 7, 2]), np.array([7, 7, 3]))]
    [[5, 6, 2], [0, 0, 2]]
    """
    sizes = np.maximum(ends - begins, 0)
    of = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return (np.repeat(begins, sizes) + within).astype(np.int64), of


@dataclass(frozen=True, slots=True)
class Reach:
    """For each of some places the run of others that is near enough, in an order of the others."""

    order: Numbers
    begins: Numbers
    ends: Numbers

    @property
    def sizes(self) -> Numbers:
        """How many they are."""
        return self.ends - self.begins

    def pairs(self, left: Flags) -> tuple[Numbers, Numbers]:
        """Pairs of numbers: of the one, if it is among `left`, and of the other."""
        at, of = ranges(self.begins, np.where(left, self.ends, self.begins))
        return of, self.order[at]


def reaches(left: Places, right: Places, distance: int, *, ordered: bool) -> list[Reach]:
    """What of the right side is near enough to each place of the left: behind it, and unless `ordered` before it."""
    begins = np.searchsorted(right.first, left.last, "right")
    ends = np.searchsorted(right.first, left.last + distance, "right")
    behind = Reach(np.arange(len(right.first)), begins, ends)
    if ordered:
        return [behind]
    order = np.argsort(right.last, kind="stable")
    lasts = right.last[order]
    return [behind, Reach(order, np.searchsorted(lasts, left.first - distance), np.searchsorted(lasts, left.first))]


def apart(places: Places) -> int:
    """How many places there are that do not overlap, taken from the left by where they end."""
    count, behind = 0, -1
    order = np.lexsort((places.first, places.last))
    for first, last in zip(places.first[order].tolist(), places.last[order].tolist(), strict=True):
        if first > behind:
            count, behind = count + 1, last
    return count
