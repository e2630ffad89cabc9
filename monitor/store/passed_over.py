"""The collection `passed_over`: addresses that were read and judged not to be articles."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo import UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, index_key, storable_text
from monitor.store.words import answering

# After how long an address is read again, by words in the reason; the first that fits counts.
LOOK_AGAIN_AFTER = (
    ("not found", timedelta(days=1)),
    ("", timedelta(days=30)),
)
KEYS_IN_ONE_QUESTION = 500


class PassedOver:
    """Remembers what need not be read again for a while."""

    def __init__(
        self, database: AsyncDatabase[Document], again_after: Sequence[tuple[str, timedelta]] = LOOK_AGAIN_AFTER
    ) -> None:
        self.collection: AsyncCollection[Document] = database["passed_over"]
        self.again_after = again_after

    async def make_indexes(self) -> None:
        """Counts by source and reason are read from the index alone."""
        await self.collection.create_index([("source", 1), ("reason", 1)])

    @answering
    async def add(self, source: str, addresses: Sequence[tuple[str, str, str]], now: datetime) -> None:
        """Notes addresses, each as (key, url, reason); one that is known keeps when it was first seen."""
        writes = [_write(source, key, url, reason, now) for key, url, reason in addresses]
        if writes:
            await self.collection.bulk_write(writes, ordered=False)

    @answering
    async def known(self, keys: Sequence[str], now: datetime) -> set[str]:
        """Those of the keys that need no reading yet."""
        wanted, fresh = list({index_key(key) for key in keys}), set[str]()
        for start in range(0, len(wanted), KEYS_IN_ONE_QUESTION):
            chosen = wanted[start : start + KEYS_IN_ONE_QUESTION]
            async for found in self.collection.find({"_id": {"$in": chosen}}, {"reason": 1, "last_seen": 1}):
                if now < found["last_seen"] + self._pause(found["reason"]):
                    fresh.add(found["_id"])
        return {key for key in keys if index_key(key) in fresh}

    @answering
    async def counts(self, source: str | None = None) -> Counter[tuple[str, str]]:
        """How many addresses were passed over, by source and reason."""
        chosen = {} if source is None else {"source": source}
        steps: list[dict[str, Any]] = [
            {"$match": chosen},
            {"$group": {"_id": ["$source", "$reason"], "count": {"$sum": 1}}},
        ]
        found = await (await self.collection.aggregate(steps)).to_list()
        return Counter({(group["_id"][0], group["_id"][1]): group["count"] for group in found})

    def _pause(self, reason: str) -> timedelta:
        return next((pause for words, pause in self.again_after if words in reason), timedelta(0))


def _write(source: str, key: str, url: str, reason: str, now: datetime) -> UpdateOne:
    latest = {"url": storable_text(url), "source": source, "reason": storable_text(reason), "last_seen": now}
    return UpdateOne({"_id": index_key(key)}, {"$set": latest, "$setOnInsert": {"first_seen": now}}, upsert=True)
