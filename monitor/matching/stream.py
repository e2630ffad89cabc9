"""The words of some fields in one row, and where each of them stands."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.matching.attached import may_vary, opening, variants
from monitor.matching.folding import exact
from monitor.matching.latin import latin_words
from monitor.matching.stems import stems
from monitor.matching.tags import tag_key, tags_in
from monitor.matching.value import Value
from monitor.matching.words import keys

# Words that stand in no text between two fields or values, so that no phrase and no NEAR reaches across.
_LENGTH = 128
_GAP = [""] * _LENGTH
_BETWEEN = "\n"
_NO_WORD = frozenset([""])
_NO_WORDS: frozenset[str] = frozenset()


class Place(NamedTuple):
    """Where a part of a query is satisfied: first and last word, and code points of the field's text."""

    first: int
    last: int
    start: int
    end: int


class Stream:
    """Fields as one row of words. `keys[i]` is word i folded; it stands at `starts[i]` to `ends[i]` of its field.

    A field of several values, such as authors, is a tuple of them; in `fields` they stand on lines of
    their own. No phrase and no NEAR reaches from one value into the next, nor from field to field.
    """

    def __init__(self, fields: Mapping[str, str | tuple[str, ...]], language: str = "") -> None:
        several = {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}
        self.fields: Final = {name: _BETWEEN.join(texts) for name, texts in several.items()}
        self.language: Final = language
        self.keys: list[str] = []
        self.values: list[Value] = []
        self.bounds: dict[str, tuple[int, int]] = {}  # field -> first word, and the one after the last
        self.memo: dict[object, object] = {}
        for name, texts in several.items():
            offset, ends = 0, [len(self.keys)]
            for text in texts:
                ends.append(self._add(name, text, offset))
                offset += len(text) + len(_BETWEEN)
            self.bounds[name] = (self.values[-len(texts)].begin if texts else ends[0], ends[-1])

    def _add(self, name: str, text: str, offset: int) -> int:
        """Reads one value; gives the word behind its last."""
        if self.values:
            self.keys += _GAP
        begin, latin = len(self.keys), latin_words(text)
        self.keys += keys(text) if latin is None else latin
        self.values.append(Value(name, text, offset, begin, len(self.keys), latin is not None))
        return len(self.keys)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in its field."""
        return self._places[0]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends in its field."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        """First code point, and the one after the last, of each word in its field; a gap stands before its value."""
        starts: list[int] = []
        ends: list[int] = []
        for value in self.values:
            before = [max(value.offset - len(_BETWEEN), 0)] * (value.begin - len(starts))
            firsts, lasts = value.bounds
            starts += before
            ends += before
            starts += [value.offset + point for point in firsts] if value.offset else firsts
            ends += [value.offset + point for point in lasts] if value.offset else lasts
        return starts, ends

    @cached_property
    def _clusters(self) -> list[tuple[int, bool]]:
        """The words that are single clusters, and whether they continue the one before."""
        found: list[tuple[int, bool]] = []
        for value in self.values:
            found += ((value.begin + number, is_glued) for number, is_glued in value.clusters())
        return found

    @cached_property
    def clusters(self) -> list[int]:
        """The words that are single clusters."""
        return [number for number, _ in self._clusters]

    @cached_property
    def unglued(self) -> frozenset[int]:
        """The clusters that do not continue the one before."""
        return frozenset(number for number, is_glued in self._clusters if not is_glued)

    def places(self, key: str) -> list[int]:
        """Where a plain term stands, in order."""
        if self.has_variants:
            return self._places_of_variants.get(key, [])
        likely: list[int] = np.flatnonzero(self._hashes == hash(key)).tolist()
        return [place for place in likely if self.keys[place] == key]

    @cached_property
    def _hashes(self) -> npt.NDArray[np.int64]:
        """A number for each word, the same for equal ones: many are compared at once."""
        return np.fromiter(map(hash, self.keys), np.int64, len(self.keys))

    @cached_property
    def _places_of_variants(self) -> dict[str, list[int]]:
        """Every word that a plain term finds here, with its places in order.

        A Hangul word stands also under each of its beginnings, an Arabic, Persian or Hebrew one also
        without the particles that may be attached to it.
        """
        found: dict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(self.keys):
            found[key].append(position)
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
    def beside(self) -> frozenset[str]:
        """The openings of neighbouring words, with a space between them."""
        return frozenset(map(" ".join, self.neighbours()))

    def neighbours(self) -> Iterable[tuple[str, str]]:
        """The openings of each word and the next, under all terms that find them."""
        if not self.has_variants:
            return pairwise(self.keys)
        rows = [(key,) if key.isascii() else {opening(word) for word in (key, *variants(key))} for key in self.keys]
        return ((one, other) for left, right in pairwise(rows) for one in left for other in right)

    @cached_property
    def has_variants(self) -> bool:
        """Whether a word may be found here under any term but itself."""
        return not all(value.is_latin for value in self.values) and may_vary(" ".join(self._whole))

    @cached_property
    def _whole(self) -> frozenset[str]:
        """The words themselves."""
        return frozenset(self.keys) - _NO_WORD

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every word that a plain term finds here."""
        return self._whole | self._attached

    @cached_property
    def _attached(self) -> frozenset[str]:
        """Every word that a plain term finds here as a part of another."""
        if not self.has_variants:
            return _NO_WORDS
        return frozenset(word for key in self._whole if not key.isascii() for word in variants(key))

    @cached_property
    def sorted_words(self) -> list[str]:
        """The words in the order of their characters."""
        return sorted(self.distinct)

    def beginning_with(self, prefix: str) -> list[str]:
        """The words with this beginning."""
        return beginning_with(self.sorted_words, prefix)

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
        written = (undotted(raw) for raw, _ in self._written())
        return self._attached.union(written)

    @cached_property
    def stems(self) -> dict[str, list[int]]:
        """Stems of all words, also without attached particles, with the places of the words."""
        found: dict[str, set[int]] = {}
        for raw, positions in self._written():
            for stem in stems(undotted(raw), self.language):
                found.setdefault(stem, set()).update(positions)
        for word in self._attached:
            behind = [place for place in self.places(word) if self.keys[place] != word]
            for stem in stems(word, self.language):
                found.setdefault(stem, set()).update(behind)
        return {stem: sorted(places) for stem, places in found.items()}

    def with_stem(self, word: str) -> list[int]:
        """Where words stand that share a stem with this one."""
        return sorted({place for stem in stems(word, self.language) for place in self.stems.get(stem, ())})

    @cached_property
    def tag_keys(self) -> frozenset[str]:
        """The hashtags and mentions with their sign, folded."""
        return frozenset(tag_key(found[0]) for text in self.fields.values() for found in tags_in(text))

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
            for found in tags_in(text):
                first, last = self.covering(name, found.start() + 1, found.end())
                if first <= last:
                    yield name, Place(first, last, *found.span())

    def _written(self) -> Iterable[tuple[str, list[int]]]:
        """Every word as it was written, with its places: several where a character stands for several words."""
        starts, ends = self.starts, self.ends
        for value in self.values:
            text = self.fields[value.name]
            for start, positions in groupby(range(value.begin, value.end), starts.__getitem__):
                places = list(positions)
                yield text[start : ends[places[0]]], places

    def covering(self, name: str, start: int, end: int) -> tuple[int, int]:
        """The first and last word that some characters of a field touch; first > last when they touch none."""
        begin, stop = self.bounds[name]
        return bisect_right(self.ends, start, begin, stop), bisect_left(self.starts, end, begin, stop) - 1

    def value_at(self, position: int) -> Value:
        """The value in which a word stands."""
        return self.values[bisect_right(self.values, position, key=lambda value: value.begin) - 1]

    def field_at(self, position: int) -> str:
        """The name of the field in which a word stands."""
        return self.value_at(position).name

    def raw(self, position: int) -> str:
        """A word as it was written."""
        return self.fields[self.field_at(position)][self.starts[position] : self.ends[position]]


def beginning_with(words: list[str], prefix: str) -> list[str]:
    """Those of some words, which come in order, that have this beginning."""
    return words[bisect_left(words, prefix) : bisect_right(words, prefix + "\U0010ffff")]


def undotted(raw: str) -> str:
    """A word as it was written, without the dots of an acronym.

    >>> undotted("U.N.")
    'UN'
    """
    return raw.replace(".", "")
