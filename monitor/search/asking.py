"""A query with its filters as one question to one state of the index."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import tantivy

from monitor.matching.query import Query
from monitor.search.bounds import MUST, NONE, SHOULD, Bounds, every, term
from monitor.search.bounds import Query as IndexQuery
from monitor.search.columns import Hit, count, hits, ids_of
from monitor.search.narrowing import narrowed, narrowing, orders
from monitor.search.results import Filters
from monitor.search.translating import Translator, title_words
from monitor.sources.model import Source

TITLE_WEIGHT = 3.0
# Words that raise an item whose title has them, and how far down the best are sorted.
MOST_TITLE_WORDS, MOST_BEST = 100, 10_000
_BEYOND = re.compile(r"o(-?\d{1,19})-([0-9a-f]{24})", re.ASCII)
_RANK = re.compile(r"b(\d{1,5})", re.ASCII)
_LARGEST = 1 << 63


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may match; `place` leads to what comes after it."""

    identity: str
    place: str


class Asked:
    """What was asked, translated for one state of the index."""

    def __init__(
        self, searcher: tantivy.Searcher, query: Query, filters: Filters, sources: Mapping[str, Source]
    ) -> None:
        self.searcher = searcher
        self.query = query
        self.filters = filters
        translator = Translator(searcher, dict(sources))
        self.bounds: Bounds = narrowed(
            translator.bounds(query.root), narrowing(translator.leaves, filters, sources), searcher
        )

    def count(self) -> tuple[int, bool]:
        """How many items match at most, and whether it is known that so many do."""
        most = count(self.searcher, self.bounds.upper)
        if self.bounds.is_exact:
            return most, True
        return most, not most or (self.bounds.lower is not NONE and most == count(self.searcher, self.bounds.lower))

    def newest(self, after: str, size: int) -> list[Candidate]:
        """Up to `size` candidates or a few more, the latest first, beyond a place; none for a place that is none."""
        beyond = _beyond(after)
        if beyond is None:
            return []
        wanted = every([self.bounds.upper, orders(None, beyond[0])]) if after else self.bounds.upper
        found = self._to_a_change(wanted, beyond, size)
        return [Candidate(identity, f"o{order}-{identity}") for order, identity in found]

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
