"""Finds items by a query, the latest first: the same words, the same places as a watch would find.

Every item is asked in turn, a few at a time, so that nobody else waits; a page of the search ends when it is
full, or when the time for it is up, and says how far it looked.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from time import monotonic

from monitor.matching.find import find
from monitor.matching.query import Query
from monitor.review.visit import Visit
from monitor.store.documents import Document
from monitor.store.item_lists import ItemFilter
from monitor.store.paging import Cursor
from monitor.watch import Span
from monitor.watches.facts import facts_of_item
from monitor.watches.matcher import text_of

PAGE = 30
STEP = 25
MOST_LOOKED_AT = 5_000
SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found, with the places."""

    item: Document
    spans: tuple[Span, ...]


@dataclass(slots=True)
class Found:
    """What a page of a search shows; `onward` is where it goes on, None where there is nothing more."""

    hits: list[Hit] = field(default_factory=list)
    looked_at: int = 0
    onward: Cursor | None = None


async def search(visit: Visit, query: Query, wanted: ItemFilter, place: Cursor | None, size: int = PAGE) -> Found:
    """The items that a query finds from a place on."""
    found, until = Found(), monotonic() + SECONDS
    async for item, at in _items(visit, wanted, place):
        found.looked_at += 1
        spans = find(query, text_of(facts_of_item(item, visit.house.shelf.source(str(item.get("source"))))))
        if spans is not None:
            found.hits.append(Hit(item, spans))
        if len(found.hits) >= size or found.looked_at >= MOST_LOOKED_AT or monotonic() > until:
            found.onward = at
            break
    return found


async def _items(visit: Visit, wanted: ItemFilter, place: Cursor | None) -> AsyncIterator[tuple[Document, Cursor]]:
    """Items with their texts, each with the place after it."""
    while True:
        page = await visit.store.item_lists.whole(wanted, place, STEP)
        for item in page.rows:
            yield item, Cursor(item["first_seen"], str(item["_id"]))
        if page.older is None:
            return
        place = page.older
        await asyncio.sleep(0)
