"""The collection `twins`: other texts of a document that is one item by its index number, such as its PDF or its page.

The item shows the fullest text, since that is what is searched and watched; a shorter one is kept here.
"""

from collections.abc import Sequence
from typing import Any

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.extract.shape import width
from monitor.store.documents import Document
from monitor.store.versions import KEPT, revise
from monitor.store.words import answering
from monitor.versions.changes import compare

# So much longer is a text that takes the place of another one of its document: a report, and the page that offers it.
FULLER = 1.5
# More texts of one document in one language are a site's play with numbers.
MOST = 50


class Twins:
    """Texts of documents at further addresses."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["twins"]

    async def make_indexes(self) -> None:
        """Each text of a document once."""
        await self.collection.create_index([("item", 1), ("url", 1)], unique=True)

    @answering
    async def of(self, item: str) -> list[Document]:
        """The further texts of an item, each with `url`, `source` and `read_at`, in the order they were found."""
        found = self.collection.find({"item": ObjectId(item)}, {"_id": 0, "item": 0}, sort=[("read_at", 1)])
        return await found.to_list()

    @answering
    async def delete_of(self, items: Sequence[ObjectId]) -> None:
        """Deletes the further texts of items that are deleted."""
        await self.collection.delete_many({"item": {"$in": list(items)}})


async def meet(items: AsyncCollection[Document], identity: ObjectId, document: Document) -> None:
    """Keeps the text of an article that is an item by its index number alone; harmless when repeated.

    A fuller text becomes the item's, and the old one a version of it. Watches that only the other text
    meets are alerted either way.
    """
    item = await items.find_one({"_id": identity})
    if item is None or not document["body"].strip():
        return
    if not compare(("", item["body"]), ("", document["body"])):
        return
    if width(document["body"]) >= FULLER * width(item["body"]):
        words = f"a fuller text of {item.get('index_number', 'the document')} stands at {document['url']}"
        order = {"item": str(identity), "number": item.get("versions", 1), "evidence": words, "moves": True}
        await revise(items, {**document, "revises": order})
        return
    await _keep(items.database["twins"], identity, document)
    await _add_matches(items, identity, document)


async def _keep(twins: AsyncCollection[Document], identity: ObjectId, document: Document) -> None:
    if await twins.count_documents({"item": identity}, limit=MOST) == MOST:
        return
    kept = {name: document[name] for name in KEPT if name in document and name != "url"}
    kept |= {"source": document["source"], "read_at": document["first_seen"]}
    await twins.update_one({"item": identity, "url": document["url"]}, {"$setOnInsert": kept}, upsert=True)


async def _add_matches(items: AsyncCollection[Document], identity: ObjectId, document: Document) -> None:
    """The watches that found this text and not the item's; what they found stands in no text of the item."""
    alerts = {alert["watch"]: alert for alert in document.get("pending_alerts") or ()}
    for match in document.get("matches") or ():
        pushed: dict[str, Any] = {"matches": {**match, "spans": []}}
        if match["watch"] in alerts:
            pushed["pending_alerts"] = alerts[match["watch"]]
        await items.update_one({"_id": identity, "matches.watch": {"$ne": match["watch"]}}, {"$push": pushed})
