"""The collection `sources`: what is remembered of a source between two visits; see also `leases` and `standings`."""

from collections.abc import Mapping
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.state import Moved, SourceState, StoredRobots, Validator
from monitor.store.documents import Document, storable
from monitor.store.words import answering

# The latest are kept; together they stay below the largest document that MongoDB takes.
MOST_VALIDATORS = 2_000
LONGEST_VALIDATOR = 1_000
MOST_ROBOTS = 10
MOST_HOSTS = 1_000
MOST_FIRST_VISITS = 10_000


class SourceStates:
    """Loads and saves the state of sources."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["sources"]

    @answering
    async def load(self, name: str) -> SourceState:
        """A source's state; an empty one for a source that was never visited."""
        document = await self.collection.find_one({"_id": name})
        return state_of(document) if document else SourceState(name)

    @answering
    async def save(self, state: SourceState, fence: int | None = None) -> bool:
        """Replaces what is remembered; lease, rhythm and health stay as they are.

        With a `fence`, False when another took the source over since, and nothing is replaced.
        """
        chosen = {"_id": state.name} if fence is None else {"_id": state.name, "fence": fence}
        values = {"$set": state_document(state)}
        return (await self.collection.update_one(chosen, values, upsert=fence is None)).modified_count > 0

    @answering
    async def all(self) -> list[SourceState]:
        """The states of all sources that were ever visited, by name."""
        return [state_of(document) async for document in self.collection.find({}, sort=[("_id", 1)])]


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
            "visits": state.visits,
            "last_visit": state.last_visit,
            "moved": _latest(state.moved, MOST_VALIDATORS),
            "home_links": state.home_links,
            "home_links_at": state.home_links_at,
            "home_looked_at": state.home_looked_at,
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
        visits=document.get("visits", 0),
        last_visit=document.get("last_visit"),
        moved={url: Moved(**stored) for url, stored in document.get("moved", [])},
        # The judge wishes it, not the visit; see `standings`.
        look_at_home=bool((document.get("health") or {}).get("look_at_home")),
        home_links=document.get("home_links", []),
        home_links_at=document.get("home_links_at"),
        home_looked_at=document.get("home_looked_at"),
        dates=document.get("dates", {}),
        recent_blocks=document.get("recent_blocks", []),
    )
