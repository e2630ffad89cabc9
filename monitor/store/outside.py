"""The collection `outside`: whether the mail server answers, for the sender's next try and the health page."""

from datetime import datetime

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable
from monitor.store.words import answering


class Outside:
    """One document for each thing outside that others wait for."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["outside"]

    @answering
    async def state(self, name: str) -> Document:
        """`trouble` in a sentence ("" when well), `since`, `tries`, `next_try`; empty when never asked."""
        return await self.collection.find_one({"_id": name}) or {}

    @answering
    async def trouble(self, name: str, sentence: str, now: datetime, next_try: datetime) -> None:
        """Writes down that it does not work."""
        since = {"$cond": [{"$gt": ["$since", None]}, "$since", now]}
        tries = {"$add": [{"$ifNull": ["$tries", 0]}, 1]}
        values = {"trouble": {"$literal": storable(sentence)}, "since": since, "tries": tries, "next_try": next_try}
        await self.collection.update_one({"_id": name}, [{"$set": {**values, "checked_at": now}}], upsert=True)

    @answering
    async def well(self, name: str, now: datetime) -> None:
        """Writes down that it works."""
        values = {"trouble": "", "since": None, "tries": 0, "next_try": None, "checked_at": now}
        await self.collection.update_one({"_id": name}, {"$set": values}, upsert=True)
