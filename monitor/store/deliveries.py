"""The collection `deliveries`: one document for one message to one recipient, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.alerts import as_id
from monitor.store.documents import Document, storable
from monitor.store.words import answering

MOST_ATTEMPTS = 60
LONGEST_ANSWER = 500


class State(StrEnum):
    """Where a delivery stands; the last two are failures that a person has to look at.

    "deferred" was put off by the other side, "refused" cannot be sent as it is (no mail address,
    no public web address), "dead" was refused for good by the other side or put off for too long.
    """

    QUEUED = "queued"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"
    DEAD = "dead"


FAILED = (State.REFUSED, State.DEAD)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: when, how it left the delivery, and the other side's own words."""

    at: datetime
    state: State
    answer: str
    next_try: datetime | None = None


class Deliveries:
    """Writes down each delivery before it is tried, and each try."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["deliveries"]

    async def make_indexes(self) -> None:
        """Deliveries are listed by time, by state, and by recipient."""
        await self.collection.create_index([("queued_at", -1), ("_id", -1)])
        await self.collection.create_index([("state", 1), ("queued_at", -1)])
        await self.collection.create_index([("recipient", 1), ("queued_at", -1)])
        await self.collection.create_index("alerts")

    @answering
    async def open(self, delivery: str, facts: Mapping[str, Any]) -> Document:
        """The delivery, made with these facts if it is not there yet."""
        fresh = {"state": State.QUEUED, "attempts": [], "tries": 0, "next_try": None, "sent_at": None}
        made = {**fresh, **storable(facts), "alerts": [as_id(alert) for alert in facts.get("alerts", [])]}
        change = {"$setOnInsert": made}
        after = ReturnDocument.AFTER
        found = await self.collection.find_one_and_update(
            {"_id": delivery}, change, {"announcements": 0}, upsert=True, return_document=after
        )
        return found or {}

    @answering
    async def find(self, delivery: str) -> Document | None:
        """One delivery by its id."""
        return await self.collection.find_one({"_id": delivery})

    @answering
    async def record(self, delivery: str, attempt: Attempt) -> None:
        """Adds a try and where it left the delivery; what was sent stays sent."""
        values: Document = {"state": attempt.state, "next_try": attempt.next_try}
        if attempt.state is State.SENT:
            values["sent_at"] = attempt.at
        # The list of attempts keeps the latest only.
        entry = {"at": attempt.at, "answer": storable(attempt.answer[:LONGEST_ANSWER])}
        change = {
            "$set": values,
            "$inc": {"tries": 1},
            "$min": {"first_try": attempt.at},
            "$push": {"attempts": {"$each": [entry], "$slice": -MOST_ATTEMPTS}},
        }
        await self.collection.update_one({"_id": delivery, "state": {"$ne": State.SENT}}, change)

    @answering
    async def queue_again(self, delivery: str, now: datetime) -> Document | None:
        """Makes a failed delivery one that waits; None where it is not there or did not fail."""
        # One that waits already may have been left between this and the mailbox by a death.
        chosen = {"_id": delivery, "state": {"$in": [*FAILED, State.QUEUED]}}
        change = {"$set": {"state": State.QUEUED, "next_try": None, "tries": 0, "patience_from": now}}
        return await self.collection.find_one_and_update(chosen, change)

    @answering
    async def latest(
        self, states: Sequence[str] = (), *, recipient: str = "", watch: str = "", limit: int = 100
    ) -> list[Document]:
        """The latest deliveries, newest first, each with its `id`."""
        chosen: Document = {"state": {"$in": list(states)}} if states else {}
        if recipient:
            chosen["recipient"] = recipient
        if watch:
            chosen["watches"] = watch
        found = self.collection.find(chosen, sort=[("queued_at", -1), ("_id", -1)], limit=limit)
        return [_shown(document) async for document in found]

    @answering
    async def telling_of(self, alerts: Sequence[str], limit: int = 100) -> list[Document]:
        """The latest deliveries that tell of any of these alerts, newest first, each with its `id`."""
        chosen = {"alerts": {"$in": [as_id(alert) for alert in alerts]}}
        found = self.collection.find(chosen, sort=[("queued_at", -1), ("_id", -1)], limit=limit)
        return [_shown(document) async for document in found]

    @answering
    async def threads(self, deliveries: Sequence[str]) -> dict[str, Document]:
        """Message-ID, subject and number of alerts of those of the deliveries that were sent."""
        chosen = {"_id": {"$in": list(deliveries)}, "state": State.SENT}
        shown = {"message_id": 1, "subject": 1, "alerts": {"$slice": 2}}
        return {found["_id"]: found async for found in self.collection.find(chosen, shown)}

    @answering
    async def counts(self) -> dict[str, int]:
        """How many deliveries stand where."""
        groups = await self.collection.aggregate([{"$group": {"_id": "$state", "count": {"$sum": 1}}}])
        return {group["_id"]: group["count"] async for group in groups}


def _shown(document: Document) -> Document:
    named = {name: value for name, value in document.items() if name not in ("_id", "announcements")}
    return {"id": document["_id"], **named, "alerts": [str(alert) for alert in document.get("alerts", [])]}
