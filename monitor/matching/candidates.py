"""Which of many queries are worth asking of a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from monitor.matching.anchors import Group

Numbers = npt.NDArray[np.int32]
Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


class Candidates:
    """Queries by the groups of words that they require; a query is a candidate when each of its groups is met."""

    def __init__(self, required: Sequence[Sequence[Group]]) -> None:
        self._always: Numbers = np.array([n for n, groups in enumerate(required) if not groups], np.int32)
        self._grouped: Numbers = np.array([n for n, groups in enumerate(required) if groups], np.int32)
        sizes = [len(groups) for groups in required if groups]
        self._first_groups: Places = np.cumsum([0, *sizes[:-1]], dtype=np.intp)[: len(sizes)]
        self._count = sum(sizes)
        postings = _postings(group for groups in required for group in groups)
        self._numbers = {word: number for number, word in enumerate(postings)}
        # The groups of all words in one row: those of word n begin at `_starts[n]`.
        self._row: Numbers = np.array([group for groups in postings.values() for group in groups], np.int32)
        self._sizes: Places = np.array([len(groups) for groups in postings.values()], np.intp)
        self._starts: Places = np.cumsum(self._sizes) - self._sizes

    def among(self, marks: AbstractSet[str]) -> Numbers:
        """The numbers of the queries for a text with these words."""
        hits = self._numbers.keys() & marks
        if not hits:
            return self._always
        met: Flags = np.zeros(self._count, np.bool_)
        met[self._groups_of(np.fromiter(map(self._numbers.__getitem__, hits), np.intp, len(hits)))] = True
        all_met: Flags = np.logical_and.reduceat(met, self._first_groups)
        return np.concatenate((self._always, self._grouped[all_met]))

    def _groups_of(self, words: Places) -> Numbers:
        """The groups of some words, one word's behind the other's."""
        sizes = self._sizes[words]
        behind = np.cumsum(sizes)
        within = np.arange(behind[-1]) - np.repeat(behind - sizes, sizes)
        groups: Numbers = self._row[np.repeat(self._starts[words], sizes) + within]
        return groups


def _postings(groups: Iterable[Group]) -> dict[str, list[int]]:
    """Word -> numbers of the groups that it is in."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for word in group:
            found[word].append(number)
    return found
