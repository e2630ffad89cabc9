"""Items as the archive search reads them: what is there, what is new or changed, and their texts."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.errors import DatabaseUnavailable
from monitor.store.documents import NEVER, Document
from monitor.store.words import answering, plainly

AT_ONCE = 1_000
# Times in a row that a long reading is begun again where the database does not answer.
MOST_FAILURES = 3
# What is indexed, and what a list of finds shows.
SHAPE: dict[str, Any] = dict.fromkeys(
    (
        "headline", "body", "url", "canonical_url", "language", "source", "authors", "section", "dated", "changed_at",
        "first_seen", "published", "published_day", "published_precision", "published_confidence",
        "matches.watch",
    ),
    1,
)  # fmt: skip
Mark = tuple[str, datetime | None]
"""An item's id, and when its text last changed; None for never."""


class Archive:
    """Reads the collection `items`; writes nothing."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["items"]

    @answering
    async def count(self) -> int:
        """How many items there are, from the server's own books: at once, and a little wrong after a crash."""
        return await self.collection.estimated_document_count()

    @answering
    async def stored_since(self, moment: datetime) -> list[Mark]:
        """Items whose ids were made at a moment or later."""
        return await self._marks({"_id": {"$gte": ObjectId.from_datetime(max(moment, NEVER))}})

    @answering
    async def changed_since(self, moment: datetime) -> list[Mark]:
        """Items whose texts changed at a moment or later."""
        return await self._marks({"changed_at": {"$gte": moment}})

    async def _marks(self, chosen: Document) -> list[Mark]:
        found = self.collection.find(chosen, {"changed_at": 1}, batch_size=AT_ONCE * 10)
        return [(str(item["_id"]), item.get("changed_at")) async for item in found]

    async def ids(self) -> AsyncIterator[list[str]]:
        """All ids in their order, some thousands at a time."""
        cursor = self.collection.find({}, {"_id": 1}, sort=[("_id", 1)], batch_size=AT_ONCE * 10)
        async with cursor:
            while batch := await _some(cursor, AT_ONCE * 10):
                yield [str(item["_id"]) for item in batch]

    async def all(self, size: int = AT_ONCE) -> AsyncIterator[list[Document]]:
        """All items in the order of their ids, `size` at a time.

        A database that does not answer for a while is asked again, from where it stopped.
        """
        last, failures = ObjectId(b"\0" * 12), 0
        while True:
            try:
                async for batch in self._beyond(last, size):
                    last, failures = batch[-1]["_id"], 0
                    yield [_shown(item) for item in batch]
                return
            except DatabaseUnavailable:
                failures += 1
                if failures == MOST_FAILURES:
                    raise

    async def _beyond(self, identity: ObjectId, size: int) -> AsyncIterator[list[Document]]:
        """Items with higher ids."""
        cursor = self.collection.find({"_id": {"$gt": identity}}, SHAPE, sort=[("_id", 1)], batch_size=size)
        async with cursor:
            while batch := await _some(cursor, size):
                yield batch

    @answering
    async def some(self, identities: Sequence[str]) -> list[Document]:
        """Items with their texts, in the order of these ids; those that are gone are left out."""
        wanted = {"_id": {"$in": [ObjectId(identity) for identity in identities]}}
        found = {str(item["_id"]): item async for item in self.collection.find(wanted, SHAPE)}
        return [_shown(found[identity]) for identity in identities if identity in found]


async def _some(cursor: Any, size: int) -> list[Document]:
    with plainly():
        return list(await cursor.to_list(size))


def _shown(item: Document) -> Document:
    return {"id": str(item.pop("_id")), **item}
