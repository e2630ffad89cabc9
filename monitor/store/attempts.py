"""The collection `attempts`: failed log-ins, counted for each account and each address."""

from datetime import datetime, timedelta
from hashlib import blake2b

from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document
from monitor.store.words import answering

WINDOW = timedelta(minutes=15)


class Attempts:
    """Counts tries within a quarter of an hour; the count is taken before a try, so that many at once gain nothing."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["attempts"]

    async def make_page_indexes(self) -> None:
        """MongoDB itself removes what is over."""
        await self.collection.create_index("until", expireAfterSeconds=0)

    @answering
    async def count(self, subject: str, now: datetime) -> int:
        """Notes one more try and says how many there were since the window of the first opened."""
        is_open = {"$gt": ["$until", now]}
        values = {
            "count": {"$cond": [is_open, {"$add": ["$count", 1]}, 1]},
            "until": {"$cond": [is_open, "$until", now + WINDOW]},
        }
        after = ReturnDocument.AFTER
        found = await self.collection.find_one_and_update(
            {"_id": _key(subject)}, [{"$set": values}], upsert=True, return_document=after
        )
        return int(found["count"]) if found else 1

    @answering
    async def forget(self, subject: str) -> None:
        """Starts again from nothing, after a success."""
        await self.collection.delete_one({"_id": _key(subject)})


def _key(subject: str) -> str:
    return blake2b(subject.encode("utf-8", "replace"), digest_size=16).hexdigest()
