"""The collection `sources`: what is remembered of a source between two visits, and who visits it now."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from monitor.store.documents import Document, storable
from monitor.store.words import answering

# The newest are kept; together they stay far below the largest document that MongoDB takes.
MOST_VALIDATORS = 5_000
MOST_ROBOTS = 50
MOST_ROBOTS_BYTES = 100 * 1024


@dataclass(frozen=True, slots=True)
class Validator:
    """What a server gave for asking again only after a change (RFC 9110, section 13)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A host's robots.txt as it was answered; `status` 0 means that there was no answer."""

    body: bytes
    status: int
    fetched_at: datetime


@dataclass(slots=True)
class SourceState:
    """The memory of one source. `validators` go by address, `robots` by host and port.

    `probed` are the entries that were found by looking, as plain mappings; `first_visit_done` the
    addresses of entries whose first visit was completed; before `not_before` the site asked not to
    be visited (Retry-After).
    """

    name: str
    validators: dict[str, Validator] = field(default_factory=dict)
    robots: dict[str, RobotsFile] = field(default_factory=dict)
    probed: list[dict[str, Any]] = field(default_factory=list)
    first_visit_done: set[str] = field(default_factory=set)
    last_complete: datetime | None = None
    not_before: datetime | None = None


class SourceStates:
    """Loads and saves the state of sources, and lends each to one visitor at a time."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["sources"]

    @answering
    async def load(self, name: str) -> SourceState:
        """A source's state; an empty one for a source that was never visited."""
        document = await self.collection.find_one({"_id": name})
        return _state(document) if document else SourceState(name)

    @answering
    async def save(self, state: SourceState) -> None:
        """Replaces what is remembered; the lease stays as it is."""
        await self.collection.update_one({"_id": state.name}, {"$set": _document(state)}, upsert=True)

    @answering
    async def all(self) -> list[SourceState]:
        """The states of all sources that were ever visited, by name."""
        return [_state(document) async for document in self.collection.find({}, sort=[("_id", 1)])]

    @answering
    async def claim(self, name: str, owner: str, seconds: float, now: datetime) -> bool:
        """Takes or renews the lease of a source; False while another owner has it."""
        free: list[dict[str, Any]] = [
            {"lease": None},
            {"lease.owner": owner},
            {"lease.until": {"$lte": now}},
        ]
        lease = {"owner": owner, "until": now + timedelta(seconds=seconds)}
        try:
            await self.collection.update_one({"_id": name, "$or": free}, {"$set": {"lease": lease}}, upsert=True)
        except DuplicateKeyError:  # it is there, and its lease is held
            return False
        return True

    @answering
    async def release(self, name: str, owner: str) -> None:
        """Gives a lease back; changes nothing when another owner has it by now."""
        await self.collection.update_one({"_id": name, "lease.owner": owner}, {"$unset": {"lease": ""}})


def _document(state: SourceState) -> Document:
    validators = list(state.validators.items())[-MOST_VALIDATORS:]
    robots = list(state.robots.items())[-MOST_ROBOTS:]
    document: Document = storable(
        {
            # Lists, since addresses hold dots and dollars, which mean something in field names.
            "validators": [{"url": url, "etag": v.etag, "last_modified": v.last_modified} for url, v in validators],
            "robots": [
                {"host": host, "body": r.body[:MOST_ROBOTS_BYTES], "status": r.status, "fetched_at": r.fetched_at}
                for host, r in robots
            ],
            "probed": state.probed,
            "first_visit_done": sorted(state.first_visit_done),
            "last_complete": state.last_complete,
            "not_before": state.not_before,
        }
    )
    return document


def _state(document: Document) -> SourceState:
    return SourceState(
        name=document["_id"],
        validators={v["url"]: Validator(v["etag"], v["last_modified"]) for v in document.get("validators", [])},
        robots={r["host"]: RobotsFile(r["body"], r["status"], r["fetched_at"]) for r in document.get("robots", [])},
        probed=document.get("probed", []),
        first_visit_done=set(document.get("first_visit_done", [])),
        last_complete=document.get("last_complete"),
        not_before=document.get("not_before"),
    )
