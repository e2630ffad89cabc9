"""Lists of items for people: what came in, the newest first, and which of it a person has read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.alerts import as_id
from monitor.store.documents import Document, storable_text
from monitor.store.paging import Count, Cursor, Page, count_up_to, read_page
from monitor.store.words import answering

_FACTS = (
    "source", "url", "canonical_url", "headline", "summary", "language", "first_seen", "dated", "published",
    "published_day", "published_precision", "published_confidence", "versions", "gone", "story", "relation",
)  # fmt: skip
LONGEST_TEXT = 600
# What a row shows: the beginning of the text, and which watches found it.
ROW: dict[str, Any] = {
    **dict.fromkeys(_FACTS, 1),
    "body": {"$substrCP": [{"$ifNull": ["$body", ""]}, 0, LONGEST_TEXT]},
    "matches.watch": 1,
}
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items; what is left out does not narrow. Days compare when an item came in.

    `sources` None means all, an empty tuple none.
    """

    sources: tuple[str, ...] | None = None
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None


class ItemLists:
    """Reads items in the order in which they came in."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["items"]
        self.reads: AsyncCollection[Document] = database["reads"]

    async def make_page_indexes(self) -> None:
        """Each list has its index; read marks are found by person and item."""
        order = [("first_seen", -1), ("_id", -1)]
        narrowed = [[(narrowing, 1), *order] for narrowing in ("source", "language")]
        await self.collection.create_indexes([IndexModel(keys) for keys in (order, *narrowed)])
        await self.collection.create_index("story", sparse=True)
        await self.reads.create_index([("user", 1), ("item", -1)], unique=True)

    async def page(self, wanted: ItemFilter, cursor: Cursor | None, size: int) -> Page:
        """Items, the latest to come in first."""
        return await read_page(self.collection, _chosen(wanted), "first_seen", cursor, size, ROW)

    async def count(self, wanted: ItemFilter) -> Count:
        """How many there are, up to a cap."""
        return await count_up_to(self.collection, _chosen(wanted))

    @answering
    async def brief(self, ids: Sequence[Any]) -> dict[str, Document]:
        """The facts of some items by id, without their texts; a few hundred at most."""
        wanted = [ObjectId(one) for one in ids[:MOST_AT_ONCE] if ObjectId.is_valid(one)]
        found = self.collection.find({"_id": {"$in": wanted}}, dict.fromkeys(_FACTS, 1))
        return {str(item["_id"]): item async for item in found}

    @answering
    async def of_story(self, story: str) -> list[Document]:
        """The items of a story, the first published first."""
        chosen = {"story": as_id(story)}
        found = self.collection.find(chosen, dict.fromkeys(_FACTS, 1), sort=[("dated", 1)], limit=MOST_AT_ONCE)
        return await found.to_list()

    @answering
    async def read_by(self, user: str, ids: Iterable[Any]) -> set[str]:
        """Those of some items that a person has marked as read."""
        chosen = {"user": user.casefold(), "item": {"$in": list(ids)}}
        return {str(mark["item"]) async for mark in self.reads.find(chosen, {"item": 1, "_id": 0})}

    @answering
    async def mark(self, user: str, ids: Sequence[str], at: datetime, *, read: bool) -> None:
        """Marks items as read, or as unread again; repeating it changes nothing."""
        for one in ids[:MOST_AT_ONCE]:
            if not ObjectId.is_valid(one):
                continue
            mark = {"user": user.casefold(), "item": ObjectId(one)}
            if read:
                await self.reads.update_one(mark, {"$setOnInsert": {"at": at}}, upsert=True)
            else:
                await self.reads.delete_one(mark)


def _chosen(wanted: ItemFilter) -> Document:
    question: Document = {}
    if wanted.sources is not None:
        question["source"] = {"$in": [storable_text(name) for name in wanted.sources]}
    if wanted.language:
        question["language"] = storable_text(wanted.language)
    seen = {"$gte": wanted.since, "$lt": wanted.until}
    if any(seen.values()):
        question["first_seen"] = {side: moment for side, moment in seen.items() if moment}
    return question
