"""Lists of alerts for people: filtered, newest or highest first, counted by state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bson import ObjectId
from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable_text
from monitor.store.paging import Count, Cursor, Page, count_up_to, read_page
from monitor.store.triage import SNOOZED, STATES, State
from monitor.store.words import answering

Order = Literal["newest", "ranked"]
KEYS = {"newest": "made_at", "ranked": "rank"}
# What a row shows; the long lists stay where they are.
ROW = {"history": {"$slice": -1}, "notes.text": 0, "items": 0}
MOST_CHANGES = 100
OPEN: tuple[State, ...] = ("new", "in review", "escalated")


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Which alerts; what is left out does not narrow. `state` may be "open": new, in review or escalated.

    `sources` None means all, an empty tuple none. Days compare when the alert was made.
    """

    state: str = ""
    watch: str = ""
    assignee: str = ""
    language: str = ""
    sources: tuple[str, ...] | None = None
    tag: str = ""
    mentioned: str = ""
    since: datetime | None = None
    until: datetime | None = None


class AlertLists:
    """Reads alerts; `triage` changes them."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["alerts"]

    async def make_page_indexes(self) -> None:
        """Every list has a key in its order; each narrowing starts where few are left."""
        narrowings = ("", "watch", "assignee", "languages", "outlets", "tags", "notes.mentions")
        await self.collection.create_indexes(
            [IndexModel(_keys(one, key)) for key in KEYS.values() for one in narrowings]
        )
        await self.collection.create_index([("shelf", 1), ("snoozed_until", 1)])
        await self.collection.create_index("items.item")

    @answering
    async def wake(self, now: datetime) -> None:
        """Puts alerts whose sleep is over back into their lists."""
        over = {"shelf": SNOOZED, "snoozed_until": {"$lte": now}}
        await self.collection.update_many(over, [{"$set": {"shelf": "$state", "updated_at": now}}])

    async def page(self, wanted: AlertFilter, order: Order, cursor: Cursor | None, size: int) -> Page:
        """Alerts, the newest or the highest first."""
        return await read_page(self.collection, chosen(wanted), KEYS[order], cursor, size, ROW, _hint(wanted, order))

    async def count(self, wanted: AlertFilter) -> Count:
        """How many there are, up to a cap."""
        return await count_up_to(self.collection, chosen(wanted), hint=_hint(wanted, "newest"))

    @answering
    async def has_changed(self, moment: datetime) -> bool:
        """Whether any alert was made or changed after a moment."""
        return await self.collection.find_one({"updated_at": {"$gt": moment}}, {"_id": 1}) is not None

    @answering
    async def changed_since(self, moment: datetime, made_by: datetime) -> list[Document]:
        """Alerts made by a moment and changed after another, the latest first, not more than a page needs."""
        chosen = {"updated_at": {"$gt": moment}, "made_at": {"$lte": made_by}}
        return await self.collection.find(chosen, ROW, sort=[("updated_at", -1)], limit=MOST_CHANGES).to_list()

    @answering
    async def watches(self) -> list[str]:
        """The watches that have alerts."""
        found = await self.collection.distinct("watch")
        return sorted(name for name in found if isinstance(name, str))

    @answering
    async def by_watch(self) -> dict[str, dict[str, int]]:
        """How many alerts of each watch stand on each shelf; reads a whole index."""
        group = {"_id": {"watch": "$watch", "shelf": "$shelf"}, "count": {"$sum": 1}}
        steps: list[Document] = [
            {"$match": {"watch": {"$gte": ""}}},
            {"$project": {"_id": 0, "watch": 1, "shelf": 1}},
            {"$group": group},
        ]
        counts: dict[str, dict[str, int]] = {}
        async for found in await self.collection.aggregate(steps):
            counts.setdefault(found["_id"]["watch"], {})[str(found["_id"].get("shelf"))] = found["count"]
        return counts

    @answering
    async def of_item(self, item: str) -> list[Document]:
        """The alerts that an item is part of."""
        chosen = {"items.item": ObjectId(item), "merged_into": None}
        return await self.collection.find(chosen, limit=MOST_CHANGES).to_list()


def chosen(wanted: AlertFilter) -> Document:
    """The filter as a question to MongoDB; every value is a text or a moment, none an operator."""
    question: dict[str, Any] = {"shelf": _shelf(wanted.state)}
    named = {
        "watch": wanted.watch,
        "assignee": wanted.assignee.casefold(),
        "languages": wanted.language,
        "tags": wanted.tag,
        "notes.mentions": wanted.mentioned.casefold(),
    }
    question |= {name: storable_text(value) for name, value in named.items() if value}
    if wanted.sources is not None:
        question["outlets"] = {"$in": [storable_text(name) for name in wanted.sources]}
    made = {"$gte": wanted.since, "$lt": wanted.until}
    if any(made.values()):
        question["made_at"] = {side: moment for side, moment in made.items() if moment}
    return question


def _shelf(wanted: str) -> Any:
    """Always names shelves, since every index has them before its order."""
    if wanted == "open":
        return {"$in": list(OPEN)}
    return wanted if wanted in STATES or wanted == SNOOZED else {"$in": [*STATES, SNOOZED]}


def _keys(narrowing: str, key: str) -> list[tuple[str, int]]:
    # The last ones let alerts be passed over without being read where several filters are set.
    rest = [(name, 1) for name in ("watch", "assignee") if name != narrowing]
    order = [("shelf", 1), (key, -1), ("_id", -1), *rest]
    return [(narrowing, 1), *order] if narrowing else order


def _hint(wanted: AlertFilter, order: Order) -> list[tuple[str, int]]:
    """The index of the filter that usually leaves least; trying all of them takes MongoDB longer than any of them."""
    asked = (
        ("notes.mentions", wanted.mentioned),
        ("tags", wanted.tag),
        ("outlets", wanted.sources is not None),
        ("languages", wanted.language),
        ("assignee", wanted.assignee),
        ("watch", wanted.watch),
    )
    return _keys(next((name for name, is_asked in asked if is_asked), ""), KEYS[order])
