"""Fills a MongoDB with items."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId

from bench.search.queries import Spoken
from bench.search.words import LANGUAGES, WORDS_OF_A_TEXT
from monitor.store.store import Store

END = datetime(2026, 3, 1, tzinfo=UTC)
# The time over which a million items are spread.
DAYS = 365
SOURCES = 400
AT_ONCE = 2_000


async def fill(store: Store, spoken: Spoken, count: int, chance: random.Random) -> None:
    """Stores so many items of a year, from the oldest to the newest."""
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        items = [_item(number, (number + chance.random()) / count, spoken, chance) for number in numbers]
        await store.items.collection.insert_many(items, ordered=False)


def _item(number: int, part: float, spoken: Spoken, chance: random.Random) -> dict[str, Any]:
    """An item of a moment by which a part of the year is over."""
    language = spoken[chance.choice(LANGUAGES)]
    source = f"outlet_{chance.randrange(SOURCES)}"
    url = f"https://{source}.example/{number}"
    dated = END - timedelta(days=DAYS * (1 - part))
    return {
        # As if each had been stored on its day.
        "_id": ObjectId(int(dated.timestamp()).to_bytes(4, "big") + number.to_bytes(8, "big")),
        "source": source,
        "url": url,
        "canonical_url": url,
        "keys": [f"u:{url}"],
        "headline": language.row(chance, 8),
        "body": language.row(chance, WORDS_OF_A_TEXT),
        "language": language.code,
        "dated": dated,
        "first_seen": dated,
    }
