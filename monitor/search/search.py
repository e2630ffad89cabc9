"""Searches all stored items: candidates from the index, verdict from the matcher."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from monitor.matching.query import Query
from monitor.search.asking import Asked, Candidate, Count
from monitor.search.directory import Directory
from monitor.search.judging import judged
from monitor.search.keeping import Progress, silent
from monitor.search.readiness import PATIENCE, IndexBrokenError, Readiness, reading
from monitor.search.results import Filters, Hit, Results
from monitor.sources.model import Source
from monitor.store.store import Store

# Candidates looked at for one page before it is given as it is.
MOST_LOOKED_AT: Final = 2_000
AT_ONCE: Final = 200


class Search:
    """The archive of one store. `sources` are those of the catalogue by name.

    To be used inside one event loop; what takes time is done in threads.
    """

    def __init__(self, store: Store, sources: Mapping[str, Source]) -> None:
        self.store = store
        self.sources = sources
        self.readiness = Readiness(Directory(store.environment), store.archive)

    async def close(self) -> None:
        """Ends what is under way in the background."""
        await self.readiness.close()

    async def rebuild(self, progress: Progress = silent) -> int:
        """Builds the index anew and gives the number of items; waits for another process that does so."""
        return await self.readiness.rebuild(progress)

    async def find(
        self,
        query: Query,
        filters: Filters = Filters(),  # noqa: B008 a value that nobody can change
        after: str = "",
        size: int = 20,
        *,
        best: bool = False,
        patience: float | None = PATIENCE,
        tell: Progress = silent,
    ) -> Results:
        """A page of the items that match; `after` is the `older` of the page before.

        A missing or damaged index is built anew; where that takes longer than `patience` (seconds, None
        for however long) the answer only says how far it is, or why there is none. Raises `DatabaseUnavailable`.
        """
        for is_last in (False, True):
            try:
                snapshot, notice = await self.readiness.ready(patience, tell)
            except IndexBrokenError as error:
                snapshot, notice = None, str(error)
            if snapshot is None:
                return Results(notice=notice, rebuilding=self.readiness.progress)
            try:
                asked = await reading(lambda: Asked(snapshot, query, filters, self.sources))  # noqa: B023
                found, count = await asyncio.gather(self._page(asked, after, size, best=best), reading(asked.count))
                return _told(found, count, notice, is_first=not after)
            except IndexBrokenError:
                if is_last:
                    raise
                await self.readiness.broken()
        raise AssertionError

    async def _page(self, asked: Asked, after: str, size: int, *, best: bool) -> Results:
        found: list[tuple[Hit, str]] = []
        place, looked_at, has_more = after, 0, True
        list_from = asked.best if best else asked.newest
        while has_more and len(found) <= size and looked_at < MOST_LOOKED_AT:
            wanted = min(AT_ONCE, max(size + 1 - len(found), looked_at))
            candidates = await reading(lambda: list_from(place, wanted))  # noqa: B023
            has_more = bool(candidates)
            found += await self._judged(asked, candidates)
            place, looked_at = candidates[-1].place if candidates else place, looked_at + len(candidates)
        is_full = len(found) > size
        older = found[size - 1][1] if is_full else place if has_more else ""
        hits = tuple(hit for hit, _ in found[:size])
        return Results(hits, older, unfinished=has_more and not is_full)

    async def _judged(self, asked: Asked, candidates: Sequence[Candidate]) -> list[tuple[Hit, str]]:
        items = await self.store.archive.some([one.identity for one in candidates])
        hits = await asyncio.to_thread(judged, asked.query, asked.filters, items, self.sources)
        return [(hits[one.identity], one.place) for one in candidates if one.identity in hits]


def _told(page: Results, count: Count, notice: str, *, is_first: bool) -> Results:
    """A page with the count of all finds: what stands on it, where it is the only one."""
    if is_first and not page.older:
        count = Count(len(page.hits))
    least = len(page.hits) + bool(page.older)
    return replace(
        page,
        count=max(count.number, least),
        is_exact=count.is_exact,
        is_estimate=count.is_estimate,
        notice=notice,
    )
