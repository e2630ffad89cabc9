"""What many queries ask of a text, as numbers, and which of it stands there: each word is looked up once."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import TypeVar

import numpy as np

from monitor.matching.facts import Fact, facts_of
from monitor.matching.memory import LONGEST
from monitor.matching.nodes import Node, Words
from monitor.matching.parts import Stem, Wild
from monitor.matching.pattern_index import PatternIndex, StemIndex
from monitor.matching.query import leaves
from monitor.matching.rows import Flags, Numbers, Rows
from monitor.matching.text import Text
from monitor.matching.words import has_clusters

_NOTHING = 0  # the number of no entry
_MOST_LANGUAGES = 100
_MOST_WORDS = 300_000  # remembered


class Wanted:
    """The entries of `Reading.present` that decide some queries; `numbers` gives each entry its number."""

    def __init__(self, roots: Sequence[Node]) -> None:
        asked = [[leaf for leaf in leaves(root) if isinstance(leaf, Words | Fact)] for root in roots]
        every = [leaf for row in asked for leaf in row]
        self._names = ["", *sorted({entry for leaf in every for entry in _entries(leaf)})]
        self.numbers = {entry: number for number, entry in enumerate(self._names)}
        self._asked = Rows([self.numbers[entry] for leaf in row for entry in _entries(leaf)] for row in asked)
        self._neighbours = {_split(entry): number for entry, number in self.numbers.items() if " " in entry}
        self._has_clusters = any(map(has_clusters, self._names))
        self._has_tags = any(entry[:1] in ("#", "@") for entry in self._names)
        self._has_facts = any(isinstance(leaf, Fact) for leaf in every)
        parts = {step.part for leaf in every if isinstance(leaf, Words) for step in leaf.sought.steps}
        self._known = _Known(self.numbers, PatternIndex(part.key for part in parts if isinstance(part, Wild)))
        self._stems = frozenset(part.word for part in parts if isinstance(part, Stem))
        self._by_language: dict[str, StemIndex] = {}

    def present(self, text: Text) -> Flags:
        """Which of them stand in a text."""
        found = np.zeros(len(self._names), np.bool_)
        found[np.frombuffer(b"".join(map(self._known.__getitem__, text.main.distinct)), np.intc)] = True
        found[_looked_up(self._neighbours, text.main.neighbours())] = True
        found[_looked_up(self.numbers, self._others(text))] = True
        found[_NOTHING] = False
        return found

    def _others(self, text: Text) -> Iterator[str]:
        """Entries of a text that are no words."""
        if self._has_clusters:
            yield from text.main.pairs
        if self._has_tags:
            yield from text.main.tag_keys
        if self._has_facts:
            yield from facts_of(text.meta)
        if self._stems:
            yield from self._stem_index(text.language).found(text.main.raw_words)

    def asked(self, queries: Numbers, present: Flags) -> set[str]:
        """What some queries ask for and is there."""
        entries = self._asked.of(queries)
        return set(map(self._names.__getitem__, entries[present[entries]].tolist()))

    def names(self, present: Flags) -> Iterator[str]:
        """Entries as they stand in `Reading.present`."""
        return map(self._names.__getitem__, np.flatnonzero(present).tolist())

    def _stem_index(self, language: str) -> StemIndex:
        if language not in self._by_language:
            if len(self._by_language) >= _MOST_LANGUAGES:
                self._by_language.clear()
            self._by_language[language] = StemIndex(self._stems, language)
        return self._by_language[language]


class _Known(dict[str, bytes]):
    """Word -> the numbers of the entries that it satisfies, found out when first asked for."""

    def __init__(self, numbers: dict[str, int], patterns: PatternIndex) -> None:
        super().__init__()
        self._numbers = numbers
        self._patterns = patterns

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _MOST_WORDS:
            self.clear()
        entries = [entry for entry in (word, *self._patterns.finding(word)) if entry in self._numbers]
        found = array("i", map(self._numbers.__getitem__, entries)).tobytes() if entries else b""
        if len(word) <= LONGEST:
            self[word] = found
        return found


Key = TypeVar("Key")


def _looked_up(numbers: Mapping[Key, int], keys: Iterable[Key]) -> Numbers:
    """The numbers of the keys, `_NOTHING` for those without one."""
    return np.fromiter(map(numbers.get, keys, repeat(_NOTHING)), np.int32)


def _entries(leaf: Words | Fact) -> Iterable[str]:
    return leaf.sought.needed if isinstance(leaf, Words) else leaf.anchors


def _split(entry: str) -> tuple[str, str]:
    one, _, other = entry.partition(" ")
    return one, other
