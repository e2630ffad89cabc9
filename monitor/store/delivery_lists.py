"""Lists of deliveries for people: the latest first, narrowed by state, channel and recipient."""

from collections.abc import Mapping
from typing import Any

from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.deliveries import State
from monitor.store.documents import Document, storable_text
from monitor.store.paging import Count, Cursor, Page, count_up_to, read_page

# The list of what was told is long, and nobody reads it.
ROW = {"announcements": 0}
NARROWINGS = ("state", "recipient", "watches")


class DeliveryLists:
    """Reads deliveries; `deliveries` writes them."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["deliveries"]

    async def make_page_indexes(self) -> None:
        """Each narrowing in the order of the list."""
        order = [("queued_at", -1), ("_id", -1)]
        await self.collection.create_indexes([IndexModel([(name, 1), *order]) for name in NARROWINGS])

    async def page(self, wanted: Mapping[str, str], cursor: Cursor | None, size: int) -> Page:
        """Deliveries, the latest first; `wanted` narrows by `state`, `recipient` and `watches`."""
        return await read_page(self.collection, _chosen(wanted), "queued_at", cursor, size, ROW)

    async def count(self, wanted: Mapping[str, str]) -> Count:
        """How many there are, up to a cap."""
        return await count_up_to(self.collection, _chosen(wanted))

    async def counts(self) -> dict[str, Count]:
        """How many stand in each state, each up to a cap."""
        return {state.value: await self.count({"state": state.value}) for state in State}


def _chosen(wanted: Mapping[str, str]) -> dict[str, Any]:
    return {name: storable_text(wanted[name]) for name in NARROWINGS if wanted.get(name)}
