"""The collection `runs`: one document for each crawl of one source, with its count."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.store.documents import Document, readable_name, storable
from monitor.store.processes import has_ended, this_process
from monitor.store.words import answering

RUNNING = "running"
FINISHED = "finished"
# A run whose process died: it says "running" in the database and always will.
ABANDONED = "abandoned"


class Runs:
    """Writes down what each run did, and shows the runs that never came to their end."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["runs"]

    async def make_indexes(self) -> None:
        """Runs are listed by time, of all sources or of one; a slot of a source is run once."""
        await self.collection.create_index([("started_at", -1)])
        await self.collection.create_index([("source", 1), ("started_at", -1)])
        with_slot = {"slot": {"$exists": True}}
        await self.collection.create_index(
            [("source", 1), ("slot", 1)], unique=True, partialFilterExpression=with_slot, name="slots"
        )
        await self.collection.create_index(
            [("judged", 1), ("slot", 1)], partialFilterExpression={"judged": False}, name="unjudged"
        )

    @answering
    async def begin(self, source: str, started_at: datetime, slot: int | None = None, fence: int = 0) -> str:
        """The id of a run, which counts as running until `finish`; "" where the slot was run before.

        A run that its process left unfinished is taken over by a higher fence.
        """
        values: Document = {"started_at": started_at, "process": this_process(), "fence": fence}
        if slot is not None:
            left: Document = {"source": source, "slot": slot, "status": RUNNING, "fence": {"$lt": fence}}
            again = await self.collection.find_one_and_update(left, {"$set": values, "$inc": {"taken_over": 1}})
            if again is not None:
                return str(again["_id"])
            values["slot"] = slot
        identity = ObjectId()
        try:
            await self.collection.insert_one({"_id": identity, "source": source, "status": RUNNING, **values})
        except DuplicateKeyError:
            return ""
        return str(identity)

    @answering
    async def finish(self, run_id: str, record: Mapping[str, Any], fence: int | None = None) -> None:
        """Adds the record's fields to the run; its `status` is "finished" unless the record says otherwise.

        With a `fence`, changes nothing when another took the run over.
        """
        values = {"status": FINISHED, "judged": False, **storable(record)}
        for known in ("source", "started_at"):
            values.pop(known, None)
        chosen: Document = {"_id": ObjectId(run_id)}
        if fence is not None:
            chosen["fence"] = fence
        await self.collection.update_one(chosen, {"$set": values})

    @answering
    async def unjudged(self, limit: int = 200) -> list[Document]:
        """Runs that ended and whose evidence nobody has weighed, the earliest slots first."""
        return [_shown(run) async for run in self.collection.find({"judged": False}, sort=[("slot", 1)], limit=limit)]

    @answering
    async def judge(self, run_ids: Sequence[str]) -> None:
        """Notes that the evidence of runs was weighed."""
        chosen = {"_id": {"$in": [ObjectId(run_id) for run_id in run_ids]}}
        await self.collection.update_many(chosen, {"$set": {"judged": True}})

    @answering
    async def visits(self, after: datetime, until: datetime) -> int:
        """How many sources were visited after a moment, up to another."""
        between = {"started_at": {"$gt": after, "$lte": until}}
        return len(await self.collection.distinct("source", between))

    @answering
    async def recent(self, limit: int = 50) -> list[Document]:
        """The latest runs of all sources, newest first, each with its `id` as text."""
        return await self._listed({}, limit)

    @answering
    async def of(self, source: str, limit: int = 50) -> list[Document]:
        """The latest runs of one source, newest first."""
        return await self._listed({"source": source}, limit)

    async def _listed(self, chosen: Document, limit: int) -> list[Document]:
        found = self.collection.find(chosen, sort=[("started_at", -1), ("_id", -1)], limit=limit)
        return [_shown(run) async for run in found]


def _shown(run: Document) -> Document:
    status = ABANDONED if run["status"] == RUNNING and has_ended(run["process"]) else run["status"]
    named = {name: _readable(value) for name, value in run.items() if name != "_id"}
    return {"id": str(run["_id"]), **named, "status": status}


def _readable(value: Any) -> Any:
    """Counts by reason, with the reasons as they were."""
    if isinstance(value, dict):
        return {readable_name(name): _readable(inner) for name, inner in value.items()}
    return value
