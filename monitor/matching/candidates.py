"""Which of many queries are worth asking of a text."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from monitor.matching.rows import Flags, Numbers, Places, Rows

# Numbers of words of which one has to be there.
Group = Collection[int]


class Candidates:
    """Queries by the groups of words that they require; a query is a candidate when each of its groups is met."""

    def __init__(self, required: Sequence[Sequence[Group]], words: int) -> None:
        self._always: Numbers = np.array([n for n, groups in enumerate(required) if not groups], np.int32)
        self._grouped: Numbers = np.array([n for n, groups in enumerate(required) if groups], np.int32)
        sizes = [len(groups) for groups in required if groups]
        self._first_groups: Places = np.cumsum([0, *sizes[:-1]], dtype=np.intp)[: len(sizes)]
        self._count = sum(sizes)
        self._groups_of = Rows(_postings((group for groups in required for group in groups), words))

    def among(self, present: Flags) -> Numbers:
        """The numbers of the queries for a text in which these words stand."""
        if not self._count:
            return self._always
        met: Flags = np.zeros(self._count, np.bool_)
        met[self._groups_of.of(np.flatnonzero(present))] = True
        all_met: Flags = np.logical_and.reduceat(met, self._first_groups)
        return np.concatenate((self._always, self._grouped[all_met]))


def _postings(groups: Iterable[Group], words: int) -> list[list[int]]:
    """For each word the numbers of the groups that it is in."""
    found: list[list[int]] = [[] for _ in range(words)]
    for number, group in enumerate(groups):
        for word in group:
            found[word].append(number)
    return found
