"""The collection `runs`: one document for each crawl of one source, with its count."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

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
        """Runs are listed by time, of all sources or of one."""
        await self.collection.create_index([("started_at", -1)])
        await self.collection.create_index([("source", 1), ("started_at", -1)])

    @answering
    async def begin(self, source: str, started_at: datetime) -> str:
        """The id of a new run, which counts as running until `finish`."""
        identity = ObjectId()
        process = this_process()
        run = {"_id": identity, "source": source, "started_at": started_at, "status": RUNNING, "process": process}
        await self.collection.insert_one(run)
        return str(identity)

    @answering
    async def finish(self, run_id: str, record: Mapping[str, Any]) -> None:
        """Adds the record's fields to the run; its `status` is "finished" unless the record says otherwise."""
        values = {"status": FINISHED, **storable(record)}
        for known in ("source", "started_at"):
            values.pop(known, None)
        await self.collection.update_one({"_id": ObjectId(run_id)}, {"$set": values})

    @answering
    async def has_begun_after(self, source: str, moment: datetime) -> bool:
        """Whether a run of a source began after a moment."""
        return await self.collection.find_one({"source": source, "started_at": {"$gt": moment}}, {"_id": 1}) is not None

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
