"""The collection `quarantine`: what could not be handled, why, and whether to try it again."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.extract.identity import address_key
from monitor.items import Link
from monitor.store.documents import Document, index_key, storable, storable_text
from monitor.store.words import answering

# How long to wait after the first, second, … failure; after the last of these it is given up.
PAUSES = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3), timedelta(days=7))
# What is permanent or given up is looked at again after this long, if an entry still offers it.
GIVEN_UP_FOR = timedelta(days=30)
LONGEST_HTML = 2_000_000
LONGEST_DETAIL = 2_000
KEYS_IN_ONE_QUESTION = 500


@dataclass(frozen=True, slots=True)
class QuarantineRecord:
    """One address that could not be handled; `attempts` counts the failures."""

    source: str
    link: Link
    reason: str
    raw_hash: str
    permanent: bool
    detail: str
    attempts: int
    first_at: datetime
    last_at: datetime


# Named here, since the class has a method of the name `list`.
Records = list[QuarantineRecord]
Links = list[Link]


class Quarantine:
    """Keeps what failed until it is resolved."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["quarantine"]

    async def make_indexes(self) -> None:
        """One record for each address of a source; the due ones by attempts and age."""
        await self.collection.create_index([("source", 1), ("key", 1)], unique=True)
        await self.collection.create_index([("permanent", 1), ("attempts", 1), ("last_at", 1)])

    @answering
    async def add(
        self, source: str, link: Link, reason: str, raw_hash: str, at: datetime, *, permanent: bool, detail: str = ""
    ) -> None:
        """Notes a failure; of an address that is here already the attempts grow."""
        latest = {
            "link": storable(_bearable(link)),
            "reason": storable_text(reason),
            "raw_hash": raw_hash,
            "permanent": permanent,
            "detail": storable_text(detail)[:LONGEST_DETAIL],
            "last_at": at,
        }
        change = {"$set": latest, "$setOnInsert": {"first_at": at}, "$inc": {"attempts": 1}}
        await self.collection.update_one({"source": source, "key": _key(link)}, change, upsert=True)

    @answering
    async def due(self, source: str | None, now: datetime, limit: int) -> Links:
        """Links of a source (None: of all) that failed in passing and whose pause is over, oldest first."""
        ripe = [{"attempts": tries, "last_at": {"$lte": now - pause}} for tries, pause in enumerate(PAUSES, start=1)]
        found = await self._found({"permanent": False, "$or": ripe, **_of(source)}, limit)
        return [record.link for record in found]

    @answering
    async def waiting(self, source: str, keys: Sequence[str], now: datetime) -> set[str]:
        """Those of a source's address keys that are here and whose time has not come."""
        wanted, unripe = [*{index_key(key) for key in keys}], set[str]()
        shape = {"key": 1, "permanent": 1, "attempts": 1, "last_at": 1}
        for start in range(0, len(wanted), KEYS_IN_ONE_QUESTION):
            chosen = wanted[start : start + KEYS_IN_ONE_QUESTION]
            async for found in self.collection.find({"source": source, "key": {"$in": chosen}}, shape):
                if now < found["last_at"] + _pause(found):
                    unripe.add(found["key"])
        return {key for key in keys if index_key(key) in unripe}

    @answering
    async def resolve(self, source: str, urls: Iterable[str]) -> int:
        """Forgets addresses that were handled after all and says how many there were."""
        addresses = [storable_text(url) for url in urls]
        return (await self.collection.delete_many({"source": source, "link.url": {"$in": addresses}})).deleted_count

    @answering
    async def counts(self, source: str | None = None) -> Counter[tuple[str, str]]:
        """How many addresses are here, by source and reason."""
        group = {"_id": ["$source", "$reason"], "count": {"$sum": 1}}
        steps: list[dict[str, Any]] = [{"$match": _of(source)}, {"$group": group}]
        found = await (await self.collection.aggregate(steps)).to_list()
        return Counter({(group["_id"][0], group["_id"][1]): group["count"] for group in found})

    @answering
    async def list(self, source: str | None = None, limit: int = 100) -> Records:
        """What is here of a source (None: of all), oldest first."""
        return await self._found(_of(source), limit)

    async def _found(self, chosen: dict[str, Any], limit: int) -> Records:
        found = self.collection.find(chosen, {"_id": 0, "key": 0}, sort=[("last_at", 1)], limit=limit)
        return [QuarantineRecord(**{**document, "link": link_of(document["link"])}) async for document in found]


def _key(link: Link) -> str:
    return index_key(address_key(link.url, standalone=link.standalone))


def _bearable(link: Link) -> Link:
    return replace(link, html="") if len(link.html) > LONGEST_HTML else link


def link_of(stored: Document) -> Link:
    """A link as it was before `storable` made a document of it."""
    return Link(**{**stored, "authors": tuple(stored["authors"])})


def _pause(found: Document) -> timedelta:
    given_up = found["permanent"] or found["attempts"] > len(PAUSES)
    return GIVEN_UP_FOR if given_up else PAUSES[found["attempts"] - 1]


def _of(source: str | None) -> dict[str, Any]:
    return {} if source is None else {"source": source}
