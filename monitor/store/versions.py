"""The collection `versions`: the texts that items had before; and how a new text takes an old one's place."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from monitor.items import Outcome
from monitor.store.bulk import ORDERS, StoreResult, additions, key_writes
from monitor.store.documents import Document, encode
from monitor.store.words import answering

# What an old text is kept with.
KEPT = (
    "headline", "body", "summary", "authors", "language", "section", "image", "body_kind", "page_count", "text_hash",
    "modified", "modified_raw", "headers", "matches", "url", "change",
)  # fmt: skip
# What stays with the item whatever its page says later: where it was met, when it was published, what it is part of.
OF_THE_ITEM = frozenset({
    "_id", "source", "url", "canonical_url", "keys", "sightings", "first_seen", "dated", "date_candidates", "published",
    "published_day", "published_precision", "published_zone_known", "published_source", "published_confidence",
    "published_raw", "published_why", "story", "relation", "wire", "first_published_by", "pending_alerts", "versions",
    "events", "index_number", *ORDERS,
})  # fmt: skip
MOST_EVENTS = 200
# A new text is held against the old one, and against other stories, when stories are settled.
UNREAD: Document = {"reread": True, "change": None}


class Versions:
    """Every earlier text of every item, numbered from 1; the latest text is the item itself."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["versions"]

    async def make_indexes(self) -> None:
        """Each version of an item once."""
        await self.collection.create_index([("item", 1), ("number", 1)], unique=True)

    @answering
    async def of(self, item: Document) -> list[Document]:
        """All versions of an item as `Items.get` gives it, the first one first and the latest last."""
        found = self.collection.find({"item": ObjectId(item["id"])}, {"_id": 0, "item": 0}, sort=[("number", 1)])
        earlier = [version async for version in found if version["number"] < item.get("versions", 1)]
        return [*earlier, version_document(item)]

    @answering
    async def delete_of(self, items: Sequence[ObjectId]) -> None:
        """Deletes the versions of items that are deleted."""
        await self.collection.delete_many({"item": {"$in": list(items)}})


def version_document(item: Document) -> Document:
    """An item's present text as a version: `read_at` is when it was first read."""
    number = item.get("versions", 1)
    read_at = item["changed_at"] if number > 1 else item["first_seen"]
    return {"number": number, "read_at": read_at, **{name: item[name] for name in KEPT if name in item}}


async def revise(items: AsyncCollection[Document], document: Document) -> StoreResult:
    """Puts an article's text in the place of the one that it revises, which is kept as a version.

    The old text is stored first, and the new one only where the item still is the version that was
    compared: a crash between the two writes loses nothing and is repeated harmlessly, and of two
    processes one wins. The order `moves` where the item is from now on the page at the article's address.
    """
    order, identity = document["revises"], ObjectId(document["revises"]["item"])
    current = {"_id": identity, "versions": {"$in": [order["number"], *([None] if order["number"] == 1 else [])]}}
    item = await items.find_one(current)
    if item is None:
        return StoreResult(Outcome.KNOWN, str(identity))
    try:
        encode(document)
    except ValueError as error:
        return StoreResult(Outcome.QUARANTINED, str(identity), error=str(error))
    await _keep(items.database["versions"], item)
    alerts = await _alerts(items.database, item, document)
    done = await items.update_one(current, _change(item, document, alerts))
    if done.modified_count:
        await _add(items, item, document)
    return StoreResult(Outcome.KNOWN, str(identity), changed=bool(done.modified_count))


async def _keep(versions: AsyncCollection[Document], item: Document) -> None:
    kept = version_document(item)
    place = {"item": item["_id"], "number": kept.pop("number")}
    await versions.update_one(place, {"$setOnInsert": kept}, upsert=True)


async def _alerts(database: AsyncDatabase[Document], item: Document, document: Document) -> list[Document]:
    """Alerts of the edit, and of the page being there again where it was gone."""
    at, old = document["first_seen"], item.get("matches") or ()
    alerts = edit_alerts(old, document.get("matches") or (), await watches_that_ask(database, item, "edits"), at)
    if item.get("gone"):
        alerts += event_alerts(old, await watches_that_ask(database, item, "takedowns"), "back", at)
    return alerts


def _change(item: Document, document: Document, alerts: Sequence[Document]) -> Document:
    order, at = document["revises"], document["first_seen"]
    new = {name: value for name, value in document.items() if name not in OF_THE_ITEM}
    state = {
        "versions": order["number"] + 1,
        "changed_at": at,
        "visited_at": at,
        "missing": None,
        "gone": None,
        **UNREAD,
    }
    events = [{"kind": "changed", "at": at, "version": order["number"] + 1, "evidence": order["evidence"]}]
    if item.get("gone"):
        events.insert(0, {"kind": "back", "at": at, "evidence": "the page is there again, with another text"})
    if order.get("moves"):
        state |= {"url": document["url"], "canonical_url": document["canonical_url"]}
    change: Document = {"$set": new | state, "$push": {"events": {"$each": events, "$slice": -MOST_EVENTS}}}
    if alerts:
        change["$push"]["pending_alerts"] = {"$each": list(alerts)}
    return change


def edit_alerts(old: Iterable[Document], new: Iterable[Document], told: Iterable[str], at: datetime) -> list[Document]:
    """Alerts of an edit: for watches that the old text did not meet, and for those that ask for edits.

    >>> edit_alerts([{"watch": "a"}], [{"watch": "a", "version": 1}, {"watch": "b", "version": 2}], [], None)
    [{'watch': 'b', 'version': 2, 'kind': 'edit', 'at': None}]
    """
    before, asking = {match["watch"] for match in old}, set(told)
    latest = {match["watch"]: match for match in (*old, *new)}
    # A muted watch keeps its match and alerts nobody.
    hit = {match["watch"] for match in new if not match.get("suppressed")} - before
    return [
        {"watch": name, "version": match.get("version", 0), "kind": "edit", "at": at}
        for name, match in latest.items()
        if name in hit or name in asking
    ]


def event_alerts(matches: Iterable[Document], told: Iterable[str], kind: str, at: datetime) -> list[Document]:
    """Alerts of an event for the watches that want to hear of it, out of those that found the item."""
    versions = {match["watch"]: match.get("version", 0) for match in matches}
    return [{"watch": name, "version": versions[name], "kind": kind, "at": at} for name in told]


async def watches_that_ask(database: AsyncDatabase[Document], item: Document, for_what: str) -> list[str]:
    """Those of the watches which found an item that want to hear of "edits", or of "takedowns"."""
    names = sorted({match["watch"] for match in item.get("matches") or ()})
    if not names:
        return []
    at_work = {"archived": {"$ne": True}, "current.paused": {"$ne": True}}
    asking: dict[str, Any] = {"_id": {"$in": names}, f"current.{for_what}": True, **at_work}
    return [watch["_id"] async for watch in database["watches"].find(asking, {"_id": 1})]


async def _add(items: AsyncCollection[Document], item: Document, document: Document) -> None:
    """Adds the address where the new text was read, and its keys as far as nobody else has them."""
    # The visit was made for the item's own address; whoever made it did not find it anew.
    known = {sighting["url"] for sighting in item["sightings"]} | {item["url"]}
    document = document | {"sightings": [one for one in document["sightings"] if one["url"] not in known]}
    new = [key for key in document["keys"] if key not in item["keys"]]
    writes: list[UpdateOne] = additions(item, [document]) + key_writes(item["_id"], new)
    if writes:
        try:
            await items.bulk_write(writes, ordered=False)
        except BulkWriteError as error:  # a key that another item has fails alone
            if error.details.get("writeConcernErrors"):
                raise
