"""The collection `audit`: every change that a person made. Entries are added and read, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import IndexModel
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.documents import Document, storable, storable_text
from monitor.store.paging import Cursor, Page, read_page
from monitor.store.words import answering

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: who did what to which thing. `what` is a fixed word such as `alert.judged`."""

    at: datetime
    by: str
    what: str
    of: str = ""
    details: Mapping[str, Any] | None = None
    address: str = ""


class Audit:
    """Writes down changes; there is no way to change or remove an entry."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["audit"]

    async def make_page_indexes(self) -> None:
        """By time, alone or of one person, thing or kind of change."""
        order = [("at", -1), ("_id", -1)]
        narrowed = [[(field, 1), *order] for field in ("by", "of", "what")]
        await self.collection.create_indexes([IndexModel(keys) for keys in (order, *narrowed)])

    @answering
    async def add(self, entry: Entry) -> None:
        """Writes one change down; long texts are cut."""
        details = {key: _short(value) for key, value in (entry.details or {}).items()}
        kept = {
            "at": entry.at,
            "by": entry.by.casefold(),
            "what": entry.what,
            "of": _short(entry.of),
            "address": entry.address,
        }
        await self.collection.insert_one({**kept, "details": storable(details)})

    async def page(self, by: str, of: str, what: str, cursor: Cursor | None, size: int) -> Page:
        """Entries, the latest first; "" does not narrow."""
        named = (("by", by.casefold()), ("of", of), ("what", what))
        chosen = {key: storable_text(value) for key, value in named if value}
        return await read_page(self.collection, chosen, "at", cursor, size)


def _short(value: Any) -> Any:
    return storable_text(value)[:LONGEST] if isinstance(value, str) else value
