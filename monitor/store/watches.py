"""The collection `watches`: each watch as it stands, with every version that it ever had."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from pymongo import ASCENDING
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.errors import WatchChanged
from monitor.store.documents import Document, encode, storable, storable_text
from monitor.store.watch_documents import StoredWatch, WatchList, WatchVersion, stored_watch, watch_version
from monitor.store.words import answering
from monitor.watch import Watch
from monitor.watches.problems import BrokenWatchError
from monitor.watches.writing import to_table

__all__ = ["StoredWatch", "WatchList", "WatchVersion", "Watches"]

# Older versions move to `watch_versions` before the document outgrows what MongoDB takes.
LARGEST_DOCUMENT = 4_000_000


Token = tuple[int, int, datetime | None]
"""Differs from one state of all watches to the next: how many, all their versions together, the latest change."""


class Watches:
    """Keeps watches and their history. Every change makes a version; nothing is lost."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["watches"]
        self.older: AsyncCollection[Document] = database["watch_versions"]

    async def make_indexes(self) -> None:
        """`token` reads this index and no document."""
        await self.collection.create_index([("version", ASCENDING), ("updated_at", ASCENDING)])
        await self.older.create_index([("watch", ASCENDING), ("version", ASCENDING)], unique=True)

    @answering
    async def token(self) -> Token:
        """Something that is another when any watch was changed, made or archived since."""
        group = {"_id": None, "count": {"$sum": 1}, "versions": {"$sum": "$version"}, "latest": {"$max": "$updated_at"}}
        steps: list[Document] = [
            {"$sort": {"version": 1}},
            {"$project": {"_id": 0, "version": 1, "updated_at": 1}},
            {"$group": group},
        ]
        async for found in await self.collection.aggregate(steps):
            return found["count"], found["versions"], found["latest"]
        return 0, 0, None

    @answering
    async def all(self, *, archived: bool = False) -> WatchList:
        """All watches by name; `archived` asks for the archived ones instead."""
        found, broken = [], []
        async for document in self.collection.find({"archived": archived}, {"versions": 0}, sort=[("_id", 1)]):
            try:
                found.append(stored_watch(document))
            except BrokenWatchError as error:
                broken.append((str(document["_id"]), str(error)))
        return WatchList(tuple(found), tuple(broken))

    @answering
    async def load(self, name: str) -> StoredWatch | None:
        """One watch, archived or not; raises `BrokenWatchError` when it cannot be read."""
        document = await self.collection.find_one({"_id": storable_text(name)}, {"versions": 0})
        return stored_watch(document) if document else None

    @answering
    async def save(
        self, watch: Watch, *, expected: int, by: str, at: datetime, file: str = "", archived: bool = False
    ) -> StoredWatch:
        """Stores a watch as its next version; the same version where nothing differs.

        `expected` is the version that the change was made from, 0 for a new watch. Raises
        `WatchChanged` when another one is stored by now.
        """
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)  # as MongoDB keeps it
        document = await self.collection.find_one({"_id": watch.name})
        stands = _number(document)
        if stands != expected:
            raise WatchChanged(_overtaken(watch.name, expected, document))
        table = storable(to_table(watch))
        if document and (document.get("current"), document.get("archived")) == (table, archived):
            if document.get("file", "") != file:
                await self.keep_in(watch.name, file)
            return stored_watch({**document, "file": file})
        entry = {"version": stands + 1, "at": at, "by": storable_text(by), "watch": table, "archived": archived}
        changed = {
            "current": table,
            "version": stands + 1,
            "updated_at": at,
            "by": entry["by"],
            "file": storable_text(file),
            "archived": archived,
        }
        await self._write(watch.name, expected, changed, [*(document or {}).get("versions", []), entry])
        return StoredWatch(replace(watch, version=stands + 1), at, by, file, archived)

    @answering
    async def keep_in(self, name: str, file: str) -> None:
        """Says which file keeps a watch, "" for none; that makes no version."""
        await self.collection.update_one({"_id": name}, {"$set": {"file": storable_text(file)}})

    @answering
    async def version_of(self, name: str) -> int:
        """The version that is stored, also of a watch that cannot be read; 0 where there is none."""
        document = await self.collection.find_one({"_id": storable_text(name)}, {"version": 1})
        return _number(document)

    async def archive(self, name: str, *, expected: int, by: str, at: datetime) -> StoredWatch | None:
        """Ends a watch without losing it; None when there is none of that name. Raises `WatchChanged`."""
        stored = await self.load(name)
        if stored is None:
            return None
        return await self.save(stored.watch, expected=expected, by=by, at=at, archived=True)

    @answering
    async def history(self, name: str) -> Sequence[WatchVersion]:
        """Every version of a watch, oldest first."""
        moved = await self.older.find({"watch": storable_text(name)}, sort=[("version", 1)]).to_list()
        document = await self.collection.find_one({"_id": storable_text(name)}, {"versions": 1}) or {}
        entries = {
            entry["version"]: entry for entry in (*(one["entry"] for one in moved), *document.get("versions", []))
        }
        return [watch_version(name, entries[number]) for number in sorted(entries)]

    @answering
    async def forget(self, names: Iterable[str]) -> int:
        """Deletes watches with their history, such as those of the demo, and says how many there were."""
        wanted = list(names)
        await self.older.delete_many({"watch": {"$in": wanted}})
        return (await self.collection.delete_many({"_id": {"$in": wanted}})).deleted_count

    async def _write(self, name: str, expected: int, changed: Document, versions: list[Document]) -> None:
        kept = await self._make_room(name, versions)
        document = {**changed, "versions": kept}
        encode({"_id": name, **document})  # raises before anything is written
        try:
            if expected:
                done = await self.collection.replace_one({"_id": name, "version": expected}, document)
                if done.matched_count:
                    return
            else:
                await self.collection.insert_one({"_id": name, **document})
                return
        except DuplicateKeyError:
            pass
        raise WatchChanged(_overtaken(name, expected, await self.collection.find_one({"_id": name})))

    async def _make_room(self, name: str, versions: list[Document]) -> list[Document]:
        """The versions that stay with the watch; a repeated move of the others changes nothing."""
        if len(encode({"versions": versions}).raw) <= LARGEST_DOCUMENT:
            return versions
        for entry in versions[:-1]:
            key = {"watch": name, "version": entry["version"]}
            await self.older.update_one(key, {"$setOnInsert": {"entry": entry}}, upsert=True)
        return versions[-1:]


def _number(document: Document | None) -> int:
    version = (document or {}).get("version")
    return version if isinstance(version, int) else 0


def _overtaken(name: str, expected: int, document: Document | None) -> str:
    if document is None:
        return f"The watch {name} is not stored, so that its version {expected} cannot be changed."
    if not expected:
        return f"A watch called {name} is there already; choose another name."
    who = f" by {document['by']}" if document.get("by") else ""
    return f"The watch {name} was changed meanwhile{who}; look at it again before you change it."
