"""Items that have no story yet, and what is written into them when they get one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo import ASCENDING, UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.cursor import AsyncCursor
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, index_key
from monitor.store.story_documents import NewMember, relation
from monitor.store.words import answering
from monitor.stories.examining import Examined
from monitor.stories.translations import Edition

BATCH = 100
# Characters of text that are held at a time; a batch of very long documents is a short one.
MOST_TEXT = 4_000_000

# What is read of an item to hold its text against others.
FIELDS = (
    "source", "url", "headline", "body", "authors", "language", "index_number", "alternates", "keys", "first_seen",
    "dated",
)  # fmt: skip
# What a member and the relation in its item both say.
RELATION = ("of", "jaccard", "contains", "contained", "covers", "covered", "begins", "apart", "evidence")
_EDITION = ("url", "language", "index_number", "alternates", "keys", "story")


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An item that waits for its story."""

    item: str
    source: str
    headline: str
    body: str = field(repr=False)
    authors: tuple[str, ...]
    dated: datetime
    first_seen: datetime
    edition: Edition


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A stored item that may be another one's document in a second language; `story` "" while it waits itself."""

    edition: Edition
    story: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is written into an item: its story, its relation to another item, what was read of its text."""

    item: str
    story: str
    relation: Document
    examined: Examined


def settlement(item: str, story: str, member: Document, examined: Examined) -> Settlement:
    """The settlement of an item that its story lists as a member."""
    told = {name: member.get(name) for name in RELATION}
    return Settlement(item, story, {"kind": member["relation"], **told}, examined)


def beyond(member: NewMember, story: str, examined: Examined) -> Settlement:
    """The settlement of an item whose story lists no more members."""
    return Settlement(member.item, story, relation(member), examined)


class UnsettledItems:
    """Reads items without a story, oldest first, and writes their stories into them."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.items: AsyncCollection[Document] = database["items"]

    async def make_indexes(self) -> None:
        """Leads to the items of a story, and to those of none: there a missing field is the same as null."""
        await self.items.create_index([("story", ASCENDING), ("first_seen", ASCENDING), ("_id", ASCENDING)])

    @answering
    async def batch(self) -> list[Unsettled]:
        """The oldest items that wait: at most 100, fewer where their texts are very long."""
        order = [("first_seen", ASCENDING), ("_id", ASCENDING)]
        waiting = self.items.find({"story": None}, dict.fromkeys(FIELDS, 1), sort=order, limit=BATCH, batch_size=10)
        return [unsettled(item) for item in await within_bounds(waiting)]

    @answering
    async def count(self) -> int:
        """How many items wait."""
        return await self.items.count_documents({"story": None})

    @answering
    async def counterparts(self, editions: Sequence[Edition]) -> list[Counterpart]:
        """Stored items that could be one of these in another language; see `stories.translations`."""
        keys: list[Any] = [index_key(key) for edition in editions for key in edition.wanted]
        numbers = {edition.index_number for edition in editions if edition.index_number}
        keys += [re.compile(f"^{re.escape(f'd:{number}:')}") for number in numbers]
        if not keys:
            return []
        found = self.items.find({"keys": {"$in": keys}}, dict.fromkeys(_EDITION, 1)).limit(20 * BATCH)
        return [Counterpart(_edition(item), str(item.get("story") or "")) async for item in found]

    @answering
    async def write(self, settlements: Sequence[Settlement]) -> int:
        """Writes settlements into items that wait still, and says into how many."""
        writes = [UpdateOne({"_id": ObjectId(one.item), "story": None}, {"$set": _settled(one)}) for one in settlements]
        return (await self.items.bulk_write(writes, ordered=False)).modified_count if writes else 0


async def within_bounds(waiting: AsyncCursor[Document]) -> list[Document]:
    """The first items of a cursor, as many as have a text that can be held in memory together, and at least one."""
    found, size = list[Document](), 0
    async with waiting:
        async for item in waiting:
            found.append(item)
            size += len(item.get("body", ""))
            if size >= MOST_TEXT:
                break
    return found


def _settled(one: Settlement) -> Document:
    origin = one.examined.origin
    return {
        "story": ObjectId(one.story),
        "relation": one.relation,
        "fingerprint": one.examined.fingerprint,
        "wire": origin.wire,
        "first_published_by": origin.first_published_by,
    }


def unsettled(item: Document) -> Unsettled:
    """What is needed of an item's document to hold its text against others."""
    return Unsettled(
        item=str(item["_id"]),
        source=item["source"],
        headline=item.get("headline", ""),
        body=item.get("body", ""),
        authors=tuple(item.get("authors", ())),
        dated=item.get("dated") or item["first_seen"],
        first_seen=item["first_seen"],
        edition=_edition(item),
    )


def _edition(item: Document) -> Edition:
    return Edition(
        item=str(item["_id"]),
        url=item["url"],
        language=item.get("language", ""),
        index_number=item.get("index_number", ""),
        alternates=dict(item.get("alternates", ())),
        keys=frozenset(item.get("keys", ())),
    )
