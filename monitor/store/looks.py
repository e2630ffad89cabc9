"""The collection `looks`: visits to a site that somebody asked for on the pages, and what they saw."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.words import answering

Kind = Literal["probe", "test"]
KEPT_FOR = timedelta(days=2)
# A look that has said nothing for so long died with its process.
LONGEST = timedelta(minutes=5)
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Look:
    """A look at a site: an address that is probed, or a source whose entries are tried.

    `found` is what `monitor sources` said as JSON, `trouble` why it said nothing; both are empty
    while the look is under way. `text` is the source file that was tried, "" for the stored one.
    """

    id: str
    kind: Kind
    of: str
    by: str
    begun_at: datetime
    text: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""
    ended_at: datetime | None = None


class Looks:
    """Begins, ends and finds looks; MongoDB itself removes old ones."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["looks"]

    async def make_page_indexes(self) -> None:
        """What is too old goes."""
        await self.collection.create_index("until", expireAfterSeconds=0)

    @answering
    async def begin(self, kind: Kind, of: str, by: str, at: datetime, text: str = "") -> str:
        """The id of a look that begins now."""
        kept = {"kind": kind, "of": storable_text(of), "by": by, "begun_at": at, "text": storable_text(text)}
        done = await self.collection.insert_one({**kept, "until": at + KEPT_FOR})
        return str(done.inserted_id)

    @answering
    async def under_way(self, now: datetime) -> int:
        """How many looks have begun and not ended."""
        return await self.collection.count_documents({"ended_at": None, "begun_at": {"$gt": now - LONGEST}})

    @answering
    async def end(self, id_: str, found: dict[str, Any], trouble: str, at: datetime) -> None:
        """Writes down what a look saw; as a text, since addresses make bad names of fields."""
        text = json.dumps(found)
        too_long = "" if len(text) <= LARGEST else "What was found is too long to be kept."
        values = {"found": "{}" if too_long else text, "trouble": storable_text(trouble or too_long), "ended_at": at}
        await self.collection.update_one({"_id": ObjectId(id_)}, {"$set": values})

    @answering
    async def get(self, id_: str) -> Look | None:
        """A look by its id."""
        if not ObjectId.is_valid(id_):
            return None
        found = await self.collection.find_one({"_id": ObjectId(id_)})
        return _look(found) if found else None


def _look(found: Document) -> Look:
    facts = {name: found[name] for name in ("kind", "of", "by", "begun_at", "text")}
    seen = json.loads(found.get("found") or "{}")
    return Look(
        str(found["_id"]), **facts, found=seen, trouble=found.get("trouble", ""), ended_at=found.get("ended_at")
    )
