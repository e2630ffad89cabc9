"""Items whose matches are not alerts yet: the queue that stands in the items themselves."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from bson import ObjectId
from pymongo import UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document
from monitor.store.words import answering, plainly

WAITING = {"pending_alerts.at": {"$type": "date"}}
NEEDED = (
    "story", "source", "url", "headline", "body", "summary", "language", "published", "published_day",
    "published_precision", "published_confidence", "matches", "pending_alerts",
)  # fmt: skip


class Pending:
    """Reads what the crawler wrote with an item, and takes it away when it has become alerts."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["items"]

    async def make_indexes(self) -> None:
        """Only items with something to settle are in this index."""
        await self.collection.create_index(
            [("pending_alerts.at", 1)], name="pending_alerts", partialFilterExpression=WAITING
        )

    async def batches(self, batch: int) -> AsyncIterator[list[Document]]:
        """Items with a story and something to settle, the oldest first, each once, so many at a time."""
        seen: list[ObjectId] = []
        chosen: Document = {**WAITING, "story": {"$ne": None}}
        while True:
            left_over = {"_id": {"$nin": seen}} if seen else {}
            with plainly():
                found = await self.collection.find(
                    {**chosen, **left_over}, dict.fromkeys(NEEDED, 1), sort=[("pending_alerts.at", 1)], limit=batch
                ).to_list()
            if found:
                yield found
            if len(found) < batch:
                return
            # Settled ones are gone from the index; these are what could not be settled.
            seen = [*seen, *(item["_id"] for item in found)][-10 * batch :]

    @answering
    async def settled(self, pending: Mapping[ObjectId, Sequence[Mapping[str, Any]]]) -> None:
        """Takes these, and no others that came meanwhile, away from their items."""
        writes = [
            UpdateOne({"_id": item}, {"$pull": {"pending_alerts": {"$in": list(ones)}}})
            for item, ones in pending.items()
        ]
        if writes:
            await self.collection.bulk_write(writes, ordered=False)

    @answering
    async def find_again(self, found: Mapping[ObjectId, Mapping[str, Any]]) -> None:
        """Lets these items become alerts as if their watch had found them just now; repeating it changes nothing."""
        writes = [UpdateOne({"_id": item}, {"$addToSet": {"pending_alerts": dict(one)}}) for item, one in found.items()]
        if writes:
            await self.collection.bulk_write(writes, ordered=False)

    @answering
    async def count(self) -> int:
        """How many items have something to settle."""
        return await self.collection.count_documents(WAITING)
