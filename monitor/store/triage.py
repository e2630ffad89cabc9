"""What people decide about alerts. Each change is one atomic write with its line in the alert's history.

A change names the `revision` that it was made from. When somebody else was quicker, nothing is
written and the alert comes back as it stands, so that it can be shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.merging import brought, leaving, names
from monitor.store.words import answering

State = Literal["new", "in review", "relevant", "not relevant", "closed", "escalated"]
STATES: tuple[State, ...] = get_args(State)
# Shelves beside the states; `shelf` is what lists are read and counted by.
SNOOZED = "snoozed"
MERGED = "merged"
MOST_HISTORY = 500
MOST_TAGS = 20
LONGEST_TAG = 60
MOST_KNOWN_TAGS = 1_000
LONGEST_NOTE = 5_000
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides something about which revision of an alert, and when."""

    alert: str
    revision: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """The alert after a decision (None: there is none); `conflict` says that it was not carried out."""

    alert: Document | None
    conflict: bool = False


class Triage:
    """Changes alerts for people; every change adds one to `revision`."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["alerts"]
        # Every tag that was ever given, so that nothing has to look through all alerts for them.
        self.known_tags: AsyncCollection[Document] = database["tags"]

    async def judge(self, decision: Decision, state: State) -> Outcome:
        """Sets the state."""
        return await self._set(decision, "state", state, {"snoozed_until": None})

    async def assign(self, decision: Decision, user: str) -> Outcome:
        """Gives the alert to a person, "" to nobody."""
        return await self._set(decision, "assignee", user.casefold())

    async def snooze(self, decision: Decision, until: datetime | None) -> Outcome:
        """Hides the alert from the list until a moment; None shows it again."""
        return await self._set(decision, "snoozed_until", until)

    async def tag(self, decision: Decision, tags: Sequence[str]) -> Outcome:
        """Gives the alert these tags in place of those it had."""
        outcome = await self._set(decision, "tags", _tags(tags))
        await self._know(_tags(tags))
        return outcome

    async def note(self, decision: Decision, id_: str, text: str, mentions: Sequence[str]) -> Outcome:
        """Adds a note; one with the same id is there already when a form was sent twice.

        Notes do not compete with other changes, so that any revision will do.
        """
        written = {"id": id_, "at": decision.at, "by": decision.by, "text": storable_text(text)[:LONGEST_NOTE]}
        note: Document = {**written, "mentions": [name.casefold() for name in mentions]}
        chosen = {"_id": ObjectId(decision.alert), "notes.id": {"$ne": id_}}
        entry = {"at": decision.at, "by": decision.by, "what": "note", "from": None, "to": note["text"][:200]}
        change = {
            "$push": {"notes": {"$each": [note], "$slice": -MOST_NOTES}, "history": _latest(entry)},
            "$inc": {"revision": 1},
            "$set": {"updated_at": decision.at},
        }
        outcome = await self._write(decision, chosen, change)
        is_there = any(one.get("id") == id_ for one in (outcome.alert or {}).get("notes", ()))
        return Outcome(outcome.alert, outcome.conflict and not is_there)

    async def merge(self, decision: Decision, other: str) -> Outcome:
        """Lets another alert go up in this one, with its items, outlets and notes. Again changes nothing.

        It is `unfollowed` until what waits to be told of it has gone the same way, see `alerts.joining`.
        """
        found, here = await self.get(other), await self.get(decision.alert)
        if found is None or here is None or other == decision.alert or found.get("merged_into"):
            return Outcome(here, conflict=found is None)
        new = brought(here, found)
        joined: Document = {name: {"$each": entries} for name, entries in new.items()} | {"merged": found["_id"]}
        # Two that went up in each other would both be hidden.
        still = {"merged_into": None}
        outcome = await self._join(decision, _line(decision, "merged", None, other), {"$addToSet": joined}, still)
        if not outcome.conflict:
            gone = Decision(other, found["revision"], decision.by, decision.at)
            into = {"merged_into": ObjectId(decision.alert), "shelf": MERGED, "unfollowed": True}
            change = {"$set": into | {"brought": names(new)}}
            await self._join(gone, _line(gone, "merged_into", None, decision.alert), change)
        return outcome

    async def split(self, decision: Decision, other: str) -> Outcome:
        """Brings back an alert that went up in this one; what it had brought leaves with it."""
        found = await self.get(other)
        if found is None or found.get("merged_into") != ObjectId(decision.alert):
            is_back = found is not None and not found.get("merged_into")
            return Outcome(await self.get(decision.alert), conflict=not is_back)
        change = {"$pull": {"merged": found["_id"], **leaving(found)}}
        outcome = await self._join(decision, _line(decision, "split", other, None), change)
        if not outcome.conflict:
            back = Decision(other, found["revision"], decision.by, decision.at)
            await self._join(back, _line(back, "merged_into", decision.alert, None), unmerged(found))
        return outcome

    @answering
    async def know_story(self, alert: str, story: str, items: Sequence[Any]) -> None:
        """Remembers that a person's merging made one story of two, and which items were in the one that went up."""
        await self.collection.update_one(
            {"_id": ObjectId(alert)}, {"$set": {"joined": {"story": story, "items": items}}}
        )

    @answering
    async def forget_story(self, alert: str) -> None:
        """Forgets it again, after the stories were parted."""
        await self.collection.update_one({"_id": ObjectId(alert)}, {"$unset": {"joined": ""}})

    async def _join(
        self, decision: Decision, entry: Document, change: Mapping[str, Any], still: Mapping[str, Any] = {}
    ) -> Outcome:
        chosen = {"_id": ObjectId(decision.alert), "revision": decision.revision, **still}
        settled = {**change.get("$set", {}), "updated_at": decision.at}
        history = {"$push": {"history": _latest(entry)}, "$inc": {"revision": 1}}
        return await self._write(decision, chosen, {**change, **history, "$set": settled})

    async def undo(self, decision: Decision) -> Outcome:
        """Takes back the latest change, if it was this person's and can be taken back."""
        alert = await self.get(decision.alert)
        if alert is None:
            return Outcome(None)
        last = alert["history"][-1] if alert.get("history") else None
        if last and last.get("undone") and last["by"] == decision.by and alert["revision"] == decision.revision + 1:
            return Outcome(alert)  # the same form, sent twice
        if last is None or alert["revision"] != decision.revision or not _can_be_undone(last, decision.by):
            return Outcome(alert, conflict=True)
        return await self._set(decision, last["what"], last["from"], undone=True)

    @answering
    async def all_tags(self) -> list[str]:
        """Every tag that was ever given, in order."""
        return [found["_id"] async for found in self.known_tags.find({}, sort=[("_id", 1)], limit=MOST_KNOWN_TAGS)]

    @answering
    async def _know(self, tags: Sequence[str]) -> None:
        for tag in tags:
            await self.known_tags.update_one({"_id": tag}, {"$setOnInsert": {"_id": tag}}, upsert=True)

    @answering
    async def get(self, id_: str) -> Document | None:
        """An alert with everything about it; None where there is none."""
        return await self.collection.find_one({"_id": ObjectId(id_)}) if ObjectId.is_valid(id_) else None

    async def _set(
        self,
        decision: Decision,
        field: str,
        value: Any,
        along: Mapping[str, Any] | None = None,
        *,
        undone: bool = False,
    ) -> Outcome:
        kept = storable_text(value) if isinstance(value, str) else value
        changed = {field: kept, **(along or {}), "updated_at": decision.at}
        entry = {"at": decision.at, "by": decision.by, "what": field, "to": {"$literal": kept}, "from": f"${field}"}
        if undone:
            entry["undone"] = True
        history = {"$slice": [{"$concatArrays": [{"$ifNull": ["$history", []]}, [entry]]}, -MOST_HISTORY]}
        values = {name: {"$literal": one} for name, one in changed.items()}
        whole = {**values, "history": history, "revision": {"$add": ["$revision", 1]}}
        steps = [{"$set": whole}, {"$set": {"shelf": _shelf(decision.at)}}]
        chosen = {"_id": ObjectId(decision.alert), "revision": decision.revision, "merged_into": None}
        outcome = await self._write(decision, chosen, steps)
        return _repeated(outcome, decision, field, kept)

    @answering
    async def _write(self, decision: Decision, chosen: Document, change: Any) -> Outcome:
        after = ReturnDocument.AFTER
        found = await self.collection.find_one_and_update(chosen, change, return_document=after)
        if found is not None:
            return Outcome(found)
        alert = await self.get(decision.alert)
        return Outcome(alert, conflict=alert is not None)


def _shelf(now: datetime) -> Document:
    """In which list an alert stands: that of its state, unless it sleeps or went up in another."""
    sleeps = {"$gt": ["$snoozed_until", now]}
    return {"$cond": [{"$eq": [{"$type": "$merged_into"}, "objectId"]}, MERGED, {"$cond": [sleeps, SNOOZED, "$state"]}]}


def unmerged(alert: Document) -> Document:
    """The change that lets an alert that went up in another stand in its list again."""
    shelf = SNOOZED if alert.get("snoozed_until") else alert["state"]
    return {"$set": {"merged_into": None, "shelf": shelf, "unfollowed": True}, "$unset": {"brought": ""}}


def _repeated(outcome: Outcome, decision: Decision, field: str, value: Any) -> Outcome:
    """A form sent twice, or two people of one mind, are no conflict."""
    alert = outcome.alert
    if outcome.conflict and alert is not None and alert.get(field) == value and not alert.get("merged_into"):
        return Outcome(alert)
    return outcome


def _can_be_undone(entry: Document, by: str) -> bool:
    return entry["by"] == by and entry["what"] in {"state", "assignee", "snoozed_until", "tags"}


def _line(decision: Decision, what: str, before: Any, after: Any) -> Document:
    return {"at": decision.at, "by": decision.by, "what": what, "from": before, "to": after}


def _latest(entry: Document) -> Document:
    return {"$each": [entry], "$slice": -MOST_HISTORY}


def _tags(tags: Sequence[str]) -> list[str]:
    short = (" ".join(storable_text(tag).split())[:LONGEST_TAG] for tag in tags)
    return list(dict.fromkeys(tag for tag in short if tag))[:MOST_TAGS]
