"""Every stored item of a time, for those who have to look at all of them."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from monitor.store.documents import Document
from monitor.store.items import Items
from monitor.store.words import plainly
from monitor.watches.backtest import Tally

AT_ONCE = 500
# What a watch may look at, what a count is made by, and the item's identity.
WANTED = ("headline", "body", "url", "canonical_url", "language", "source", "authors", "section", "dated")


class StoredItems:
    """Supplies a back-test with all items of a time; see `watches.backtest.Candidates`."""

    def __init__(self, items: Items) -> None:
        self._items = items

    async def total(self, since: datetime, until: datetime) -> int:
        """How many items `batches` will give."""
        with plainly():
            return await self._items.collection.count_documents(_between(since, until))

    async def tally(self, since: datetime, until: datetime) -> Tally:
        """Nothing: here every item has to be looked at."""
        return Tally()

    async def batches(self, queries: Sequence[str], since: datetime, until: datetime) -> AsyncIterator[list[Document]]:
        """Items dated from `since` on and before `until`, oldest first, some hundreds at a time.

        The queries do not narrow what is given here.
        """
        shape = dict.fromkeys(WANTED, 1)
        cursor = self._items.collection.find(_between(since, until), shape, sort=[("dated", 1)], batch_size=AT_ONCE)
        async with cursor:
            while True:
                with plainly():
                    batch = await cursor.to_list(AT_ONCE)
                if not batch:
                    return
                yield [{"id": str(item.pop("_id")), **item} for item in batch]


def _between(since: datetime, until: datetime) -> Document:
    return {"dated": {"$gte": since, "$lt": until}}
