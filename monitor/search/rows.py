"""The rows of one volume: which items it holds, and which of its words a part of a query finds."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from monitor.matching.folding import exact
from monitor.matching.parts import Exact, Part, Plain, Stem, Wild
from monitor.matching.stems import stems
from monitor.matching.wildcards import fitting
from monitor.search.originals import Originals
from monitor.search.places import Numbers, sorted_once
from monitor.search.row_maker import Word, stem_name, texts_beside
from monitor.search.volume import Column, Volume, unpacked

WordNumbers = npt.NDArray[np.uint32]
# What can be said of a word by itself.
BY_WORD: Final = (Plain, Wild, Stem, Exact)


class Rows:
    """One volume in memory."""

    def __init__(self, path: Path) -> None:
        """Raises DamagedError, and OSError where there is none."""
        self.columns = Volume(path)
        self.originals = Originals(texts_beside(path))
        self._known_parts: dict[Part, WordNumbers] = {}

    @cached_property
    def begins(self) -> Numbers:
        """Where the words of each item begin, and where those of the last one end."""
        return np.concatenate((np.zeros(1, np.int64), self.columns["ends"].astype(np.int64)))

    def numbers_of(self, keys: Column, high: Column, low: Column, changed: Column) -> Numbers:
        """The numbers of items, -1 for those that are not here as they were at that change."""
        known, order = self.columns["keys"], self.columns["order"]
        at = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0))
        if not len(known):
            return np.full(len(keys), -1)
        numbers = order[at].astype(np.int64)
        same = known[at] == keys
        for name, column in (("high", high), ("low", low), ("changed", changed)):
            same &= self.columns[name][numbers] == column
        return np.where(same, numbers, -1)

    def finding(self, part: Part) -> WordNumbers:
        """The words that a part of a query finds, in order."""
        if part not in self._known_parts:
            self._known_parts[part] = sorted_once(self._found(part))
        return self._known_parts[part]

    def _found(self, part: Part) -> WordNumbers:
        if isinstance(part, Plain):
            return self._under("terms", [part.key])
        if isinstance(part, Wild):
            return self._under("terms", fitting(self._names["terms"], part.key))
        if isinstance(part, Stem):
            languages = [name.rstrip() for name in unpacked(self.columns["languages"])]
            names = [stem_name(stem, each) for each in languages for stem in stems(part.word, each)]
            return self._under("stems", names)
        assert isinstance(part, Exact)
        folded = self._under("terms", part.anchors)
        written = np.array([exact(self.known[number][0]) == part.raw for number in folded.tolist()], np.bool_)
        return folded[written]

    def _under(self, name: str, entries: Iterable[str]) -> WordNumbers:
        """The words that some entries of a list find."""
        names, ends, words = self._names[name], self.columns[f"{name}_ends"], self.columns[f"{name}_words"]
        found = [np.zeros(0, np.uint32)]
        for entry in entries:
            at = bisect_left(names, entry)
            if at < len(names) and names[at] == entry:
                found.append(words[ends[at - 1] if at else 0 : ends[at]])
        return np.concatenate(found)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return {name: unpacked(self.columns[name]) for name in ("terms", "stems")}

    @property
    def size(self) -> int:
        """How many words there are."""
        return int(np.count_nonzero(self.columns["known"] == ord("\n"))) + 1

    @cached_property
    def known(self) -> list[Word]:
        """The words by their numbers."""
        found = [tuple(line.split("\t")) for line in unpacked(self.columns["known"])]
        return [(raw, key, language) for raw, key, language in found]
