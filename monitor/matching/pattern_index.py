"""Which of many patterns and stems find a word: looked up by a piece of the pattern, and remembered for each word."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from monitor.matching.memory import LONGEST
from monitor.matching.stems import primary, stems
from monitor.matching.wildcards import compiled, literals

_MOST = 300_000  # words remembered
Finder = Callable[[str], frozenset[str]]


class PatternIndex:
    """Folded words with wildcards, such as `tortur*` and `organi?ation`."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._beginnings: dict[str, list[str]] = defaultdict(list)
        self._endings: dict[str, list[str]] = defaultdict(list)
        self._pieces: dict[str, list[str]] = defaultdict(list)
        for pattern in set(patterns):
            self._add(pattern)
        self._longest = max(map(len, (*self._beginnings, *self._endings)), default=0)
        self._known = _Remembered(self._patterns_of)

    def _add(self, pattern: str) -> None:
        pieces = literals(pattern)
        if pattern.startswith(pieces[0]) and (len(pieces[0]) > 1 or not pattern.endswith(pieces[-1])):
            self._beginnings[pieces[0]].append(pattern)
        elif pattern.endswith(pieces[-1]):
            self._endings[pieces[-1]].append(pattern)
        else:
            self._pieces[max(pieces, key=len)[:3]].append(pattern)

    def found(self, words: Iterable[str]) -> dict[str, list[str]]:
        """The patterns that find at least one of some words, each with the words that it finds."""
        united: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for pattern in self._known[word]:
                united[pattern].append(word)
        return united

    def _patterns_of(self, word: str) -> frozenset[str]:
        candidates: list[str] = []
        for length in range(1, min(len(word), self._longest) + 1):
            candidates += self._beginnings.get(word[:length], ())
            candidates += self._endings.get(word[-length:], ())
        for size in (1, 2, 3) if self._pieces else ():
            for begin in range(len(word) - size + 1):
                candidates += self._pieces.get(word[begin : begin + size], ())
        return frozenset(pattern for pattern in candidates if compiled(pattern).fullmatch(word))


class StemIndex:
    """Words that were asked for with `~`, by their stems in one language."""

    def __init__(self, words: Iterable[str], language: str) -> None:
        self.language = primary(language)
        self._words: dict[str, list[str]] = defaultdict(list)
        self._known = _Remembered(self._stems_of)
        for word in words:
            for stem in stems(word, self.language):
                self._words[stem].append("~" + word)

    def found(self, words: Iterable[str]) -> set[str]:
        """`~` and each word of the index that shares a stem with one of some words of a text."""
        return set().union(*map(self._known.__getitem__, words))

    def _stems_of(self, word: str) -> frozenset[str]:
        return frozenset(found for stem in stems(word, self.language) for found in self._words.get(stem, ()))


class _Remembered(dict[str, frozenset[str]]):
    """Word -> what is found for it, looked for once if it is no longer than words are."""

    def __init__(self, find: Finder) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> frozenset[str]:
        if len(self) >= _MOST:
            self.clear()
        found = self._find(word) or _NOTHING
        if len(word) <= LONGEST:
            self[word] = found
        return found


_NOTHING: frozenset[str] = frozenset()
