"""The collection `notices`: what the people who run the monitor should hear, once each."""

from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, DESCENDING
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable
from monitor.store.words import answering


@dataclass(frozen=True, slots=True)
class Notice:
    """A source's health has changed: from `before` to `state`, for a cause in a sentence.

    `slot` is the visit that showed it. `mended` says that it is well again.
    """

    source: str
    slot: int
    before: str
    state: str
    cause: str
    at: datetime
    mended: bool = False
    title: str = ""
    home: str = ""


class Notices:
    """Keeps notices until they were told."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["notices"]

    async def make_indexes(self) -> None:
        """A visit gives one notice, however often its evidence is judged."""
        await self.collection.create_index([("source", ASCENDING), ("slot", ASCENDING)], unique=True)
        await self.collection.create_index([("told_at", ASCENDING), ("at", ASCENDING)])
        await self.collection.create_index([("at", DESCENDING)])

    @answering
    async def add(self, notice: Notice) -> None:
        """Keeps a notice; the same again changes nothing."""
        document = {"kind": "health", **storable(notice), "told_at": None}
        key = {"source": document["source"], "slot": notice.slot}
        await self.collection.update_one(key, {"$setOnInsert": document}, upsert=True)

    @answering
    async def untold(self, limit: int = 100) -> list[Document]:
        """Notices that nobody was told yet, oldest first, with `id` in place of `_id`."""
        found = self.collection.find({"told_at": None}, sort=[("at", 1), ("_id", 1)], limit=limit)
        return [_with_text_id(notice) async for notice in found]

    @answering
    async def tell(self, source: str, slot: int, at: datetime) -> None:
        """Notes that a notice was told."""
        await self.collection.update_one({"source": source, "slot": slot}, {"$set": {"told_at": at}})

    @answering
    async def of(self, source: str, limit: int = 20) -> list[Document]:
        """The latest notices of a source, newest first."""
        found = self.collection.find({"source": source}, sort=[("slot", -1)], limit=limit)
        return [_with_text_id(notice) async for notice in found]


def _with_text_id(notice: Document) -> Document:
    return {"id": str(notice["_id"]), **{name: value for name, value in notice.items() if name != "_id"}}
