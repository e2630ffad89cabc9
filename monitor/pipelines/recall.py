"""A spider's memory, out of the store."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from monitor.extract.identity import address_key
from monitor.items import Link
from monitor.spiders.books import Books
from monitor.store.store import Store
from monitor.versions.heirs import heir
from monitor.versions.revisit import Revisit

MOST_RETRIES = 20


class Recall:
    """`spiders.memory.Memory` over the store: items, pages passed over, older addresses, quarantine.

    `listed` gives the names of all sources in the catalogue, also of those that are paused; it may take a second.
    """

    def __init__(
        self, store: Store, source: str, books: Books, started_at: datetime, listed: Callable[[], Collection[str]]
    ) -> None:
        self._store = store
        self._source = source
        self._books = books
        self._now = started_at
        self._listed = listed

    async def known(self, keys: Sequence[str]) -> set[str]:
        """Keys that are stored, were judged no article, predate the first visit, or wait in quarantine."""
        return await self._store.reviving(lambda: self._known(keys))

    async def _known(self, keys: Sequence[str]) -> set[str]:
        known = await self._store.items.known(keys)
        for ask in (self._passed_over, self._older, self._waiting):
            open_keys = [key for key in keys if key not in known]
            if open_keys:
                known |= await ask(open_keys)
        return known

    async def retries(self, now: datetime) -> list[Link]:
        """Links out of quarantine that are due, marked as such in the books."""
        links = await self._store.reviving(lambda: self._store.quarantine.due(self._source, now, MOST_RETRIES))
        self._books.retries.update(address_key(link.url, standalone=link.standalone) for link in links)
        return links

    async def revisits(self, now: datetime, most: int) -> list[Revisit]:
        """Items that this source found or saw, or that a removed source left to it, and that are due."""
        return await self._store.reviving(lambda: self._revisits(now, most))

    async def _revisits(self, now: datetime, most: int) -> list[Revisit]:
        due = await self._store.items.due_visits(self._source, now, most)
        room = most - len(due)
        removed = await self._removed(now) if room > 0 else []
        there = {revisit.item for revisit in due}
        left = await self._store.items.due_visits_of(removed, now, room) if removed else []
        return due + [revisit for revisit in left if revisit.item not in there]

    async def _removed(self, now: datetime) -> list[str]:
        """Sources that are in the catalogue no more and whose pages this one visits; a paused one keeps its own."""
        silent, at_work = await self._store.items.silent_sources(now)
        mine = [name for name in sorted(silent) if heir(name, at_work | {self._source}) == self._source]
        listed = await asyncio.to_thread(self._listed) if mine else ()
        return [name for name in mine if name not in listed]

    async def _passed_over(self, keys: Sequence[str]) -> set[str]:
        return await self._store.passed_over.known(keys, self._now)

    async def _older(self, keys: Sequence[str]) -> set[str]:
        return await self._store.baselines.known(self._source, keys)

    async def _waiting(self, keys: Sequence[str]) -> set[str]:
        return await self._store.quarantine.waiting(self._source, keys, self._now)
