"""Tries a watch on what is stored, in small steps, so that nobody else waits for it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from monitor.review.visit import Visit
from monitor.store.candidates import StoredItems
from monitor.store.documents import Document
from monitor.watch import Watch
from monitor.watches.backtest import BackTest, back_test
from monitor.watches.looking import leaves_of, looker

# Items that are looked at before others have their turn, and seconds after which a trial ends with what it has.
STEP = 20
SECONDS = 15.0


class Patient:
    """The items of a time in small steps, the time for them limited; see `watches.backtest.Candidates`."""

    def __init__(self, items: StoredItems) -> None:
        self._items = items
        self._until = monotonic() + SECONDS

    async def total(self, since: datetime, until: datetime) -> int:
        """How many items there are."""
        return await self._items.total(since, until)

    async def batches(self, queries: Sequence[str], since: datetime, until: datetime) -> AsyncIterator[list[Document]]:
        """The items as long as there is time."""
        async for batch in self._items.batches(queries, since, until):
            for start in range(0, len(batch), STEP):
                yield batch[start : start + STEP]
                await asyncio.sleep(0)
            if monotonic() > self._until:
                return


async def try_watch(visit: Visit, watch: Watch, days: int) -> BackTest:
    """What a watch would have found in the last days; raises `QueryError` for a query that cannot be used."""
    sources = {source.name: source for source in visit.house.shelf.catalogue().sources}
    return await back_test(
        Patient(StoredItems(visit.store.items)),
        list(watch.queries.values()),
        leaves_of(watch),
        looker(watch, sources),
        partial(visit.store.judgements.of_items, watch=watch.name),
        visit.now - timedelta(days=days),
        visit.now,
    )
