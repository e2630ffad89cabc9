"""The collection `saved_views`: lists with a filter that people come back to, each with a short address."""

from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.words import answering

LONGEST_TITLE = 80
LONGEST_PATH = 1_000
MOST = 200


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list by its title; `path` is its address on our pages with its filter."""

    id: str
    title: str
    path: str
    by: str
    made_at: datetime


class SavedViews:
    """Saves, lists and forgets views. Everybody can open every view; its maker lists and forgets it."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["saved_views"]

    async def make_page_indexes(self) -> None:
        """Views are listed by person; the same list is saved once."""
        await self.collection.create_index([("by", 1), ("path", 1)], unique=True)

    @answering
    async def save(self, title: str, path: str, by: str, at: datetime) -> None:
        """Saves a view; the same list again gets the new title."""
        key = {"by": by.casefold(), "path": storable_text(path)[:LONGEST_PATH]}
        change = {"$set": {"title": storable_text(title)[:LONGEST_TITLE]}, "$setOnInsert": {"made_at": at}}
        await self.collection.update_one(key, change, upsert=True)

    @answering
    async def of(self, by: str) -> list[SavedView]:
        """The views of a person, by title."""
        found = self.collection.find({"by": by.casefold()}, sort=[("title", 1), ("_id", 1)], limit=MOST)
        return [_view(document) async for document in found]

    @answering
    async def get(self, id_: str) -> SavedView | None:
        """One view, whoever saved it."""
        found = await self.collection.find_one({"_id": ObjectId(id_)}) if ObjectId.is_valid(id_) else None
        return _view(found) if found else None

    @answering
    async def forget(self, id_: str, by: str) -> None:
        """Forgets a view of one's own; again changes nothing."""
        if ObjectId.is_valid(id_):
            await self.collection.delete_one({"_id": ObjectId(id_), "by": by.casefold()})


def _view(found: Document) -> SavedView:
    return SavedView(str(found["_id"]), found.get("title", ""), found["path"], found["by"], found["made_at"])
