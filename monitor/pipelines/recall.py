"""A spider's memory, out of the store."""

from collections.abc import Sequence
from datetime import datetime

from monitor.extract.identity import address_key
from monitor.items import Link
from monitor.spiders.books import Books
from monitor.store.store import Store
from monitor.versions.revisit import Revisit

MOST_RETRIES = 20


class Recall:
    """`spiders.memory.Memory` over the store: items, pages passed over, older addresses, quarantine."""

    def __init__(self, store: Store, source: str, books: Books, started_at: datetime) -> None:
        self._store = store
        self._source = source
        self._books = books
        self._now = started_at

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
        """Items that this source found first and whose pages are due for another visit."""
        return await self._store.reviving(lambda: self._store.items.due_visits(self._source, now, most))

    async def _passed_over(self, keys: Sequence[str]) -> set[str]:
        return await self._store.passed_over.known(keys, self._now)

    async def _older(self, keys: Sequence[str]) -> set[str]:
        return await self._store.baselines.known(self._source, keys)

    async def _waiting(self, keys: Sequence[str]) -> set[str]:
        return await self._store.quarantine.waiting(self._source, keys, self._now)
