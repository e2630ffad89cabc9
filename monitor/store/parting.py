"""What alerts lose and get back when a person takes a story apart; the inverse of `Alerts.move` and `Alerts.merge`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.alerts import as_id, leading_document
from monitor.store.documents import Document
from monitor.store.merging import leaving
from monitor.store.ranking import rank
from monitor.store.triage import unmerged
from monitor.store.words import answering


class Parting:
    """Changes alerts for `alerts.parting`; every change can be repeated."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.alerts: AsyncCollection[Document] = database["alerts"]
        self.items: AsyncCollection[Document] = database["items"]

    @answering
    async def gone_up_in(self, alerts: Sequence[Any]) -> list[Document]:
        """The alerts that went up in these."""
        return await self.alerts.find({"merged_into": {"$in": [as_id(str(one)) for one in alerts]}}).to_list()

    @answering
    async def bring_back(self, alert: Document, now: datetime) -> None:
        """Lets an alert that went up in another stand for itself, with what it had brought."""
        change = {"$pull": {"merged": alert["_id"], **leaving(alert)}, "$set": {"updated_at": now}}
        await self.alerts.update_one({"_id": alert["merged_into"]}, change)
        back = unmerged(alert)
        change = {"$set": back["$set"] | {"updated_at": now}, "$unset": back["$unset"] | {"joined": ""}}
        await self.alerts.update_one({"_id": alert["_id"]}, change)

    @answering
    async def lose(self, alert: Document, items: Collection[Any], leading: Mapping[str, Any], now: datetime) -> None:
        """Takes items out of an alert, with what only they brought; `leading` are the facts of who leads now."""
        gone, stay = await self._origins(items), await self._origins(_items(alert) - set(items))
        lost = {"outlets": gone["source"] - stay["source"], "languages": gone["language"] - stay["language"]}
        pulled = {"items": {"item": {"$in": list(items)}}} | {name: {"$in": list(one)} for name, one in lost.items()}
        kept = [source for source in alert["outlets"] if source not in lost["outlets"]]
        settled = {"leading": leading_document(leading), "rank": rank({**alert, "outlets": kept}), "updated_at": now}
        await self.alerts.update_one({"_id": alert["_id"]}, {"$pull": pulled, "$set": settled, "$inc": {"revision": 1}})

    async def _origins(self, items: Collection[Any]) -> dict[str, set[Any]]:
        chosen = {"_id": {"$in": list(items)}}
        return {name: set(await self.items.distinct(name, chosen)) for name in ("source", "language")}


def _items(alert: Document) -> set[Any]:
    return {entry["item"] for entry in alert["items"]}
