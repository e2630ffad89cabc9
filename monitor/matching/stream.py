"""The words of some fields in one row, and where each of them stands."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from monitor.matching.characters import HANGUL, INVISIBLE, SUBSTRING, WORD
from monitor.matching.folding import exact, fold
from monitor.matching.memory import remembered
from monitor.matching.stems import stems
from monitor.matching.words import Token, cut, has_clusters, keys, tokens

# Words that stand in no text between two fields, so that no phrase and no NEAR reaches across.
_LENGTH = 128
_GAP = [""] * _LENGTH
_NO_PLACES = [(0, 0)] * _LENGTH
_NO_TOKENS = [Token("", 0, 0)] * _LENGTH
# و ف ب ک ل س and ال, which ل shortens to ل; ו ה ב כ ל מ ש.
_CLITICS = re.compile(
    "[\u0648\u0641\u0628\u06a9\u0644\u0633]{0,2}(?:\u0627\u0644|(?<=\u0644)\u0644)?"
    "|[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]{0,2}\u05d4?"
)
_ASSIMILATED = re.compile("\u0644\u0644(?=...)")
_MAY_CARRY = re.compile("[\u0648\u0641\u0628\u06a9\u0644\u0633\u0627\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]")
_HANGUL = re.compile(f"[{HANGUL}]")
_TO_HANGUL = re.compile(f"[^{HANGUL}]*[{HANGUL}]")
_MOST_BEGINNINGS = 40  # letters; what is longer is a text whose spaces were forgotten
_TAG = re.compile(f"(?<![{WORD}_])([#＃@＠])[{WORD}{SUBSTRING}_{INVISIBLE}]+")


class Place(NamedTuple):
    """Where a part of a query is satisfied: first and last word, and code points of the field's text."""

    first: int
    last: int
    start: int
    end: int


class Stream:
    """Fields as one row of words. `keys[i]` is word i folded; it stands at `starts[i]` to `ends[i]` of its field."""

    def __init__(self, fields: Mapping[str, str], language: str = "") -> None:
        self.fields: Final = fields
        self.language: Final = language
        self.keys: list[str] = []
        self.bounds: dict[str, tuple[int, int]] = {}  # field -> first word, and the one after the last
        self.memo: dict[object, object] = {}
        self._pieces: list[list[str]] = []
        self._is_unusual = False  # then its words are taken apart one by one
        for name, text in fields.items():
            begin = len(self.keys)
            self.keys += self._read(text)
            self.bounds[name] = (begin, len(self.keys))
            self.keys += _GAP

    def _read(self, text: str) -> list[str]:
        self._pieces.append(cut(text))
        found = keys(self._pieces[-1])
        self._is_unusual = self._is_unusual or found is None or has_clusters(text)
        return [token.key for token in tokens(text)] if found is None else found

    @cached_property
    def _tokens(self) -> list[Token]:
        """All words with their places; worth the time only where something was found, or clusters stand."""
        found: list[Token] = []
        for text in self.fields.values():
            found += tokens(text)
            found += _NO_TOKENS
        return found

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """First code point, and the one after the last, of each word in its field."""
        if self._is_unusual:
            return [(token.start, token.end) for token in self._tokens]
        found: list[tuple[int, int]] = []
        for pieces in self._pieces:
            bounds = list(accumulate(map(len, pieces)))
            found += zip(bounds[0::2], bounds[1::2], strict=False)
            found += _NO_PLACES
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in its field."""
        return [start for start, _ in self._places]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends in its field."""
        return [end for _, end in self._places]

    @cached_property
    def clusters(self) -> list[int]:
        """The words that are single clusters."""
        return [at for at, token in enumerate(self._tokens) if token.is_cluster] if self._is_unusual else []

    @cached_property
    def unglued(self) -> frozenset[int]:
        """The clusters that do not continue the one before."""
        return frozenset(at for at in self.clusters if not self._tokens[at].glued)

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Every word that a plain term finds here, with its places in order.

        A Hangul word stands also under each of its beginnings, an Arabic, Persian or Hebrew one also
        without the particles that may be attached to it.
        """
        found: dict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(self.keys):
            found[key].append(position)
        found.pop("", None)
        attached: dict[str, list[int]] = defaultdict(list)
        for key, positions in found.items():
            for variant in () if key.isascii() else variants(key):
                attached[variant] += positions
        return {**found, **{word: sorted({*found.get(word, ()), *places}) for word, places in attached.items()}}

    @cached_property
    def pairs(self) -> dict[str, list[int]]:
        """Neighbouring clusters, by both of them, with the place of the first."""
        found: dict[str, list[int]] = {}
        for one, other in pairwise(self.clusters):
            if other == one + 1 and other not in self.unglued:
                found.setdefault(self.keys[one] + self.keys[other], []).append(one)
        return found

    @cached_property
    def vocabulary(self) -> set[str]:
        """The words, pairs of clusters, tags, and the openings of neighbouring words with a space between them."""
        found = set(self.distinct)
        found.update(self.pairs, self.tags, self._neighbours())
        return found

    def _neighbours(self) -> Iterable[str]:
        if not self.has_variants:
            return map(" ".join, pairwise(self.keys))
        rows = [(key,) if key.isascii() else {opening(word) for word in (key, *variants(key))} for key in self.keys]
        return (f"{one} {other}" for left, right in pairwise(rows) for one in left for other in right)

    @cached_property
    def has_variants(self) -> bool:
        """Whether a word is found here under any term but itself."""
        return any(not key.isascii() and variants(key) for key in set(self.keys))

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The words of `words`, without their places."""
        found = set(self.keys)
        found.discard("")
        if not all(text.isascii() for text in self.fields.values()):
            found.update(variant for key in tuple(found) if not key.isascii() for variant in variants(key))
        return frozenset(found)

    @cached_property
    def sorted_words(self) -> list[str]:
        """The words in the order of their characters."""
        return sorted(self.words)

    def beginning_with(self, prefix: str) -> list[str]:
        """The words with this beginning."""
        words = self.sorted_words
        return words[bisect_left(words, prefix) : bisect_right(words, prefix + "\U0010ffff")]

    @cached_property
    def exact_words(self) -> dict[str, list[int]]:
        """Every word as it was written, with its places."""
        found: dict[str, list[int]] = {}
        for raw, positions in self._written():
            found.setdefault(exact(raw), []).extend(positions)
        return found

    @cached_property
    def raw_words(self) -> frozenset[str]:
        """Every word as it was written, and those that stand here only behind or before something attached."""
        written = (raw for raw, _ in self._written())
        return frozenset((*written, *filter(self.are_variants, self.words)))

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """Stems of all words, also without attached particles, with the places of the words."""
        found: dict[str, set[int]] = {}
        for raw, positions in self._written():
            for stem in stems(raw, self.language):
                found.setdefault(stem, set()).update(positions)
        for word in filter(self.are_variants, self.words):
            for stem in stems(word, self.language):
                found.setdefault(stem, set()).update(self.words[word])
        return {stem: sorted(places) for stem, places in found.items()}

    def are_variants(self, word: str) -> bool:
        """Whether the text has a word only as a part of another."""
        return not word.isascii() and any(self.keys[place] != word for place in self.words[word])

    def with_stem(self, word: str) -> list[int]:
        """Where words stand that share a stem with this one."""
        return sorted({place for stem in stems(word, self.language) for place in self.stems.get(stem, ())})

    @cached_property
    def tags(self) -> dict[str, list[Place]]:
        """Hashtags and mentions with their sign, folded, and their places."""
        found: dict[str, list[Place]] = {}
        for name, place in self._tags():
            found.setdefault(tag_key(self.fields[name][place.start : place.end]), []).append(place)
        return found

    @cached_property
    def exact_tags(self) -> dict[str, list[Place]]:
        """Hashtags and mentions as they were written."""
        found: dict[str, list[Place]] = {}
        for name, place in self._tags():
            found.setdefault(exact(self.fields[name][place.start : place.end]), []).append(place)
        return found

    def _tags(self) -> Iterable[tuple[str, Place]]:
        for name, text in self.fields.items():
            for found in _TAG.finditer(text) if _has_tags(text) else ():
                first, last = self.covering(name, found.start() + 1, found.end())
                if first <= last:
                    yield name, Place(first, last, *found.span())

    def _written(self) -> Iterable[tuple[str, list[int]]]:
        """Every word as it was written, with its places: several where a character stands for several words."""
        for name, (begin, end) in self.bounds.items():
            text, places = self.fields[name], self._places
            for (start, stop), positions in groupby(range(begin, end), places.__getitem__):
                yield text[start:stop], list(positions)

    def covering(self, name: str, start: int, end: int) -> tuple[int, int]:
        """The first and last word that some characters of a field touch; first > last when they touch none."""
        begin, stop = self.bounds[name]
        return bisect_right(self.ends, start, begin, stop), bisect_left(self.starts, end, begin, stop) - 1

    def field_at(self, position: int) -> str:
        """The name of the field in which a word stands."""
        for name, (_, end) in self.bounds.items():
            if position <= end + 1:
                return name
        raise IndexError(position)

    def raw(self, position: int) -> str:
        """A word as it was written."""
        return self.fields[self.field_at(position)][self.starts[position] : self.ends[position]]


@remembered(200_000)
def variants(key: str) -> tuple[str, ...]:
    """Under which other terms a folded word is found; no more than the first 40 beginnings of a Hangul one.

    >>> variants("인권을"), variants("והזכויות")
    (('인', '인권'), ('הזכויות', 'זכויות'))
    """
    if _HANGUL.search(key):
        ends = range(1, min(len(key), _MOST_BEGINNINGS + 1))
        return tuple(key[:end] for end in ends if _HANGUL.search(key[end - 1 : end + 1]))
    if _MAY_CARRY.match(key):
        found = [rest for end in range(1, min(6, len(key) - 2)) if (rest := _without(key, end))]
        # للحقوق is ل before الحقوق.
        return (*found, *("\u0627" + rest[1:] for rest in (key, *found) if _ASSIMILATED.match(rest)))
    return ()


def opening(word: str) -> str:
    """A word up to its first Hangul letter: the same for all terms that find it by that letter.

    >>> opening("인권을"), opening("ai가"), opening("ai")
    ('인', 'ai가', 'ai')
    """
    found = None if word.isascii() else _TO_HANGUL.match(word)
    return found[0] if found else word


def _without(key: str, end: int) -> str:
    """What is left behind the first letters, "" where those are no particles."""
    if not _CLITICS.fullmatch(key, 0, end):
        return ""
    return key[end:] if sum(letter.isalpha() for letter in key[end:]) >= 3 else ""


def _has_tags(text: str) -> bool:
    return any(sign in text for sign in "#@＃＠")


def tag_key(raw: str) -> str:
    """A hashtag or mention folded, with its sign.

    >>> tag_key("＃MeToo")
    '#metoo'
    """
    return ("@" if raw[0] in "@＠" else "#") + "_".join(map(fold, raw[1:].split("_")))
