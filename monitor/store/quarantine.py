"""The collection `quarantine`: what could not be handled, why, and whether to try it again."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, index_key, storable_text
from monitor.store.words import answering

# How long to wait after the first, second, … failure; after the last of these nothing is tried by itself.
PAUSES = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3), timedelta(days=7))


@dataclass(frozen=True, slots=True)
class QuarantineRecord:
    """One address that could not be handled; `attempts` counts the failures."""

    source: str
    url: str
    reason: str
    raw_hash: str
    permanent: bool
    detail: str
    attempts: int
    first_at: datetime
    last_at: datetime


Records = list[QuarantineRecord]


class Quarantine:
    """Keeps what failed until it is resolved."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["quarantine"]

    async def make_indexes(self) -> None:
        """One record for each address of a source; the due ones by attempts and age."""
        await self.collection.create_index([("source", 1), ("key", 1)], unique=True)
        await self.collection.create_index([("permanent", 1), ("attempts", 1), ("last_at", 1)])

    @answering
    async def add(
        self,
        source: str,
        url: str,
        reason: str,
        *,
        at: datetime,
        permanent: bool,
        raw_hash: str = "",
        detail: str = "",
    ) -> None:
        """Notes a failure; of an address that is here already the attempts grow."""
        latest = {
            "url": storable_text(url),
            "reason": storable_text(reason),
            "raw_hash": raw_hash,
            "permanent": permanent,
            "detail": storable_text(detail)[:2000],
            "last_at": at,
        }
        change = {"$set": latest, "$setOnInsert": {"first_at": at}, "$inc": {"attempts": 1}}
        await self.collection.update_one({"source": source, "key": index_key(url)}, change, upsert=True)

    @answering
    async def due(self, source: str | None, now: datetime, limit: int) -> Records:
        """Passing failures of a source (None: of all) whose pause is over, oldest first."""
        ripe = [{"attempts": tries, "last_at": {"$lte": now - pause}} for tries, pause in enumerate(PAUSES, start=1)]
        return await self._found({"permanent": False, "$or": ripe, **_of(source)}, limit)

    @answering
    async def resolve(self, source: str, urls: Iterable[str]) -> int:
        """Forgets addresses that were handled after all and says how many there were."""
        keys = [index_key(url) for url in urls]
        return (await self.collection.delete_many({"source": source, "key": {"$in": keys}})).deleted_count

    @answering
    async def counts(self, source: str | None = None) -> Counter[tuple[str, str]]:
        """How many addresses are here, by source and reason."""
        steps = [{"$match": _of(source)}, {"$group": {"_id": ["$source", "$reason"], "count": {"$sum": 1}}}]
        found = await (await self.collection.aggregate(steps)).to_list()
        return Counter({(group["_id"][0], group["_id"][1]): group["count"] for group in found})

    @answering
    async def list(self, source: str | None = None, limit: int = 100) -> Records:
        """What is here of a source (None: of all), oldest first."""
        return await self._found(_of(source), limit)

    async def _found(self, chosen: dict[str, Any], limit: int) -> Records:
        found = self.collection.find(chosen, {"_id": 0, "key": 0}, sort=[("last_at", 1)], limit=limit)
        return [QuarantineRecord(**document) async for document in found]


def _of(source: str | None) -> dict[str, Any]:
    return {} if source is None else {"source": source}
