"""The kinds of words that a leaf of a query is made of, and where each of them stands in a text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from monitor.matching.folding import exact, fold
from monitor.matching.memory import LONGEST
from monitor.matching.stream import Stream
from monitor.matching.wildcards import compiled, expand
from monitor.matching.words import keys


class Part(Protocol):
    """One word of a leaf. `key` tells it from every other part."""

    @property
    def key(self) -> str: ...

    @property
    def anchors(self) -> tuple[str, ...]:
        """What of `Reading.present` is there wherever the part stands; () where unknown."""

    def reach(self, stream: Stream) -> Mapping[int, int]:
        """First word -> last word of each place."""

    def start(self, stream: Stream, first: int) -> int:
        """The first character of a place."""

    def end(self, stream: Stream, last: int) -> int:
        """The character after a place."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A folded word, or a cluster of a script without spaces."""

    key: str

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.key,)

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place: place for place in stream.places(self.key)}

    def start(self, stream: Stream, first: int) -> int:
        whole, begin = stream.keys[first], stream.starts[first]
        if whole == self.key or not whole.endswith(self.key):
            return begin
        raw = stream.raw(first)
        behind = (fold(raw[cut:]) for cut in range(len(raw) if len(raw) <= LONGEST else 0))
        return begin + max(_fitting(takewhile(lambda word: len(word) >= len(self.key), behind), self.key), default=0)

    def end(self, stream: Stream, last: int) -> int:
        whole, end = stream.keys[last], stream.ends[last]
        if whole == self.key or not whole.startswith(self.key):
            return end
        raw = stream.raw(last)
        before = (fold(raw[:cut]) for cut in range(min(len(raw), LONGEST)))
        cuts = _fitting(takewhile(lambda word: len(word) <= len(self.key), before), self.key)
        return stream.starts[last] + max(cuts, default=len(raw))


def _fitting(words: Iterable[str], key: str) -> Iterator[int]:
    return (number for number, word in enumerate(words) if word == key)


class _WholeWords:
    """What has no part of a word as its place."""

    __slots__ = ()

    def start(self, stream: Stream, first: int) -> int:
        return stream.starts[first]

    def end(self, stream: Stream, last: int) -> int:
        return stream.ends[last]


@dataclass(frozen=True, slots=True)
class Wild(_WholeWords):
    """A folded word with wildcards."""

    key: str

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.key,)

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place: place for word in expand(stream, self.key) for place in stream.places(word)}


@dataclass(frozen=True, slots=True)
class AnyCluster(_WholeWords):
    """`?` between clusters of a script without spaces."""

    key: str = "?"

    @property
    def anchors(self) -> tuple[str, ...]:
        return ()

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place: place for place in stream.clusters}


@dataclass(frozen=True, slots=True)
class Exact(_WholeWords):
    """A word of `{…}`."""

    raw: str

    @property
    def key(self) -> str:
        return "{" + self.raw

    @property
    def anchors(self) -> tuple[str, ...]:
        return tuple(keys(self.raw) or ())

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place: place for place in stream.exact_words.get(self.raw, ())}


@dataclass(frozen=True, slots=True)
class Stem(_WholeWords):
    """`~word`: every word that shares a stem with it in the language of the item."""

    word: str

    @property
    def key(self) -> str:
        return "~" + self.word

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.key,)

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place: place for place in stream.with_stem(self.word)}


@dataclass(frozen=True, slots=True)
class Tag(_WholeWords):
    """A hashtag or mention; `key` begins with its sign."""

    key: str

    @property
    def anchors(self) -> tuple[str, ...]:
        return (self.key,)

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place.first: place.last for place in stream.tags.get(self.key, ())}

    def start(self, stream: Stream, first: int) -> int:
        return stream.starts[first] - 1


@dataclass(frozen=True, slots=True)
class WildTag(_WholeWords):
    """A hashtag or mention with wildcards, with its sign."""

    key: str

    @property
    def anchors(self) -> tuple[str, ...]:
        return ()

    def reach(self, stream: Stream) -> Mapping[int, int]:
        fits = compiled(self.key).fullmatch
        return {place.first: place.last for key, places in stream.tags.items() if fits(key) for place in places}

    def start(self, stream: Stream, first: int) -> int:
        return stream.starts[first] - 1


@dataclass(frozen=True, slots=True)
class ExactTag(_WholeWords):
    """A hashtag or mention in `{…}`, with its sign."""

    raw: str

    @property
    def key(self) -> str:
        return "{" + self.raw

    @property
    def anchors(self) -> tuple[str, ...]:
        return ()

    def reach(self, stream: Stream) -> Mapping[int, int]:
        return {place.first: place.last for place in stream.exact_tags.get(exact(self.raw), ())}

    def start(self, stream: Stream, first: int) -> int:
        return stream.starts[first] - 1
