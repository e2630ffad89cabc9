"""Which of many queries are worth asking of a text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
import numpy.typing as npt

from monitor.matching.anchors import Group

Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


class Candidates:
    """Queries by the groups of words that they require; a query is a candidate when each of its groups is met."""

    def __init__(self, required: Sequence[Sequence[Group]]) -> None:
        self._always: Numbers = np.array([n for n, groups in enumerate(required) if not groups], np.int32)
        self._grouped: Numbers = np.array([n for n, groups in enumerate(required) if groups], np.int32)
        sizes = [len(groups) for groups in required if groups]
        self._starts: npt.NDArray[np.intp] = np.cumsum([0, *sizes[:-1]], dtype=np.intp)[: len(sizes)]
        self._count = sum(sizes)
        self._postings = _postings(group for groups in required for group in groups)

    def among(self, marks: AbstractSet[str]) -> tuple[Numbers, set[str]]:
        """The numbers of the queries for a text with these words, and those of the words that any query asks for."""
        hits = self._postings.keys() & marks
        if not hits:
            return self._always, hits
        met: Flags = np.zeros(self._count, np.bool_)
        met[np.concatenate([self._postings[word] for word in hits])] = True
        all_met: Flags = np.logical_and.reduceat(met, self._starts)
        return np.concatenate((self._always, self._grouped[all_met])), hits


def _postings(groups: Iterable[Group]) -> dict[str, Numbers]:
    """Word -> numbers of the groups that it is in."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for word in group:
            found[word].append(number)
    return {word: np.array(numbers, np.int32) for word, numbers in found.items()}
