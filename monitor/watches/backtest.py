"""What a query, or a watch, would have found in the past: counted while items stream by."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

Judgement = Literal["relevant", "not relevant"]
Item = Mapping[str, Any]
Look = Callable[[Item], frozenset[str] | None]
"""The leaves of the query that an item satisfies, None where it does not match."""
Judged = Callable[[Sequence[str]], Awaitable[Mapping[str, Judgement]]]
"""Ids of items -> how people judged them, as far as they did."""

# A term brings noise when so many of its items were judged, and more than half of them not relevant.
ENOUGH_JUDGED = 5
# Of the latest finds a few are kept to be shown.
MOST_SHOWN = 10
SHOWN = ("id", "headline", "url", "source", "language", "dated")


class Candidates(Protocol):
    """Supplies stored items that could match; an index gives fewer, the store itself gives all.

    Items are mappings with `id`, `dated`, and what `facts.facts_of_item` reads. They come in
    batches, so that memory does not grow with the archive.
    """

    async def total(self, since: datetime, until: datetime) -> int:
        """How many items lie in that time."""
        ...

    async def tally(self, since: datetime, until: datetime) -> "Tally":
        """Finds of that time that need not be looked at, counted; `batches` leaves them out."""
        ...

    def batches(self, queries: Sequence[str], since: datetime, until: datetime) -> AsyncIterator[Sequence[Item]]:
        """The items that one of the queries could find in that time, and perhaps others."""
        ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Finds that were counted together, none of which has been judged: all, by kind, and by leaf of the query.

    `passed` are candidates that turned out to be none.
    """

    found: int = 0
    days: Mapping[date, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    leaves: Mapping[str, int] = field(default_factory=dict)
    newest: Sequence[Item] = ()
    passed: int = 0


@dataclass(slots=True)
class Term:
    """What one leaf of the query brought: items, and how they were judged."""

    leaf: str
    items: int = 0
    relevant: int = 0
    not_relevant: int = 0

    @property
    def is_noise(self) -> bool:
        """Whether most of what it brings was judged not relevant."""
        return self.relevant + self.not_relevant >= ENOUGH_JUDGED and self.not_relevant > self.relevant


@dataclass(slots=True)
class BackTest:
    """The result. `looked_at` items were candidates, `total` lie in that time."""

    since: datetime
    until: datetime
    total: int = 0
    looked_at: int = 0
    found: int = 0
    relevant: int = 0
    not_relevant: int = 0
    days: Counter[date] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    terms: dict[str, Term] = field(default_factory=dict)
    newest: list[Item] = field(default_factory=list)

    @property
    def noisiest(self) -> list[Term]:
        """The terms that brought something, those first that brought most of what was not relevant."""
        brought = [term for term in self.terms.values() if term.items]
        return sorted(brought, key=lambda term: (-term.not_relevant, -term.items, term.leaf))

    @property
    def never_hit(self) -> list[str]:
        """The terms that are part of no find, as they stand in the query."""
        return [term.leaf for term in self.terms.values() if not term.items]

    @property
    def a_day(self) -> float:
        """Finds a day, on average over the whole time."""
        days = max((self.until - self.since).total_seconds() / 86_400, 1.0)
        return self.found / days

    def take(self, tally: Tally) -> None:
        """Counts finds that were counted together."""
        self.looked_at += tally.found + tally.passed
        self.found += tally.found
        self.days.update(tally.days)
        self.sources.update(tally.sources)
        self.languages.update(tally.languages)
        for leaf, items in tally.leaves.items():
            self.terms.setdefault(leaf, Term(leaf)).items += items
        self.show(tally.newest)

    def show(self, items: Iterable[Item]) -> None:
        """Keeps the latest of some finds."""
        shown = [*self.newest, *({key: item.get(key) for key in SHOWN} for item in items)]
        self.newest = sorted(shown, key=lambda item: item["dated"])[-MOST_SHOWN:]

    def add(self, item: Item, leaves: Iterable[str], judgement: Judgement | None) -> None:
        """Counts one item that was found."""
        self.found += 1
        self.days[item["dated"].date()] += 1
        self.sources[item.get("source") or ""] += 1
        self.languages[item.get("language") or ""] += 1
        self.relevant += judgement == "relevant"
        self.not_relevant += judgement == "not relevant"
        for leaf in leaves:
            term = self.terms.setdefault(leaf, Term(leaf))
            term.items += 1
            term.relevant += judgement == "relevant"
            term.not_relevant += judgement == "not relevant"


async def back_test(
    candidates: Candidates,
    queries: Sequence[str],
    leaves: Iterable[str],
    look: Look,
    judged: Judged,
    since: datetime,
    until: datetime,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> BackTest:
    """Looks at all candidates of a time; `progress` is told how many are done, of how many."""
    result = BackTest(since, until, await candidates.total(since, until), terms={leaf: Term(leaf) for leaf in leaves})
    result.take(await candidates.tally(since, until))
    progress(result.looked_at, result.total)
    async for batch in candidates.batches(queries, since, until):
        found = [(item, hit) for item in batch if (hit := look(item)) is not None]
        judgements = await judged([item["id"] for item, _ in found]) if found else {}
        for item, hit in found:
            result.add(item, hit, judgements.get(item["id"]))
        result.show(item for item, _ in found)
        result.looked_at += len(batch)
        progress(result.looked_at, result.total)
    return result
