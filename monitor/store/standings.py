"""What the scheduler keeps of each source, beside what its visits keep: rhythm and health."""

from collections.abc import Sequence
from typing import Any

from pymongo import UpdateOne
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.standing import Health, Rhythm, Standing
from monitor.store.documents import Document, storable
from monitor.store.words import answering

FIELDS = ("visits", "last_visit", "last_ended", "not_before", "judged", "rhythm", "health")


class Standings:
    """Reads and writes the standing of sources; the document is the one that `SourceStates` keeps."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["sources"]

    @answering
    async def all(self, names: Sequence[str] | None = None, *, rhythm: bool = True) -> dict[str, Standing]:
        """The standings by name, of these sources or of all that were ever visited; without `rhythm`, much quicker."""
        chosen = {} if names is None else {"_id": {"$in": list(names)}}
        shape = dict.fromkeys(FIELDS if rhythm else [name for name in FIELDS if name != "rhythm"], 1)
        found = self.collection.find(chosen, shape)
        return {document["_id"]: standing_of(document) async for document in found}

    @answering
    async def counts(self) -> dict[str, tuple[int, int]]:
        """Visits made and visits judged, by source: enough to see whose standing has changed."""
        found = self.collection.find({}, {"visits": 1, "judged": 1})
        return {one["_id"]: (one.get("visits", 0), one.get("judged", 0)) async for one in found}

    @answering
    async def get(self, name: str) -> Standing:
        """One standing; an empty one for a source that was never visited."""
        document = await self.collection.find_one({"_id": name}, dict.fromkeys(FIELDS, 1))
        return standing_of(document) if document else Standing(name)

    @answering
    async def judge(self, standings: Sequence[Standing]) -> None:
        """Keeps rhythm and health after the evidence of visits; where later visits were judged before, those stay."""
        if standings:
            await self.collection.bulk_write([_judge_write(standing) for standing in standings], ordered=False)


def _judge_write(standing: Standing) -> UpdateOne:
    values = {name: storable(getattr(standing, name)) for name in ("judged", "rhythm", "health")}
    earlier = {"$or": [{"judged": None}, {"judged": {"$lt": standing.judged}}]}
    return UpdateOne({"_id": standing.name, **earlier}, {"$set": values})


def standing_of(document: Document) -> Standing:
    """The standing in a stored document; fields that a later version added are left out."""
    rhythm: dict[str, Any] = document.get("rhythm") or {}
    return Standing(
        name=document["_id"],
        visits=document.get("visits", 0),
        last_visit=document.get("last_visit"),
        last_ended=document.get("last_ended"),
        not_before=document.get("not_before"),
        judged=document.get("judged", 0),
        rhythm=Rhythm(tuple(rhythm.get("moments", ())), rhythm.get("since")),
        health=health_of(document.get("health") or {}),
    )


def health_of(stored: Document) -> Health:
    """Health out of its document.

    >>> health_of({"state": "quiet", "unheard": 1}).state
    'quiet'
    """
    return Health(**{name: value for name, value in stored.items() if name in Health.__slots__})
