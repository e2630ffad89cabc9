"""Which of many patterns and stems find a word: looked up by a piece of the pattern or by the stem."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from monitor.matching.memory import LONGEST
from monitor.matching.stems import primary, stems
from monitor.matching.wildcards import compiled, literals

_MOST = 300_000  # words remembered
Finder = Callable[[str], Iterable[str]]


class PatternIndex:
    """Folded words with wildcards, such as `tortur*` and `organi?ation`."""

    def __init__(self, patterns: Iterable[str]) -> None:
        # `tortur*` and `*tion` by their letters: these find a word without another look.
        self._beginnings: dict[str, str] = {}
        self._endings: dict[str, str] = {}
        # All others by some of their letters: a beginning, an ending, or any three in a row.
        self._begun: dict[str, list[str]] = defaultdict(list)
        self._ended: dict[str, list[str]] = defaultdict(list)
        self._pieces: dict[str, list[str]] = defaultdict(list)
        for pattern in set(patterns):
            self._add(pattern)
        self._lengths = _lengths(self._beginnings, self._begun)
        self._lengths_of_endings = _lengths(self._endings, self._ended)
        self._sizes = _lengths(self._pieces)

    def _add(self, pattern: str) -> None:
        pieces = literals(pattern)
        first, last = pieces[0], pieces[-1]
        if pattern == first + "*":
            self._beginnings[first] = pattern
        elif pattern == "*" + last:
            self._endings[last] = pattern
        elif pattern.startswith(first) and (len(first) > 1 or not pattern.endswith(last)):
            self._begun[first].append(pattern)
        elif pattern.endswith(last):
            self._ended[last].append(pattern)
        else:
            self._pieces[max(pieces, key=len)[:3]].append(pattern)

    def finding(self, word: str) -> Iterator[str]:
        """The patterns that find a word."""
        beginnings = [word[:length] for length in self._lengths if length <= len(word)]
        endings = [word[-length:] for length in self._lengths_of_endings if length <= len(word)]
        yield from (self._beginnings[each] for each in beginnings if each in self._beginnings)
        yield from (self._endings[each] for each in endings if each in self._endings)
        for pattern in self._possible(word, beginnings, endings):
            if compiled(pattern).fullmatch(word):
                yield pattern

    def _possible(self, word: str, beginnings: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
        """The other patterns that have some letters of a word where it has them."""
        for each in beginnings:
            yield from self._begun.get(each, ())
        for each in endings:
            yield from self._ended.get(each, ())
        for size in self._sizes:
            for begin in range(len(word) - size + 1):
                yield from self._pieces.get(word[begin : begin + size], ())


def _lengths(*indexes: Iterable[str]) -> list[int]:
    """How long the entries are, each length once."""
    return sorted({len(entry) for index in indexes for entry in index})


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

    def _stems_of(self, word: str) -> Iterator[str]:
        return (found for stem in stems(word, self.language) for found in self._words.get(stem, ()))


class _Remembered(dict[str, tuple[str, ...]]):
    """Word -> what is found for it, looked for once if it is no longer than words are."""

    def __init__(self, find: Finder) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _MOST:
            self.clear()
        found = tuple(self._find(word))
        if len(word) <= LONGEST:
            self[word] = found
        return found
