"""Supplies a back-test with candidates out of the index; see `watches.backtest.Candidates`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from monitor.search.columns import count
from monitor.search.keeping import Progress, silent
from monitor.search.narrowing import between
from monitor.search.past import Found, Past
from monitor.search.readiness import IndexBrokenError, Readiness, reading
from monitor.search.snapshot import Snapshot
from monitor.search.tallying import Counted
from monitor.sources.model import Source
from monitor.store.archive import Archive
from monitor.watch import Watch
from monitor.watches.backtest import MOST_SHOWN, Item, Look, Tally

# Items that are given at a time: those that the index has decided, and those with their texts.
AT_ONCE: Final = 5_000
TEXTS_AT_ONCE: Final = 200


Judged = Callable[[], Awaitable[Sequence[str]]]
"""The ids of all items that people have judged."""


async def nobody() -> Sequence[str]:
    """For those who do not ask what was judged."""
    return ()


class IndexCandidates:
    """The candidates of one watch, as the index stands at the first question.

    What the index has decided is counted; of that, items that were `judged` are given with their
    `leaves`; see `looking`.
    """

    def __init__(
        self,
        readiness: Readiness,
        archive: Archive,
        watch: Watch,
        sources: Mapping[str, Source],
        judged: Judged = nobody,
        tell: Progress = silent,
    ) -> None:
        self._readiness = readiness
        self._archive = archive
        self._watch = watch
        self._sources = sources
        self._judged = judged
        self._tell = tell
        self._known: dict[tuple[datetime, datetime], tuple[Counted, list[Found]]] = {}

    async def total(self, since: datetime, until: datetime) -> int:
        """How many items lie in that time."""
        snapshot = await self._snapshot()
        return await reading(lambda: count(snapshot.searcher, between(since, until)))

    async def tally(self, since: datetime, until: datetime) -> Tally:
        """What the index has decided and nobody has judged."""
        counted, _ = await self._asked(since, until)
        newest = await self._archive.some(counted.newest)
        kinds = counted.days, counted.sources, counted.languages, counted.leaves
        return Tally(counted.found, *kinds, newest, counted.passed)

    async def batches(self, queries: Sequence[str], since: datetime, until: datetime) -> AsyncIterator[list[Item]]:
        """Other items that the watch could find, oldest first; `queries` are those of the watch."""
        _, found = await self._asked(since, until)
        shown = await self._texts([one.identity for one in found if one.leaves is not None][-MOST_SHOWN:])
        for some in _portions(found):
            texts = shown | await self._texts([one.identity for one in some if one.leaves is None])
            yield [_whole(one, texts) for one in some if one.leaves is not None or one.identity in texts]

    async def _asked(self, since: datetime, until: datetime) -> tuple[Counted, list[Found]]:
        if (since, until) not in self._known:
            self._known[since, until] = await self._ask(since, until)
        return self._known[since, until]

    async def _ask(self, since: datetime, until: datetime) -> tuple[Counted, list[Found]]:
        judged = await self._judged()

        def work(snapshot: Snapshot) -> tuple[Counted, list[Found]]:
            past = Past(snapshot, self._watch, self._sources, since, until, judged)
            return past.counted(MOST_SHOWN), past.found()

        snapshot = await self._snapshot()
        try:
            return await reading(lambda: work(snapshot))
        except IndexBrokenError:
            await self._readiness.broken()
        renewed = await self._snapshot()
        return await reading(lambda: work(renewed))

    async def _snapshot(self) -> Snapshot:
        snapshot, _ = await self._readiness.ready(None, self._tell)
        if snapshot is None:
            raise IndexBrokenError("The search index vanishes as soon as it is built; look at its directory.")
        return snapshot

    async def _texts(self, identities: Sequence[str]) -> dict[str, dict[str, Any]]:
        return {item["id"]: item for item in await self._archive.some(identities)} if identities else {}


def looking(look: Look) -> Look:
    """The same verdict, with what the index has decided taken from there."""

    def decided(item: Item) -> frozenset[str] | None:
        leaves: frozenset[str] | None = item.get("leaves")
        return look(item) if leaves is None else leaves

    return decided


def _whole(one: Found, texts: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """An item with what is known of it, and what the index has decided."""
    item = texts.get(one.identity)
    return one.as_item() if item is None else item | {"leaves": one.leaves}


def _portions(found: Sequence[Found]) -> list[Sequence[Found]]:
    """Parts that hold few items whose texts are needed, or many others."""
    portions, start, texts = list[Sequence[Found]](), 0, 0
    for at, one in enumerate(found):
        texts += one.leaves is None
        if texts >= TEXTS_AT_ONCE or at - start >= AT_ONCE:
            portions.append(found[start : at + 1])
            start, texts = at + 1, 0
    return [*portions, found[start:]] if start < len(found) else portions
