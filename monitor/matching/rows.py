"""Rows of numbers of different lengths, kept one behind the other: quick to gather, and small."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]


class Rows:
    """Rows by their number, from 0 on.

    >>> Rows([[5], [], [6, 7]]).of(np.array([2, 0])).tolist()
    [6, 7, 5]
    """

    def __init__(self, rows: Iterable[Sequence[int]]) -> None:
        kept = list(rows)
        self._all: Numbers = np.fromiter(chain.from_iterable(kept), np.int32)
        self._sizes: Places = np.fromiter(map(len, kept), np.intp, len(kept))
        self._starts: Places = np.cumsum(self._sizes) - self._sizes

    def of(self, numbers: npt.NDArray[np.integer]) -> Numbers:
        """What stands in some rows, one row behind the other."""
        sizes = self._sizes[numbers]
        behind = np.cumsum(sizes)
        if not len(behind):
            return self._all[:0]
        within = np.arange(behind[-1]) - np.repeat(behind - sizes, sizes)
        found: Numbers = self._all[np.repeat(self._starts[numbers], sizes) + within]
        return found
