"""Fills a MongoDB with items."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from bson import ObjectId

from bench.search.words import LANGUAGES, WORDS_OF_A_TEXT, Language
from monitor.store.store import Store

END = datetime(2026, 3, 1, tzinfo=UTC)
# The time over which a million items are spread.
DAYS = 365
SOURCES = 400
AT_ONCE = 2_000


async def fill(store: Store, spoken: dict[str, Language], count: int, chance: random.Random) -> None:
    """Stores so many items of the last year."""
    for start in range(0, count, AT_ONCE):
        items = [_item(number, spoken, chance) for number in range(start, min(start + AT_ONCE, count))]
        await store.items.collection.insert_many(items, ordered=False)


def _item(number: int, spoken: dict[str, Language], chance: random.Random) -> dict[str, Any]:
    language = spoken[chance.choice(LANGUAGES)]
    source = f"outlet_{chance.randrange(SOURCES)}"
    url = f"https://{source}.example/{number}"
    dated = END - timedelta(seconds=chance.randrange(DAYS * 86_400))
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
