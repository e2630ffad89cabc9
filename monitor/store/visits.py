"""Further visits to the pages of items: which are due, and what they showed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection

from monitor.store.documents import NEVER, Document, pairs, storable_text
from monitor.store.versions import MOST_EVENTS, event_alerts, watches_that_ask
from monitor.versions.plan import MOST_EDITS
from monitor.versions.presence import Missed, Presence
from monitor.versions.revisit import Revisit, Visited

# A page that its finder leaves waiting for so long is visited by another source that saw it.
WAITING = timedelta(days=1)
# A source that ended no run for so long may have been removed; then somebody else visits what it found.
SILENT = timedelta(days=7)

_SHAPE = {
    "url": 1, "first_seen": 1, "changed_at": 1, "read_at": 1, "versions": 1, "missing": 1, "gone": 1, "headers": 1,
    "matches.watch": 1, "body_kind": 1, "basis": 1,
}  # fmt: skip
_FIELDS = ("since", "reason", "visits")


async def due_visits(items: AsyncCollection[Document], source: str, now: datetime, most: int) -> list[Revisit]:
    """Items that a source found first and that are due, the longest due first; then those that it saw as well
    and whose finder leaves them waiting.
    """
    found = await _due(items, {"source": source}, now, most)
    seen_too = {"sightings.source": source, "source": {"$ne": source}}
    return found + await _due(items, seen_too, now - WAITING, most - len(found))


async def due_visits_of(
    items: AsyncCollection[Document], sources: Sequence[str], now: datetime, most: int
) -> list[Revisit]:
    """Items that these sources found first and that have waited, the longest due first."""
    return await _due(items, {"source": {"$in": list(sources)}}, now - WAITING, most)


async def _due(items: AsyncCollection[Document], chosen: Document, until: datetime, most: int) -> list[Revisit]:
    due = {**chosen, "next_visit": {"$gt": NEVER, "$lte": until}}
    found = items.find(due, _SHAPE, sort=[("next_visit", 1)], limit=most)
    return [_revisit(item) async for item in found] if most > 0 else []


async def silent_sources(items: AsyncCollection[Document], now: datetime) -> tuple[set[str], set[str]]:
    """The sources that found items and have ended no run for a week, and those that have ended one."""
    recent = {"last_ended": {"$gte": now - SILENT}}
    at_work = {source["_id"] async for source in items.database["sources"].find(recent, {"_id": 1})}
    return {*await items.distinct("source")} - at_work, at_work


def _revisit(item: Document) -> Revisit:
    headers = dict(item.get("headers") or ())
    edited = 1 < item.get("versions", 1) <= MOST_EDITS
    standing = item.get("gone") or item.get("missing")
    missed = Missed(**{name: standing[name] for name in _FIELDS}) if standing else None
    return Revisit(
        item=str(item["_id"]),
        url=item["url"],
        born=item["changed_at"] if edited else item["first_seen"],
        watched=bool(item.get("matches")),
        presence=Presence(missed, bool(item.get("gone"))),
        etag=headers.get("etag", ""),
        last_modified=headers.get("last-modified", ""),
        read_at=item.get("read_at") or item.get("changed_at") or item["first_seen"],
        was_read=item.get("body_kind") != "fragment" or bool(item.get("basis")),
    )


def visit_document(visited: Visited) -> Document:
    """What a visit showed, as it can wait on a disk."""
    look, missed = visited.look, visited.presence.missed
    return {
        "item": visited.item,
        # As MongoDB keeps it: what was stored before is known again by its moment.
        "at": look.at.replace(microsecond=look.at.microsecond // 1000 * 1000),
        "sign": look.sign,
        "evidence": storable_text(look.evidence),
        "missed": {name: getattr(missed, name) for name in _FIELDS} if missed else None,
        "gone": visited.presence.gone,
        "event": visited.event,
        "next_visit": visited.next_visit,
        "headers": None if visited.headers is None else pairs(dict(visited.headers)),
        "basis": visited.basis,
    }


async def record_visits(items: AsyncCollection[Document], visits: Sequence[Mapping[str, Any]]) -> None:
    """Notes visits on their items, with events and alerts where something happened; harmless when repeated."""
    for visit in visits:
        identity = ObjectId(visit["item"])
        new = {"_id": identity, "visited_at": {"$not": {"$gte": visit["at"]}}}
        await items.update_one(new, await _change(items, identity, visit))


async def _change(items: AsyncCollection[Document], identity: ObjectId, visit: Mapping[str, Any]) -> Document:
    at, missed = visit["at"], visit["missed"]
    state: Document = {
        "visited_at": at,
        "next_visit": visit["next_visit"],
        "last_visit": {"at": at, "sign": visit["sign"], "evidence": visit["evidence"]},
        "missing": None if visit["gone"] else missed,
        "gone": missed if visit["gone"] else None,
    }
    if visit["headers"] is not None:
        state |= {"headers": visit["headers"], "read_at": at}
    if visit["basis"] is not None:
        state["basis"] = visit["basis"]
    if not visit["event"]:
        return {"$set": state}
    event = {"kind": visit["event"], "at": at, "evidence": visit["evidence"]}
    pushed: Document = {"events": {"$each": [event], "$slice": -MOST_EVENTS}}
    if alerts := await _alerts(items, identity, visit["event"], at):
        pushed["pending_alerts"] = {"$each": alerts}
    return {"$set": state, "$push": pushed}


async def _alerts(items: AsyncCollection[Document], identity: ObjectId, kind: str, at: datetime) -> list[Document]:
    """One for each watch that found the item and asks for articles that are taken down."""
    item = await items.find_one({"_id": identity}, {"matches": 1}) or {}
    asking = await watches_that_ask(items.database, item, "takedowns")
    return event_alerts(item.get("matches") or (), asking, kind, at)
