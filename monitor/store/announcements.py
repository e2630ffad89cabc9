"""The collection `announcements`: what is to be told to whom, each thing once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Literal

from pymongo import UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.words import answering

Kind = Literal["new", "outlet", "edit", "gone", "back", "nothing"]
# One mail tells of no more; the rest comes in the next. It keeps every document far below its limit.
MOST_AT_ONCE = 20_000
WRITES_IN_ONE_GO = 1_000
WAITING: Document = {"delivery": None, "dropped": ""}
# Why something is not told: its alert went up in one that tells it.
JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to tell at one mailbox. `apart` tells things of one kind apart: the outlet, or the moment.

    `mailbox` is the id in `mailboxes`. "nothing" has no alert: nothing was found up to the moment `at`.
    """

    mailbox: str
    watch: str
    kind: Kind
    at: datetime
    alert: str = ""
    story: str = ""
    item: str = ""
    source: str = ""
    apart: str = ""

    @property
    def identity(self) -> str:
        """The same thing to the same mailbox has the same identity, however often it is queued."""
        parts = (self.mailbox, self.watch, self.kind, self.alert, self.apart)
        return digest(parts)


def digest(parts: Iterable[str]) -> str:
    """A short text that stands for a sequence of texts.

    >>> digest(["a", "bc"]) == digest(["ab", "c"]), len(digest([]))
    (False, 32)
    """
    whole = b"".join(len(data := part.encode("utf-8", "replace")).to_bytes(4, "big") + data for part in parts)
    return blake2b(whole, digest_size=16).hexdigest()


class Announcements:
    """Queues, and remembers which delivery told what."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["announcements"]

    async def make_indexes(self) -> None:
        """What waits for a mailbox; what it was told of a story or a watch; what waits of an alert."""
        await self.collection.create_index([("mailbox", 1), ("at", 1), ("_id", 1)], partialFilterExpression=WAITING)
        await self.collection.create_index([("mailbox", 1), ("watch", 1), ("at", 1)])
        await self.collection.create_index([("mailbox", 1), ("story", 1)])
        await self.collection.create_index("alert")
        await self.collection.create_index("moved.alert", sparse=True)

    @answering
    async def queue(self, announcements: Sequence[Announcement]) -> None:
        """Queues what was not queued before."""
        writes = [
            UpdateOne({"_id": one.identity}, {"$setOnInsert": _document(one)}, upsert=True) for one in announcements
        ]
        for start in range(0, len(writes), WRITES_IN_ONE_GO):
            await self.collection.bulk_write(writes[start : start + WRITES_IN_ONE_GO], ordered=False)

    @answering
    async def waiting(self, mailbox: str) -> list[Announcement]:
        """What a mailbox was not told yet, the oldest first."""
        chosen = {"mailbox": mailbox, **WAITING}
        found = self.collection.find(chosen, sort=[("at", 1), ("_id", 1)], limit=MOST_AT_ONCE)
        return [_announcement(document) async for document in found]

    @answering
    async def count_waiting(self) -> int:
        """How many things somebody was not told yet."""
        return await self.collection.count_documents(WAITING)

    @answering
    async def named(self, identities: Sequence[str]) -> list[Announcement]:
        """Announcements by their identities, the oldest first."""
        found = self.collection.find({"_id": {"$in": list(identities)}}, sort=[("at", 1), ("_id", 1)])
        return [_announcement(document) async for document in found]

    @answering
    async def belong(self, identities: Sequence[str], delivery: str) -> None:
        """Writes down which delivery tells these."""
        await self.collection.update_many({"_id": {"$in": list(identities)}}, {"$set": {"delivery": delivery}})

    @answering
    async def drop(self, identities: Sequence[str], reason: str) -> None:
        """Takes announcements out of the queue, with the reason."""
        await self.collection.update_many({"_id": {"$in": list(identities)}}, {"$set": {"dropped": reason}})

    @answering
    async def told_of(self, mailbox: str, stories: Sequence[str]) -> dict[str, list[str]]:
        """For each story the deliveries that told this mailbox of it, the first first."""
        chosen = {"mailbox": mailbox, "story": {"$in": list(stories)}, "delivery": {"$ne": None}}
        told: dict[str, list[str]] = {}
        async for document in self.collection.find(chosen, sort=[("at", 1)]):
            deliveries = told.setdefault(document["story"], [])
            if document["delivery"] not in deliveries:
                deliveries.append(document["delivery"])
        return told

    @answering
    async def has_any(self, mailbox: str, watch: str, after: datetime, until: datetime) -> bool:
        """Whether anything of a watch was queued for a mailbox after a moment, up to another."""
        chosen = {"mailbox": mailbox, "watch": watch, "at": {"$gt": after, "$lte": until}}
        return await self.collection.find_one(chosen, {"_id": 1}) is not None

    @answering
    async def move(self, alert: str, into: str, story: str, every_outlet: Collection[str] = ()) -> None:
        """Lets what waits of an alert be told of another, unless that was told or is waiting. Again changes nothing.

        For watches in `every_outlet` what would be new twice is one more outlet. What was told already
        belongs to the thread of that story from now on.
        """
        async for document in self.collection.find({"alert": alert, **WAITING}):
            change = await self._moved(document, into, story, document["watch"] in every_outlet)
            await self.collection.update_one({"_id": document["_id"], "delivery": None}, change)
        await self.collection.update_many({"alert": alert, "delivery": {"$ne": None}}, {"$set": {"story": story}})

    async def _moved(self, document: Document, into: str, story: str, every_outlet: bool) -> Document:
        there = {"mailbox": document["mailbox"], "alert": into, "dropped": "", "_id": {"$ne": document["_id"]}}
        before = {name: document[name] for name in ("alert", "story", "kind", "apart")}
        moved: Document = {"alert": into, "story": story}
        if document["kind"] == "new" and await self.collection.find_one({**there, "kind": "new"}, {"_id": 1}):
            has_outlet = await self.collection.find_one({**there, "source": document["source"]}, {"_id": 1})
            if has_outlet or not every_outlet:
                return {"$set": {"dropped": JOINED}}
            moved |= {"kind": "outlet", "apart": document["source"]}
        return {"$set": moved, "$push": {"moved": before}}

    @answering
    async def move_back(self, alert: str, story: str) -> set[str]:
        """Lets what waits be told of the alert again from which it was moved; gives the mailboxes that it waits at."""
        boxes = set()
        left_out = {"alert": alert, "dropped": JOINED}
        async for document in self.collection.find({"$or": [left_out, {"moved.alert": alert, **WAITING}]}):
            before = (document.get("moved") or [{}])[-1]
            change: Document = {"$set": {"dropped": ""}}
            if document["alert"] != alert:
                if before.get("alert") != alert:
                    continue
                change = {"$set": before, "$pop": {"moved": 1}}
            await self.collection.update_one({"_id": document["_id"], "delivery": None}, change)
            boxes.add(str(document["mailbox"]))
        await self.collection.update_many({"alert": alert}, {"$set": {"story": story}})
        return boxes


def _document(announcement: Announcement) -> Document:
    texts = ("mailbox", "watch", "kind", "alert", "story", "item", "source", "apart")
    values: Document = {name: storable_text(getattr(announcement, name)) for name in texts}
    return {**values, "at": announcement.at, "delivery": None, "dropped": ""}


def _announcement(document: Document) -> Announcement:
    names = ("mailbox", "watch", "kind", "at", "alert", "story", "item", "source", "apart")
    return _Stored(**{name: document[name] for name in names}, stored_identity=document["_id"])


@dataclass(frozen=True, slots=True)
class _Stored(Announcement):
    """An announcement that keeps its identity, also after it was moved to another alert."""

    stored_identity: str = ""

    @property
    def identity(self) -> str:
        """As it is stored."""
        return self.stored_identity
