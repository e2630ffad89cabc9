"""Counts finds by day, source, language and leaf without looking at any one of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

import tantivy

from monitor.search.bounds import Query, either, every
from monitor.search.columns import count, hits, ids_of
from monitor.search.entries import number_of
from monitor.search.schema import day_at
from monitor.search.snapshot import Snapshot

# So many days, sources or languages are told apart at most.
MOST_KINDS: Final = 60_000
COLUMNS: Final = ("day", "source_number", "language_number")
_BY_COLUMN: Final = {name: {"terms": {"field": name, "size": MOST_KINDS}} for name in COLUMNS}
T = TypeVar("T")


@dataclass(slots=True)
class Counted:
    """Numbers of items: of those that match, and of those that were `passed` because they do not.

    `newest` are ids, the latest among them.
    """

    found: int = 0
    passed: int = 0
    days: Counter[date] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    leaves: Counter[str] = field(default_factory=Counter)
    newest: list[str] = field(default_factory=list)

    def add(self, other: "Counted") -> None:
        """Counts others too."""
        self.found += other.found
        self.passed += other.passed
        self.days.update(other.days)
        self.sources.update(other.sources)
        self.languages.update(other.languages)
        self.leaves.update(other.leaves)
        self.newest += other.newest


def counted(snapshot: Snapshot, wanted: Query, leaves: Mapping[str, list[Query]], newest: int) -> Counted:
    """The items that a question finds, and in how many of them each leaf stands."""
    searcher = snapshot.searcher
    if not (found := count(searcher, wanted)):
        return Counted()
    columns = searcher.aggregate(wanted, _BY_COLUMN)
    sources, languages = names_by_number(snapshot.sources), names_by_number(snapshot.languages)
    return Counted(
        found,
        0,
        _numbers(columns["day"], day_at),
        _numbers(columns["source_number"], lambda number: sources.get(number, "")),
        _numbers(columns["language_number"], lambda number: languages.get(number, "")),
        Counter({leaf: count(searcher, every([wanted, either(queries)])) for leaf, queries in leaves.items()}),
        _latest(searcher, wanted, newest),
    )


def names_by_number(names: Iterable[str]) -> dict[int, str]:
    """The names of sources or languages by the numbers that stand for them in columns."""
    return {number_of(name): name for name in names}


def _numbers(column: Mapping[str, Any], name: Callable[[int], T]) -> Counter[T]:
    return Counter({name(int(bucket["key"])): bucket["doc_count"] for bucket in column["buckets"]})


def _latest(searcher: tantivy.Searcher, wanted: Query, most: int) -> list[str]:
    return ids_of(searcher, hits(searcher, wanted, most))[::-1]
