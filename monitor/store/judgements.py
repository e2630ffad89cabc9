"""What people have judged of items, read from the collection `alerts`; nothing is written here."""

from collections.abc import Iterable, Sequence
from typing import Literal

from bson import ObjectId
from pymongo import ASCENDING
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document
from monitor.store.words import answering

Judgement = Literal["relevant", "not relevant"]
# A story that was escalated was found to be relevant before.
STATES: dict[str, Judgement] = {"relevant": "relevant", "escalated": "relevant", "not relevant": "not relevant"}


class Judgements:
    """Answers how items were judged, and whether a watch has told of a story already."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["alerts"]

    async def make_indexes(self) -> None:
        """Items are looked up in the alerts that hold them."""
        await self.collection.create_index([("items.item", ASCENDING)])

    @answering
    async def of_items(self, ids: Sequence[str], watch: str = "") -> dict[str, Judgement]:
        """How each item was judged, as far as it was: in an alert of the watch, else in one of any other.

        Where people disagree, relevant stands.
        """
        wanted = {ObjectId(identity): identity for identity in ids if ObjectId.is_valid(identity)}
        chosen = {"items.item": {"$in": list(wanted)}, "state": {"$in": list(STATES)}}
        found: dict[str, tuple[bool, bool]] = {}
        async for alert in self.collection.find(chosen, {"state": 1, "watch": 1, "items.item": 1}):
            rank = alert.get("watch") == watch, STATES[alert["state"]] == "relevant"
            for identity in _items(alert, wanted):
                found[identity] = max(found.get(identity, rank), rank)
        return {identity: "relevant" if relevant else "not relevant" for identity, (_, relevant) in found.items()}

    @answering
    async def judged(self) -> list[str]:
        """The ids of all items that were judged in some alert."""
        alerts = self.collection.find({"state": {"$in": list(STATES)}}, {"_id": 0, "items.item": 1})
        return list({str(one["item"]): None async for alert in alerts for one in alert.get("items", ())})

    @answering
    async def alert_of(self, watch: str, story: str | None) -> Document | None:
        """The alert of a watch for a story, given by its id, if there is one: `made_at`, `state` and `items` of it."""
        if not story or not ObjectId.is_valid(story):
            return None
        wanted = {"made_at": 1, "state": 1, "items": 1}
        return await self.collection.find_one({"watch": watch, "story": ObjectId(story)}, wanted)


def _items(alert: Document, wanted: dict[ObjectId, str]) -> Iterable[str]:
    return (wanted[one["item"]] for one in alert.get("items", ()) if one.get("item") in wanted)
