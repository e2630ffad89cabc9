"""Stores many articles at once: insert, catch the duplicate keys, add what is new to the items they met."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bson import ObjectId
from pymongo import InsertOne, UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import BulkWriteError, WTimeoutError

from monitor.extract.identity import address_key
from monitor.items import Outcome
from monitor.store.claims import with_proven_claims
from monitor.store.documents import Document, encode, index_key, storable_text

DUPLICATE_KEY = 11000
FAR = datetime(9999, 1, 1, tzinfo=UTC)
# A site with endless addresses for one text must not make its item grow without end.
MOST_SIGHTINGS = 1000
MOST_KEYS = 2000
UNLISTED = "$sightings_unlisted"
# An item that was met can be deleted before it is read; then the article is inserted after all.
ROUNDS = 3

# Fields of a document that are for the store, not for the item.
ORDERS = ("claim", "revises")

Items = AsyncCollection[Document]


@dataclass(frozen=True, slots=True)
class StoreResult:
    """What became of one article: `outcome` and the item's id, or what is wrong with it in `error`.

    `spooled` says that it waits on the local disk for MongoDB to come back, `changed` that its text
    took the place of the item's.
    """

    outcome: Outcome
    item_id: str = ""
    error: str = ""
    spooled: bool = False
    changed: bool = False


# Keeps the text of an article that met an item by the document's index number, and by nothing else.
Meet = Callable[[Items, ObjectId, Document], Awaitable[None]]


async def store_documents(items: Items, documents: Sequence[Document], meet: Meet) -> list[StoreResult]:
    """Stores article documents, none of which revises an item, and says in their order what became of each."""
    results: dict[int, StoreResult] = {}
    documents = await with_proven_claims(items, documents)
    for _ in range(ROUNDS):
        open_ = [(number, document) for number, document in enumerate(documents) if number not in results]
        if not open_:
            break
        met = await _insert(items, open_, results)
        await _add_to_met(items, met, results, meet)
    lost = StoreResult(Outcome.QUARANTINED, error="cannot be stored: the item it repeats keeps changing")
    return [results.get(number, lost) for number in range(len(documents))]


Numbered = list[tuple[int, Document]]


async def _insert(items: Items, open_: Numbered, results: dict[int, StoreResult]) -> Numbered:
    """Inserts what it can, notes the results, and gives back those whose keys are taken."""
    ready, writes, ids = [], [], []
    for number, document in open_:
        identity = ObjectId()
        try:
            writes.append(InsertOne(encode({"_id": identity, **_plain(document)})))
        except ValueError as error:
            results[number] = StoreResult(Outcome.QUARANTINED, error=str(error))
            continue
        ready.append((number, document))
        ids.append(identity)
    errors = await _write(items, writes)
    met = []
    for place, (number, document) in enumerate(ready):
        error_ = errors.get(place)
        if error_ is None:
            results[number] = StoreResult(Outcome.NEW, str(ids[place]))
        elif error_["code"] == DUPLICATE_KEY:
            met.append((number, document))
        else:
            results[number] = StoreResult(Outcome.QUARANTINED, error=f"cannot be stored: {error_['errmsg']}"[:300])
    return met


def _plain(document: Document) -> Document:
    return {name: value for name, value in document.items() if name not in ORDERS}


async def _write(items: Items, writes: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """Writes unordered; the errors by the place of the write that had them."""
    if not writes:
        return {}
    try:
        await items.bulk_write(writes, ordered=False)
    except BulkWriteError as error:
        details = error.details
        if details.get("writeConcernErrors"):
            raise WTimeoutError("it did not confirm that the items are on its disk") from error
        return {failed["index"]: failed for failed in details.get("writeErrors", [])}
    return {}


async def _add_to_met(items: Items, met: Numbered, results: dict[int, StoreResult], meet: Meet) -> None:
    holders = await _holders(items, {key for _, document in met for key in document["keys"]})
    groups: dict[ObjectId, tuple[Document, list[Document]]] = {}
    for number, document in met:
        found = _choose(document, holders)
        if found is None:
            continue
        key, item = found
        if key.startswith("d:"):  # before its address is known: then nobody would read it again
            await meet(items, item["_id"], document)
        groups.setdefault(item["_id"], (item, []))[1].append(document)
        outcome = Outcome.KNOWN if item["sighted"] >= _sighted(document) else Outcome.DUPLICATE
        results[number] = StoreResult(outcome, str(item["_id"]))
    await _add(items, list(groups.values()))


async def _add(items: Items, groups: Sequence[tuple[Document, list[Document]]]) -> None:
    """Adds to each item what the articles that met it bring, in one write: each works through all of its keys."""
    looks = [write for item, documents in groups for document in documents for write in _look_again(item, document)]
    await _write(items, looks + [write for item, documents in groups for write in additions(item, documents)])
    keys = [(item["_id"], new) for item, documents in groups if (new := _new_keys(item, documents))]
    errors = await _write(items, [_keys_write(identity, new) for identity, new in keys])
    # A key that another item took meanwhile must fail alone.
    await _write(items, [write for place in errors for write in key_writes(*keys[place])])


async def _holders(items: Items, keys: Iterable[str]) -> dict[str, Document]:
    """The items that hold the keys, by key, each with the keys of the addresses where it was `sighted`."""
    wanted = list(keys)
    if not wanted:
        return {}
    holders: dict[str, Document] = {}
    shape = {"keys": 1, "sightings": 1, "first_seen": 1, "url": 1, "text_hash": 1}
    async for item in items.find({"keys": {"$in": wanted}}, shape):
        item["keys"] = set(item["keys"])
        item["sighted"] = _sighted(item)
        holders.update(dict.fromkeys(item["keys"], item))
    return holders


def _choose(document: Document, holders: dict[str, Document]) -> tuple[str, Document] | None:
    """The item that an article repeats, and the key that says so: its own address before its text."""
    for key in sorted(document["keys"], key=lambda key: not _is_address(key)):
        if key in holders:
            return key, holders[key]
    return None


def additions(item: Document, documents: Sequence[Document]) -> list[UpdateOne]:
    """What articles add to the item that they met, but for keys: sightings, an earlier first sight."""
    seen = {_pair(sighting): sighting["seen_at"] for sighting in item["sightings"]}
    met: dict[tuple[str, str], Document] = {}
    for sighting in (sighting for document in documents for sighting in document["sightings"]):
        met[_pair(sighting)] = min(met.get(_pair(sighting), sighting), sighting, key=lambda one: one["seen_at"])
    new = [sighting for pair, sighting in met.items() if pair not in seen]
    writes = [_sightings_write(item["_id"], new)] if new else []
    writes += [
        _earlier_write(item["_id"], met[pair]) for pair, at in seen.items() if pair in met and met[pair]["seen_at"] < at
    ]
    first = min(document["first_seen"] for document in documents)
    if first < item["first_seen"]:
        writes.append(UpdateOne({"_id": item["_id"]}, {"$min": {"first_seen": first}}))
    return writes


def _pair(sighting: Document) -> tuple[str, str]:
    return sighting["url"], sighting["source"]


def _new_keys(item: Document, documents: Sequence[Document]) -> list[str]:
    found = dict.fromkeys(key for document in documents for key in document["keys"])
    return [key for key in found if _is_address(key) and key not in item["keys"]][: MOST_KEYS - len(item["keys"])]


def _keys_write(identity: ObjectId, keys: Sequence[str]) -> UpdateOne:
    return UpdateOne({"_id": identity}, {"$addToSet": {"keys": {"$each": list(keys)}}})


def key_writes(identity: ObjectId, keys: Iterable[str]) -> list[UpdateOne]:
    """Gives an item more keys, one write each, so that one that is taken fails alone."""
    room = {"_id": identity, f"keys.{MOST_KEYS - 1}": {"$exists": False}}
    return [UpdateOne(room, {"$addToSet": {"keys": key}}) for key in keys]


def _look_again(item: Document, document: Document) -> list[UpdateOne]:
    """An article that was read by chance with another text than the item's: the next run visits it."""
    at, hashes = document["first_seen"], {item.get("text_hash"), document.get("text_hash")}
    if len(hashes - {"", None}) < 2 or address_key(item["url"]) != address_key(document["url"]):
        return []
    return [UpdateOne({"_id": item["_id"], "next_visit": {"$gt": at}}, {"$set": {"next_visit": at}})]


def sighting_write(item: Document, sighting: Document) -> UpdateOne:
    """Adds a sighting to the item that `item` describes, unless it has that address from that source, or very many."""
    same = {"$elemMatch": {"url": sighting["url"], "source": sighting["source"]}}
    absent = {**item, "sightings": {"$not": same}, f"sightings.{MOST_SIGHTINGS - 1}": {"$exists": False}}
    return UpdateOne(absent, {"$push": {"sightings": sighting}})


def storable_sighting(url: str, source: str, at: datetime) -> Document:
    """A sighting as it stands in an item's document."""
    return {"url": storable_text(url), "source": source, "seen_at": at}


def _sightings_write(identity: ObjectId, sightings: Sequence[Document]) -> UpdateOne:
    """Adds sightings, each address once for each source; holds against other processes that do the same.

    Of an item that has very many already they are counted only, in `sightings_unlisted`.
    """
    pair = {"url": "$$this.url", "source": "$$this.source"}
    absent = {"$filter": {"input": {"$literal": list(sightings)}, "cond": {"$not": [{"$in": [pair, "$$known"]}]}}}
    known = {"$map": {"input": "$sightings", "in": pair}}
    longer = {"$concatArrays": ["$sightings", {"$let": {"vars": {"known": known}, "in": absent}}]}
    over = {"$subtract": [{"$size": "$sightings"}, MOST_SIGHTINGS]}
    counted = {"$cond": [{"$gt": [over, 0]}, {"$add": [{"$ifNull": [UNLISTED, 0]}, over]}, UNLISTED]}
    cut = {"sightings": {"$slice": ["$sightings", MOST_SIGHTINGS]}, "sightings_unlisted": counted}
    return UpdateOne({"_id": identity}, [{"$set": {"sightings": longer}}, {"$set": cut}])


def _earlier_write(identity: ObjectId, sighting: Document) -> UpdateOne:
    """Sets back the moment of a sighting that turns out to be older."""
    later = {"url": sighting["url"], "source": sighting["source"], "seen_at": {"$gt": sighting["seen_at"]}}
    moment = {"$set": {"sightings.$.seen_at": sighting["seen_at"]}}
    return UpdateOne({"_id": identity, "sightings": {"$elemMatch": later}}, moment)


def _sighted(document: Document) -> set[str]:
    """The keys of the addresses at which an item was seen.

    Not all of its address keys: one may come from a canonical link that nobody has followed yet.
    """
    keys = set()
    for sighting in document["sightings"]:
        part = index_key(address_key(sighting["url"], standalone=True))
        keys.add(part if part in document["keys"] else index_key(address_key(sighting["url"])))
    return keys


def _is_address(key: str) -> bool:
    return key.startswith("u:")
