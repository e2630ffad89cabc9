"""Gives items that an older program stored a place in the plan of visits, which it did not know."""

from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document
from monitor.store.words import answering

# Their visits are spread over so long, so that no site is asked for all of its past at once.
SPREAD = timedelta(weeks=13)
AT_ONCE = 1_000


class FirstVisits:
    """Walks once through all items and remembers how far it came; `given` counts what got a visit."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self._items: AsyncCollection[Document] = database["items"]
        self._walks: AsyncCollection[Document] = database["walks"]
        self._done = False

    @answering
    async def plan(self, now: datetime) -> int | None:
        """Looks at the next thousand items and says how many got a visit; None when all have been looked at."""
        if self._done:
            return None
        walk = await self._walks.find_one({"_id": "first visits"}) or {}
        if walk.get("ended_at"):
            self._done = True
            return None
        reached = await self._reached(walk.get("after"))
        if reached is None:
            await self._note({"$set": {"ended_at": now}})
            return None
        given = await self._give(walk.get("after"), reached, now)
        await self._note({"$set": {"after": reached}, "$inc": {"given": given}})
        return given

    async def _reached(self, after: ObjectId | None) -> ObjectId | None:
        """The last of the next items."""
        chosen = {"_id": {"$gt": after}} if after else {}
        found = await self._items.find(chosen, {"_id": 1}, sort=[("_id", 1)], limit=AT_ONCE).to_list()
        return found[-1]["_id"] if found else None

    async def _give(self, after: ObjectId | None, reached: ObjectId, now: datetime) -> int:
        place: dict[str, Any] = {"$lte": reached, **({"$gt": after} if after else {})}
        # What stands on its listing has an address with a fragment, and no page of its own.
        unplanned = {"_id": place, "next_visit": {"$exists": False}, "url": {"$not": {"$regex": "#"}}}
        spread = {"$multiply": [{"$rand": {}}, SPREAD.total_seconds() * 1_000]}
        change = [{"$set": {"next_visit": {"$add": [now, {"$toLong": spread}]}}}]
        return (await self._items.update_many(unplanned, change)).modified_count

    async def _note(self, change: Document) -> None:
        await self._walks.update_one({"_id": "first visits"}, change, upsert=True)
