"""The collection `alerts`: one document for one watch meeting one story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.store.documents import Document, storable
from monitor.store.merging import LISTS, brought, names
from monitor.store.ranking import keep_rank, rank
from monitor.store.words import answering

NEW = "new"
# A merged alert may itself be merged further; more steps than these are a circle.
MOST_STEPS = 20
LONGEST_ERROR = 500
# Items that an alert lists; what a hostile site prints without end in other words must not fill its document.
MOST_ITEMS = 1_000
_WITH_ROOM = {f"items.{MOST_ITEMS - 1}": {"$exists": False}}
# Long lists that only pages show.
HIDDEN = {"history": 0, "notes": 0}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A watch met an item of a story. `kind` is what happened to the item: "new", "edit", "gone", "back"."""

    watch: str
    version: int
    story: str
    item: str
    kind: str
    at: datetime
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Met:
    """The alert of a meeting; `is_first` says that this very meeting made it."""

    alert: str
    story: str
    is_first: bool
    leading_item: str
    leading_source: str


class Alerts:
    """Makes each alert once and lets further items join it. What people decide about it is `triage`."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["alerts"]

    async def make_indexes(self) -> None:
        """The unique index carries "one watch meeting one story"; the other lists them."""
        await self.collection.create_index([("watch", 1), ("story", 1)], unique=True)
        await self.collection.create_index([("updated_at", -1), ("_id", -1)])
        await self.collection.create_index([("watch", 1), ("made_at", -1)])
        await self.collection.create_index("story")
        await self.collection.create_index("unfollowed", sparse=True)

    @answering
    async def meet(self, meeting: Meeting, leading: Mapping[str, Any], now: datetime) -> Met:
        """The alert of a meeting, made if it is not there; the same meeting again changes nothing.

        `leading` are the facts of the item, kept by the alert that it makes.
        """
        made = {**_unjudged(meeting, now), "leading": leading_document(leading)}
        wanted = {"watch": meeting.watch, "story": as_id(meeting.story)}
        found = await self._upsert(wanted, meeting, now, made)
        # An item can meet the alert of a story that was merged into another meanwhile.
        for _ in range(MOST_STEPS):
            if not found.get("merged_into"):
                break
            found = await self._join({"_id": found["merged_into"]}, meeting, now)
        return _met(found, meeting)

    async def _upsert(self, wanted: Document, meeting: Meeting, now: datetime, made: Document) -> Document:
        change = {"$setOnInsert": made, "$addToSet": _joining(meeting), "$max": {"updated_at": now}}
        try:
            found = await self.collection.find_one_and_update(
                wanted | _WITH_ROOM, change, upsert=True, return_document=ReturnDocument.AFTER
            )
        except DuplicateKeyError:  # made by another between the look and the insert, or without room
            return await self._join(wanted, meeting, now)
        return await self._ranked(found)

    async def _join(self, wanted: Document, meeting: Meeting, now: datetime) -> Document:
        """Adds a meeting to an alert that is there; of one that lists very many items, only where it was met."""
        joined = _joining(meeting)
        found = await self._add(wanted | _WITH_ROOM, joined, now)
        if found is None:
            found = await self._add(wanted, {name: joined[name] for name in ("outlets", "languages")}, now)
        return await self._ranked(found)

    async def _add(self, wanted: Document, joined: Document, now: datetime) -> Document | None:
        change = {"$addToSet": joined, "$max": {"updated_at": now}}
        return await self.collection.find_one_and_update(wanted, change, return_document=ReturnDocument.AFTER)

    async def _ranked(self, found: Document | None) -> Document:
        if found:
            await keep_rank(self.collection, found)
        return found or {}

    @answering
    async def refresh(self, alert: str, leading: Mapping[str, Any]) -> None:
        """New facts of the leading item, after it was edited."""
        item = as_id(str(leading["item"]))
        await self.collection.update_one(
            {"_id": as_id(alert), "leading.item": item}, {"$set": {"leading": leading_document(leading)}}
        )

    @answering
    async def get(self, alerts: Sequence[str]) -> dict[str, Document]:
        """Alerts by their ids, without what is `HIDDEN`."""
        found = self.collection.find({"_id": {"$in": [as_id(alert) for alert in alerts]}}, HIDDEN)
        return {str(alert["_id"]): _shown(alert) async for alert in found}

    @answering
    async def outlines(self, alerts: Sequence[str]) -> dict[str, Document]:
        """What the order of alerts in a mail depends on: outlets, and when the leading item was published."""
        needed = {"story": 1, "outlets": 1, "leading.published": 1}
        found = self.collection.find({"_id": {"$in": [as_id(alert) for alert in alerts]}}, needed)
        return {str(alert["_id"]): _shown(alert) async for alert in found}

    @answering
    async def latest(self, watch: str = "", state: str = "", limit: int = 100) -> list[Document]:
        """The latest alerts, newest first, each with its `id` as text; merged ones are left out."""
        chosen: Document = {"merged_into": None}
        if watch:
            chosen["watch"] = watch
        if state:
            chosen["state"] = state
        found = self.collection.find(chosen, HIDDEN, sort=[("made_at", -1), ("_id", -1)])
        return [_shown(alert) async for alert in found.limit(limit)]

    @answering
    async def of_story(self, story: str) -> list[Document]:
        """Every alert of a story, also merged ones."""
        return [_shown(alert) async for alert in self.collection.find({"story": as_id(story)})]

    @answering
    async def unfollowed(self) -> list[str]:
        """Alerts that a person merged or split, where what waits to be told of them has not followed yet."""
        return [str(alert["_id"]) async for alert in self.collection.find({"unfollowed": True}, {"_id": 1})]

    @answering
    async def followed(self, alert: str, merged_into: Any) -> None:
        """Notes that what waits has followed to where the alert was merged, unless that changed meanwhile."""
        chosen = {"_id": as_id(alert), "merged_into": merged_into}
        await self.collection.update_one(chosen, {"$unset": {"unfollowed": ""}})

    @answering
    async def last_of(self, alert: str) -> Document | None:
        """An alert, or the one that it went up in, however often that went up in another."""
        found = await self.collection.find_one({"_id": as_id(alert)}, HIDDEN)
        for _ in range(MOST_STEPS):
            if not found or not found.get("merged_into"):
                break
            found = await self.collection.find_one({"_id": found["merged_into"]}, HIDDEN)
        return _shown(found) if found else None

    @answering
    async def move(self, alert: str, story: str) -> bool:
        """Makes an alert one of another story; False where its watch has one there already."""
        try:
            await self.collection.update_one({"_id": as_id(alert)}, {"$set": {"story": as_id(story)}})
        except DuplicateKeyError:
            return False
        return True

    @answering
    async def merge(self, alert: str, into: str, now: datetime) -> None:
        """Lets an alert go up in another, with its items, outlets, tags and notes. Again changes nothing."""
        found = await self.collection.find_one({"_id": as_id(alert)})
        if found is None or alert == into:
            return
        there = await self.collection.find_one({"_id": as_id(into)}) or {}
        # What it brings is known before it is brought, for the day when it leaves again.
        brings = {"brought": names(brought(there, found))}
        await self.collection.update_one({"_id": found["_id"], "brought": {"$exists": False}}, {"$set": brings})
        joined = {name: {"$each": found.get(name) or []} for name in LISTS}
        await self.collection.update_one({"_id": as_id(into)}, {"$addToSet": joined, "$max": {"updated_at": now}})
        await self.collection.update_one(
            {"_id": as_id(alert)}, {"$set": {"merged_into": as_id(into), "shelf": "merged", "updated_at": now}}
        )

    @answering
    async def keep_error(self, alert: str, error: str) -> None:
        """Keeps why an alert could not be shown in a mail as it should."""
        await self.collection.update_one(
            {"_id": as_id(alert)}, {"$set": {"mail_error": storable(error[:LONGEST_ERROR])}}
        )


def as_id(text: str) -> Any:
    """An id as MongoDB has it; a text that is none stays what it is."""
    return ObjectId(text) if ObjectId.is_valid(text) else text


def _unjudged(meeting: Meeting, now: datetime) -> Document:
    return {
        "version": meeting.version,
        "first": {"item": as_id(meeting.item), "kind": meeting.kind, "at": meeting.at},
        "made_at": now,
        "rank": rank({"made_at": now}),
        "state": NEW,
        "shelf": NEW,
        "assignee": "",
        "tags": [],
        "notes": [],
        "history": [],
        "snoozed_until": None,
        "revision": 1,
        "merged_into": None,
    }


def _joining(meeting: Meeting) -> Document:
    joining: Document = {
        "items": {"item": as_id(meeting.item), "kind": meeting.kind, "at": meeting.at},
        "outlets": storable(meeting.source),
    }
    # An unknown language is none of the alert's languages, yet the list has to be there.
    joining["languages"] = {"$each": [storable(meeting.language)] if meeting.language else []}
    return joining


def leading_document(facts: Mapping[str, Any]) -> Document:
    """The facts of an alert's leading item as they are kept."""
    return {**storable(facts), "item": as_id(str(facts["item"]))}


def _met(found: Document, meeting: Meeting) -> Met:
    leading, first = found.get("leading") or {}, found.get("first") or {}
    return Met(
        alert=str(found["_id"]),
        story=str(found["story"]),
        is_first=first == {"item": as_id(meeting.item), "kind": meeting.kind, "at": meeting.at},
        leading_item=str(leading.get("item", "")),
        leading_source=str(leading.get("source", "")),
    )


def _shown(alert: Document) -> Document:
    named = {name: value for name, value in alert.items() if name != "_id"}
    return {"id": str(alert["_id"]), **named, "story": str(alert["story"])}
