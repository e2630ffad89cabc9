"""The collection `sources`: what is remembered of a source between two visits, and who visits it now."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.state import SourceState, StoredRobots, Validator
from monitor.store.documents import Document, storable
from monitor.store.processes import has_ended
from monitor.store.words import answering

# The latest are kept; together they stay below the largest document that MongoDB takes.
MOST_VALIDATORS = 2_000
LONGEST_VALIDATOR = 1_000
MOST_ROBOTS = 10
MOST_HOSTS = 1_000
MOST_FIRST_VISITS = 10_000


class SourceStates:
    """Loads and saves the state of sources, and lends each to one visitor at a time."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["sources"]

    @answering
    async def load(self, name: str) -> SourceState:
        """A source's state; an empty one for a source that was never visited."""
        document = await self.collection.find_one({"_id": name})
        return state_of(document) if document else SourceState(name)

    @answering
    async def save(self, state: SourceState) -> None:
        """Replaces what is remembered; the lease stays as it is."""
        await self.collection.update_one({"_id": state.name}, {"$set": state_document(state)}, upsert=True)

    @answering
    async def all(self) -> list[SourceState]:
        """The states of all sources that were ever visited, by name."""
        return [state_of(document) async for document in self.collection.find({}, sort=[("_id", 1)])]

    @answering
    async def claim(self, name: str, owner: str, seconds: float, now: datetime) -> bool:
        """Takes or renews the lease of a source; False while another owner has it.

        The lease of a process of this machine that has ended counts for nothing; see `processes`.
        """
        free: list[dict[str, Any]] = [
            {"lease": None},
            {"lease.owner": owner},
            {"lease.until": {"$lte": now}},
        ]
        holder = await self.holder(name)
        if has_ended(holder):
            free.append({"lease.owner": holder})
        lease = {"owner": owner, "until": now + timedelta(seconds=seconds)}
        try:
            await self.collection.update_one({"_id": name, "$or": free}, {"$set": {"lease": lease}}, upsert=True)
        except DuplicateKeyError:  # it is there, and its lease is held
            return False
        return True

    @answering
    async def holder(self, name: str) -> str:
        """Who has, or last had, the lease of a source; "" when nobody."""
        found = await self.collection.find_one({"_id": name}, {"lease.owner": 1})
        return str(((found or {}).get("lease") or {}).get("owner", ""))

    @answering
    async def release(self, name: str, owner: str) -> None:
        """Gives a lease back; changes nothing when another owner has it by now."""
        await self.collection.update_one({"_id": name, "lease.owner": owner}, {"$unset": {"lease": ""}})


def state_document(state: SourceState) -> Document:
    """The state as it is stored, without its name."""
    short = {
        url: validator
        for url, validator in state.validators.items()
        if max(len(url), len(validator.etag), len(validator.last_modified)) <= LONGEST_VALIDATOR
    }
    # Lists of pairs, since addresses hold dots and dollars, which mean something in field names.
    document: Document = storable(
        {
            "validators": _latest(short, MOST_VALIDATORS),
            "robots": _latest(state.robots, MOST_ROBOTS),
            "probed": state.probed,
            "probed_at": state.probed_at,
            "set_aside": _latest(state.set_aside, MOST_FIRST_VISITS),
            "first_visits": _latest(state.first_visits, MOST_FIRST_VISITS),
            "last_ended": state.last_ended,
            "last_complete": state.last_complete,
            "not_before": state.not_before,
            "closed": _latest(state.closed, MOST_HOSTS),
            "dates": state.dates,
            "recent_blocks": state.recent_blocks,
        }
    )
    return document


def _latest(mapping: Mapping[str, Any], most: int) -> list[list[Any]]:
    return [[key, value] for key, value in list(mapping.items())[-most:]]


def state_of(document: Document) -> SourceState:
    """The state in a stored document."""
    return SourceState(
        name=document["_id"],
        validators={url: Validator(**stored) for url, stored in document.get("validators", [])},
        robots={host: StoredRobots(**stored) for host, stored in document.get("robots", [])},
        probed=document.get("probed", []),
        probed_at=document.get("probed_at"),
        set_aside=dict(document.get("set_aside", [])),
        first_visits=dict(document.get("first_visits", [])),
        last_ended=document.get("last_ended"),
        last_complete=document.get("last_complete"),
        not_before=document.get("not_before"),
        closed=dict(document.get("closed", [])),
        dates=document.get("dates", {}),
        recent_blocks=document.get("recent_blocks", []),
    )
