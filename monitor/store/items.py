"""The collection `items`: one document for one article, however many addresses lead to it."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import ASCENDING
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.extract.identity import address_key
from monitor.items import Article
from monitor.store.bulk import StoreResult, sighting_write, storable_sighting, store_documents
from monitor.store.documents import NEVER, Document, article_document, index_key, storable_text
from monitor.store.twins import Twins, meet
from monitor.store.versions import Versions, revise
from monitor.store.visits import due_visits, due_visits_of, record_visits, silent_sources
from monitor.store.words import answering, plainly
from monitor.versions.revisit import Revisit

PAGE = 500
KEYS_IN_ONE_QUESTION = 500


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """Which items to list; what is left out does not narrow.

    `since` (inclusive) and `until` (exclusive) compare `dated`, see `documents.article_document`.
    `sources` None means all, an empty tuple none.
    """

    sources: tuple[str, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    language: str = ""
    newest_first: bool = False
    limit: int | None = None
    # Only those whose page is gone, or whose text has changed; both: either.
    gone: bool = False
    changed: bool = False


class Items:
    """Stores each article once and finds it again."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["items"]

    async def make_indexes(self) -> None:
        """The unique index carries the promise "once"; the others carry lists and look-ups."""
        await self.collection.create_index("keys", unique=True)
        await self.collection.create_index([("dated", ASCENDING), ("_id", ASCENDING)])
        await self.collection.create_index([("source", ASCENDING), ("dated", ASCENDING), ("_id", ASCENDING)])
        await self.collection.create_index([("source", ASCENDING), ("first_seen", ASCENDING)])
        await self.collection.create_index("sightings.url")
        for finder in ("source", "sightings.source"):
            await self.collection.create_index(
                [(finder, ASCENDING), ("next_visit", ASCENDING)],
                partialFilterExpression={"next_visit": {"$gt": NEVER}},
            )
        for moment in ("changed_at", "gone.since"):
            await self.collection.create_index(moment, sparse=True)

    async def store(self, articles: Sequence[Article]) -> list[StoreResult]:
        """Stores articles and says in their order what became of each.

        Raises `DatabaseUnavailable`; what is stored again after that is found as known.
        """
        return await self.store_documents([article_document(article) for article in articles])

    @answering
    async def store_documents(self, documents: Sequence[Document]) -> list[StoreResult]:
        """The same for articles that are documents already, such as those of the spool."""
        edits = {number: document for number, document in enumerate(documents) if document.get("revises")}
        others = [document for number, document in enumerate(documents) if number not in edits]
        stored = iter(await store_documents(self.collection, others, meet))
        return [
            await revise(self.collection, edits[number]) if number in edits else next(stored)
            for number in range(len(documents))
        ]

    @answering
    async def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys under which an item is stored."""
        stored_as = {index_key(key): key for key in keys}
        wanted, found = list(stored_as), set[str]()
        for start in range(0, len(wanted), KEYS_IN_ONE_QUESTION):
            chosen = wanted[start : start + KEYS_IN_ONE_QUESTION]
            async for item in self.collection.find({"keys": {"$in": chosen}}, {"keys": 1, "_id": 0}):
                found.update(item["keys"])
        return {key for key in keys if index_key(key) in found}

    @answering
    async def sight(self, source: str, addresses: Sequence[tuple[str, str]], at: datetime) -> None:
        """Adds sightings to the items stored under the keys; `addresses` holds (key, address).

        An address that the item was seen at before, or that leads to no item, changes nothing.
        """
        writes = [
            sighting_write({"keys": index_key(key)}, storable_sighting(url, source, at)) for key, url in addresses
        ]
        for start in range(0, len(writes), KEYS_IN_ONE_QUESTION):
            await self.collection.bulk_write(writes[start : start + KEYS_IN_ONE_QUESTION], ordered=False)

    @answering
    async def due_visits(self, source: str, now: datetime, most: int) -> list[Revisit]:
        """Items whose pages a source is to visit again, the longest due first: those that it found first, then
        those that it saw too and that have waited a day for their finder.
        """
        return await due_visits(self.collection, source, now, most)

    @answering
    async def due_visits_of(self, sources: Sequence[str], now: datetime, most: int) -> list[Revisit]:
        """Items found first by these sources, which no longer visit them, that have waited a day or longer."""
        return await due_visits_of(self.collection, sources, now, most)

    @answering
    async def silent_sources(self, now: datetime) -> tuple[set[str], set[str]]:
        """The sources that found items and have ended no run for a week, and those that have ended one."""
        return await silent_sources(self.collection, now)

    @answering
    async def record_visits(self, visits: Sequence[Mapping[str, Any]]) -> None:
        """Notes what visits showed, as `visits.visit_document` makes it of them; harmless when repeated."""
        await record_visits(self.collection, visits)

    async def find(self, query: ItemQuery) -> AsyncIterator[Document]:
        """Items in the order of `dated`, each with its `id` as text in place of `_id`.

        Asks for one page after the other by key, so that a slow reader keeps nothing open.
        """
        last: Document | None = None
        left = query.limit
        while left is None or left > 0:
            page = await self._page(query, last, PAGE if left is None else min(PAGE, left))
            for item in page:
                yield _with_text_id(item)
            if len(page) < PAGE:
                return
            last, left = page[-1], None if left is None else left - len(page)

    async def _page(self, query: ItemQuery, last: Document | None, size: int) -> list[Document]:
        direction = -1 if query.newest_first else 1
        order = [("dated", direction), ("_id", direction)]
        with plainly():
            return await self.collection.find(_filter(query, last), sort=order, limit=size).to_list()

    @answering
    async def get(self, id_or_url: str) -> Document | None:
        """One item by its id, or by any address at which it was seen."""
        for chosen in _ways_to(id_or_url):
            item = await self.collection.find_one(chosen)
            if item is not None:
                return _with_text_id(item)
        return None

    @answering
    async def some(self, identities: Sequence[str]) -> dict[str, Document]:
        """The items with these ids, by id, without their texts."""
        found: dict[str, Document] = {}
        for start in range(0, len(identities), KEYS_IN_ONE_QUESTION):
            wanted = [ObjectId(identity) for identity in identities[start : start + KEYS_IN_ONE_QUESTION]]
            async for item in self.collection.find({"_id": {"$in": wanted}}, {"body": 0, "fingerprint": 0}):
                found[str(item["_id"])] = _with_text_id(item)
        return found

    @answering
    async def count(self, query: ItemQuery | None = None) -> int:
        """How many items a query finds; without one, about how many there are."""
        if query is None:
            return await self.collection.estimated_document_count()
        bound: dict[str, Any] = {"limit": query.limit} if query.limit else {}
        return await self.collection.count_documents(_filter(query, None), **bound)

    @answering
    async def delete_by_source(self, names: Sequence[str]) -> int:
        """Deletes the items first found by these sources and says how many."""
        of_source = {"source": {"$in": list(names)}}
        changed = [item["_id"] async for item in self.collection.find({**of_source, **_CHANGED}, {"_id": 1})]
        await Versions(self.collection.database).delete_of(changed)
        documents = {**of_source, "index_number": {"$gt": ""}}
        numbered = [item["_id"] async for item in self.collection.find(documents, {"_id": 1})]
        await Twins(self.collection.database).delete_of(numbered)
        return (await self.collection.delete_many(of_source)).deleted_count


def _ways_to(id_or_url: str) -> Iterator[Document]:
    """Questions that lead to one item, the surest first."""
    if ObjectId.is_valid(id_or_url):
        yield {"_id": ObjectId(id_or_url)}
    yield {"keys": index_key(address_key(id_or_url, standalone=True))}
    yield {"keys": index_key(address_key(id_or_url))}
    yield {"keys": index_key(id_or_url)}
    yield {"sightings.url": storable_text(id_or_url)}


_GONE: dict[str, Any] = {"gone.since": {"$exists": True}}
_CHANGED: dict[str, Any] = {"changed_at": {"$exists": True}}


def _filter(query: ItemQuery, last: Document | None) -> Document:
    conditions: list[dict[str, Any]] = []
    if query.sources is not None:
        conditions.append({"source": {"$in": list(query.sources)}})
    if query.language:
        conditions.append({"language": query.language})
    if query.since:
        conditions.append({"dated": {"$gte": query.since}})
    if query.until:
        conditions.append({"dated": {"$lt": query.until}})
    marks = [mark for mark, asked in ((_GONE, query.gone), (_CHANGED, query.changed)) if asked]
    if marks:
        conditions.append({"$or": marks})
    if last is not None:
        beyond = "$lt" if query.newest_first else "$gt"
        conditions += _after(last, beyond)
    return {"$and": conditions} if conditions else {}


def _after(last: Document, beyond: str) -> list[dict[str, Any]]:
    same_moment = {"dated": last["dated"], "_id": {beyond: last["_id"]}}
    # The first condition says nothing new; it lets MongoDB start in the index where the page starts.
    return [{"dated": {f"{beyond}e": last["dated"]}}, {"$or": [{"dated": {beyond: last["dated"]}}, same_moment]}]


def _with_text_id(item: Document) -> Document:
    """An item as it is shown: ids as text, without the fingerprint, which tells nobody anything."""
    shown = {name: value for name, value in item.items() if name not in ("_id", "fingerprint")}
    relation = item.get("relation")
    if relation:
        shown["relation"] = {**relation, "of": _text(relation.get("of"))}
    if "story" in item:
        shown["story"] = _text(item["story"])
    return {"id": str(item["_id"]), **shown}


def _text(identity: ObjectId | None) -> str | None:
    return None if identity is None else str(identity)
