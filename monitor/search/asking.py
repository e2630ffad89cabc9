"""A query with its filters as one question to one state of the index."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.matching.query import Query
from monitor.search.bounds import ALL, MUST, NONE, SHOULD, Bounds, every, term
from monitor.search.bounds import Query as IndexQuery
from monitor.search.columns import Hit, count, hits, ids_of
from monitor.search.narrowing import narrowed, narrowing, orders
from monitor.search.results import Filters
from monitor.search.schema import SAMPLE, lowest
from monitor.search.snapshot import Snapshot
from monitor.search.translating import Translator, title_words
from monitor.search.windows import windows
from monitor.sources.model import Source

TITLE_WEIGHT = 3.0
# Words that raise an item whose title has them, and how far down the best are sorted.
MOST_TITLE_WORDS, MOST_BEST = 100, 10_000
# Items in which the places of words may be compared to count them all: some 10 ms.
MOST_EFFORT = 100_000
_BEYOND = re.compile(r"o(-?\d{1,19})-([0-9a-f]{24})", re.ASCII)
_RANK = re.compile(r"b(\d{1,5})", re.ASCII)
_LARGEST = 1 << 63


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may match; `place` leads to what comes after it."""

    identity: str
    place: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many items there are: at most so many unless `is_exact`; about so many for an estimate."""

    number: int
    is_exact: bool = True
    is_estimate: bool = False


class Asked:
    """What was asked, translated for one state of the index."""

    def __init__(self, snapshot: Snapshot, query: Query, filters: Filters, sources: Mapping[str, Source]) -> None:
        self.snapshot, self.searcher = snapshot, snapshot.searcher
        self.query = query
        self.filters = filters
        self._sources = sources
        self.bounds, self._effort = self._bounds(ALL)

    def _bounds(self, within: IndexQuery) -> tuple[Bounds, int]:
        translator = Translator(self.snapshot, self._sources, within)
        narrow = every([narrowing(translator.leaves, self.filters, self._sources), within])
        return narrowed(translator.bounds(self.query.root), narrow, self.snapshot), translator.leaves.effort

    def count(self) -> Count:
        """How many items match."""
        if self._effort > MOST_EFFORT:
            sample = self._counted(self._bounds(term("sample", "1"))[0])
            return Count(sample.number * SAMPLE, sample.is_exact, is_estimate=True)
        return self._counted(self.bounds)

    def _counted(self, bounds: Bounds) -> Count:
        most = count(self.searcher, bounds.upper)
        if bounds.is_exact or not most:
            return Count(most)
        return Count(most, bounds.lower is not NONE and most == count(self.searcher, bounds.lower))

    def newest(self, after: str, size: int) -> list[Candidate]:
        """Up to `size` candidates or a few more, the latest first, beyond a place; none for a place that is none."""
        beyond = _beyond(after)
        if beyond is None:
            return []
        wanted = every([self.bounds.upper, orders(None, beyond[0])]) if after else self.bounds.upper
        found: list[tuple[int, str]] = []
        for window in windows(self.snapshot.weeks, min(beyond[0], self._latest())):
            found = self._to_a_change(every([window, wanted]), beyond, size)
            if len(found) >= size:
                break
        return [Candidate(identity, f"o{order}-{identity}") for order, identity in found]

    def _latest(self) -> int:
        return lowest(self.filters.until) if self.filters.until else _LARGEST

    def _to_a_change(self, wanted: IndexQuery, beyond: tuple[int, str], size: int) -> list[tuple[int, str]]:
        """Hits in the order of the list; items with one `order` come all at once, since the index mixes them."""
        most = size + 1
        while True:
            found = hits(self.searcher, wanted, most)
            whole = len(found) < most or found[0][0] != found[-1][0]
            if whole and (rest := _beyond_only(self._sorted(_without_tail(found, most)), beyond)):
                return rest
            if len(found) < most:
                return []
            most *= 4

    def _sorted(self, found: list[Hit]) -> list[tuple[int, str]]:
        pairs = zip((order for order, _ in found), ids_of(self.searcher, found), strict=True)
        return sorted(pairs, reverse=True)

    def best(self, after: str, size: int) -> list[Candidate]:
        """Up to `size` candidates, those first that say most of what was asked, from a rank on."""
        place = _RANK.fullmatch(after or "b0")
        if place is None or int(place[1]) >= MOST_BEST:
            return []
        start = int(place[1])
        found = self.searcher.search(self._weighed(), min(start + size, MOST_BEST), count=False).hits[start:]
        return [Candidate(one, f"b{start + at}") for at, one in enumerate(ids_of(self.searcher, found), 1)]

    def _weighed(self) -> IndexQuery:
        words = list(dict.fromkeys(title_words(self.query.root)))[:MOST_TITLE_WORDS]
        titles = [(SHOULD, IndexQuery.boost_query(term("title", word), TITLE_WEIGHT)) for word in words]
        return IndexQuery.boolean_query([(MUST, self.bounds.upper), *titles])


def _beyond(after: str) -> tuple[int, str] | None:
    if not after:
        return _LARGEST - 1, "g"
    found = _BEYOND.fullmatch(after)
    return (int(found[1]), found[2]) if found and abs(int(found[1])) < _LARGEST else None


def _without_tail(found: list[Hit], most: int) -> list[Hit]:
    """Without the last group of equal `order` where it may go on."""
    return found if len(found) < most else [hit for hit in found if hit[0] != found[-1][0]]


def _beyond_only(found: list[tuple[int, str]], beyond: tuple[int, str]) -> list[tuple[int, str]]:
    return [pair for pair in found if pair < beyond]
