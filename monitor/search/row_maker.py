"""Items as rows of numbered words, for questions that look at the words of very many items at once."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Final

import numpy as np

from monitor.matching.attached import variants
from monitor.matching.stems import has_stems, primary, stems
from monitor.matching.stream import Stream, undotted
from monitor.matching.text import Text
from monitor.matching.value import Value
from monitor.search.originals import OriginalsMaker
from monitor.search.volume import Column, Volume, packed, write

# Flags beside the number of a word: a cluster of a script without spaces, and one that does not continue the last.
CLUSTER: Final = 1 << 31
UNGLUED: Final = 1 << 30
NUMBER: Final = UNGLUED - 1
# Words after which a volume is written: 32 MB, and several times as much while they are collected.
FULL: Final = 8_000_000
_KEY: Final = np.uint64(0x9E3779B97F4A7C15)
# Raw word, folded word, and the language where that has inflections.
Word = tuple[str, str, str]


def keys_of(high: Column, low: Column, changed: Column) -> Column:
    """Items with the moments of their last changes, each as one number; hardly two have the same."""
    mixed = (high.astype(np.uint64) * _KEY) ^ (low.astype(np.uint64) << np.uint64(32))
    return (mixed ^ changed.astype(np.uint64)) * _KEY


class RowMaker:
    """Collects the rows of items until they are written as one volume."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._words = array("I")
        self._ends = array("Q")
        self._titles = array("I")
        self._high = array("Q")
        self._low = array("I")
        self._changed = array("q")
        self._originals = OriginalsMaker()

    @property
    def is_full(self) -> bool:
        """Whether it is time to write."""
        return len(self._words) >= FULL

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, identity: tuple[int, int], changed: int, text: Text) -> None:
        """One item, with both halves of its id, and its milliseconds of the last change."""
        language = primary(text.language) if has_stems(text.language) else ""
        for value in text.main.values:
            self._add(value, text.main, language)
        begin, end = text.main.bounds.get("title", (0, 0))
        self._ends.append(len(self._words))
        self._titles.append(end - begin)
        self._high.append(identity[0])
        self._low.append(identity[1])
        self._changed.append(changed)
        self._originals.add(text)

    def _add(self, value: Value, main: Stream, language: str) -> None:
        shift, keys = len(self._words) - value.begin, main.keys[value.begin : value.end]
        words = zip(value.written, keys, repeat(language), strict=False)
        self._words.extend(map(self._numbers.__getitem__, words))
        begin, end = (bisect_left(main.clusters, place) for place in (value.begin, value.end))
        for place in main.clusters[begin:end]:
            self._words[shift + place] |= CLUSTER | UNGLUED if place in main.unglued else CLUSTER

    def take(self, columns: Volume, words: Iterable[Word], originals: Volume) -> None:
        """All items of a volume, whose words are numbered as they come, with their texts."""
        self._originals.take(originals)
        renumbered = np.fromiter(map(self._numbers.__getitem__, words), np.uint32)
        old, behind = columns["words"], len(self._words)
        self._words.frombytes((renumbered[old & NUMBER] | old & ~np.uint32(NUMBER)).tobytes())
        self._ends.frombytes((columns["ends"] + np.uint64(behind)).tobytes())
        for kept, name in (
            (self._titles, "titles"),
            (self._high, "high"),
            (self._low, "low"),
            (self._changed, "changed"),
        ):
            kept.frombytes(columns[name].tobytes())

    def write(self, path: Path) -> None:
        """Puts everything into a file, and the texts into one beside it."""
        self._originals.write(texts_beside(path))
        high, low, changed = np.array(self._high), np.array(self._low), np.array(self._changed)
        keys = keys_of(high, low, changed)
        order = np.argsort(keys, kind="stable").astype(np.uint32)
        columns = {"keys": keys[order], "order": order, "high": high, "low": low, "changed": changed}
        columns |= {"ends": np.array(self._ends), "titles": np.array(self._titles), "words": np.array(self._words)}
        columns["known"] = packed("\t".join(word) for word in self._numbers)
        columns["languages"] = packed(sorted({stem_name("", language) for _, _, language in self._numbers}))
        columns |= _listed("terms", ((key, *variants(key)) for _, key, _ in self._numbers))
        columns |= _listed("stems", map(_stems, self._numbers))
        write(path, columns)


def texts_beside(path: Path) -> Path:
    """Where the texts of a volume are."""
    return path.with_suffix(".texts")


class _Numbers(dict[Word, int]):
    """Word -> its number, the next one when first asked for."""

    def __missing__(self, word: Word) -> int:
        number = self[word] = len(self)
        return number


def _stems(word: Word) -> Iterator[str]:
    """What `~` finds a word under, each with the language."""
    raw, key, language = word
    parts = {undotted(raw), *variants(key)}
    return (stem_name(stem, language) for stem in set().union(*(stems(part, language) for part in parts)))


def stem_name(stem: str, language: str) -> str:
    """A stem of one language among those of all."""
    return f"{language} {stem}"


def _listed(name: str, entries: Iterable[Iterable[str]]) -> dict[str, Column]:
    """Entries in their order, and for each the numbers of the words that it finds."""
    found: dict[str, list[int]] = {}
    for number, of_word in enumerate(entries):
        for entry in of_word:
            found.setdefault(entry, []).append(number)
    names = sorted(found)
    ends = np.cumsum([len(found[entry]) for entry in names], dtype=np.uint32)
    numbers = np.fromiter((number for entry in names for number in found[entry]), np.uint32)
    return {name: packed(names), f"{name}_ends": ends, f"{name}_words": numbers}
