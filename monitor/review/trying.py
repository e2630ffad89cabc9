"""Tries a watch on what is stored, in small steps, so that nobody else waits for it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from monitor.review.visit import Visit
from monitor.search.candidates import IndexCandidates, looking
from monitor.watch import Watch
from monitor.watches.backtest import BackTest, Item, Tally, back_test
from monitor.watches.looking import leaves_of, looker

# Items that are looked at before others have their turn, and seconds after which a trial ends with what it has.
STEP = 20
SECONDS = 15.0


class Patient:
    """Candidates in small steps, the time for them limited; see `watches.backtest.Candidates`."""

    def __init__(self, candidates: IndexCandidates) -> None:
        self._candidates = candidates
        self._until = monotonic() + SECONDS
        self.is_whole = True

    async def total(self, since: datetime, until: datetime) -> int:
        """How many items lie in that time."""
        return await self._candidates.total(since, until)

    async def tally(self, since: datetime, until: datetime) -> Tally:
        """What the index counts by itself."""
        return await self._candidates.tally(since, until)

    async def batches(self, queries: Sequence[str], since: datetime, until: datetime) -> AsyncIterator[Sequence[Item]]:
        """The candidates as long as there is time."""
        async for batch in self._candidates.batches(queries, since, until):
            for start in range(0, len(batch), STEP):
                yield batch[start : start + STEP]
                await asyncio.sleep(0)
            if monotonic() > self._until:
                self.is_whole = False
                return


async def try_watch(visit: Visit, watch: Watch, days: int) -> tuple[BackTest, bool]:
    """What a watch would have found in the last days, and whether all of it; its queries must be sound."""
    search = visit.house.shelf.search()
    candidates = IndexCandidates(
        search.readiness, visit.store.archive, watch, search.sources, visit.store.judgements.judged
    )
    patient = Patient(candidates)
    result = await back_test(
        patient,
        list(watch.queries.values()),
        leaves_of(watch),
        looking(looker(watch, search.sources)),
        partial(visit.store.judgements.of_items, watch=watch.name),
        visit.now - timedelta(days=days),
        visit.now,
    )
    return result, patient.is_whole
