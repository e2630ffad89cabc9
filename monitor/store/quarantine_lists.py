"""The quarantine for people: what could not be handled, the latest failure first, and trying it again."""

from datetime import datetime

from bson import ObjectId
from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.paging import Count, Cursor, Page, count_up_to, read_page
from monitor.store.quarantine import PAUSES
from monitor.store.words import answering

# A record may hold the whole text of an item.
ROW = {"link.html": 0, "key": 0}


class QuarantineLists:
    """Reads the quarantine; `quarantine` fills and empties it."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["quarantine"]

    async def make_page_indexes(self) -> None:
        """By the latest failure, of all sources or of one."""
        order = [("last_at", -1), ("_id", -1)]
        await self.collection.create_indexes([IndexModel(order), IndexModel([("source", 1), *order])])

    async def page(self, source: str, cursor: Cursor | None, size: int) -> Page:
        """Records, the latest failure first; "" means all sources."""
        return await read_page(self.collection, _of(source), "last_at", cursor, size, ROW)

    async def count(self, source: str) -> Count:
        """How many there are, up to a cap."""
        return await count_up_to(self.collection, _of(source))

    @answering
    async def try_again(self, id_: str, now: datetime) -> Document | None:
        """Makes a record due at the next visit of its source; None where there is none."""
        if not ObjectId.is_valid(id_):
            return None
        due = {"permanent": False, "attempts": 1, "last_at": now - PAUSES[0]}
        return await self.collection.find_one_and_update({"_id": ObjectId(id_)}, {"$set": due}, ROW)


def _of(source: str) -> dict[str, str]:
    return {"source": storable_text(source)} if source else {}
