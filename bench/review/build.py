"""Items and alerts as the crawl and the watches would have made them, by the thousand; the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bson import ObjectId

from bench.review.words import TONGUES, sentence, text
from monitor.store.ranking import rank
from monitor.store.store import Store

BATCH = 2_000
STATES = ("new", "in review", "relevant", "not relevant", "closed", "escalated")
PEOPLE = ("ada", "ben", "chi", "")
WATCHES = ("detention", "evictions", "travel-bans", "wages", "harbour", "teachers", "elders", "orn-valley")
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How much to build; alerts belong to the latest items, `judged` is the share that is judged already."""

    items: int = 1_000_000
    alerts: int = 200_000
    sources: int = 280
    days: int = 700
    judged: float = 0.97


async def build(store: Store, size: Size, now: datetime, seed: int = 7) -> None:
    """Fills empty collections."""
    random = Random(seed)
    for batch in _batches(_items(random, size, now)):
        await store.database["items"].insert_many(batch, ordered=False)
        alerts = [_alert(random, item, size) for item in batch if item["matches"]]
        if alerts:
            await store.database["alerts"].insert_many(alerts, ordered=False)


def _batches(documents: Iterator[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _items(random: Random, size: Size, now: datetime) -> Iterator[Document]:
    step = timedelta(days=size.days) / max(size.items, 1)
    for number in range(size.items):
        seen = now - step * (size.items - number)
        has_alert = number >= size.items - size.alerts
        yield _item(random, number, seen, size, has_alert=has_alert)


def _item(random: Random, number: int, seen: datetime, size: Size, *, has_alert: bool) -> Document:
    tongue = random.choices(TONGUES, (5, 2, 2, 2, 1, 1))[0]
    headline, start, end = sentence(random, tongue)
    source = f"source_{int(random.triangular(0, size.sources, 0)):03d}"
    url = f"https://{source.replace('_', '-')}.example/news/{number}"
    published = seen - timedelta(minutes=random.randrange(5, 600))
    day_only = random.random() < 0.2
    span = {"field": "title", "start": start, "end": end, "leaf": headline[start:end]}
    watch = random.choice(WATCHES)
    return {
        "_id": _id(seen, number),
        "source": source,
        "url": url,
        "canonical_url": url,
        "headline": headline,
        "body": text(random, tongue, 12),
        "summary": "",
        "authors": [],
        "language": tongue.code,
        "published": None if day_only else published,
        "published_day": published.date().isoformat(),
        "published_precision": "day" if day_only else "minute",
        "published_confidence": random.choices(("high", "medium", "low"), (8, 1, 1))[0],
        "published_source": "jsonld",
        "published_raw": published.isoformat(),
        "published_why": "The page's structured data and its printed date agree.",
        "date_candidates": [],
        "first_seen": seen,
        "dated": published,
        "keys": [f"u:{url}"],
        "sightings": [{"url": url, "source": source, "seen_at": seen}],
        "versions": 1,
        "story": ObjectId(),
        "matches": [{"watch": watch, "version": 1, "language": "*", "spans": [span], "at": seen}] if has_alert else [],
    }


def _id(seen: datetime, number: int) -> ObjectId:
    """An id as MongoDB would have made it in that moment."""
    return ObjectId(f"{int(seen.timestamp()):08x}{number:016x}")


def _alert(random: Random, item: Document, size: Size) -> Document:
    match, seen = item["matches"][0], item["first_seen"]
    judged = random.random() < size.judged
    state = random.choices(STATES[1:], (3, 30, 55, 10, 2))[0] if judged else "new"
    span = match["spans"][0]
    outlets = sorted({item["source"], *(f"source_{random.randrange(size.sources):03d}" for _ in range(_few(random)))})
    pieces = [
        {"field": "title", "text": item["headline"], "marks": [[span["start"], span["end"]]]},
        {"field": "body", "text": item["body"][:260], "marks": []},
    ]
    facts = ("headline", "url", "source", "language", "published", "published_day", "published_precision")
    alert: Document = {
        "_id": ObjectId(),
        "watch": match["watch"],
        "story": item["story"],
        "version": 1,
        "made_at": seen + timedelta(minutes=2),
        "updated_at": seen + timedelta(minutes=3),
        "state": state,
        "shelf": state,
        "assignee": random.choice(PEOPLE) if judged else "",
        "tags": random.sample(("urgent", "to-translate", "case-17", "background"), 1) if random.random() < 0.1 else [],
        "notes": [],
        "history": [],
        "snoozed_until": None,
        "revision": 1,
        "merged_into": None,
        "items": [{"item": item["_id"], "kind": "new", "at": seen}],
        "outlets": outlets,
        "languages": [item["language"]],
        "leading": {
            **{name: item[name] for name in (*facts, "published_confidence")},
            "item": item["_id"],
            "dir": "rtl" if item["language"] == "ar" else "ltr",
            "extract": pieces,
        },
    }
    return {**alert, "rank": rank(alert)}


def _few(random: Random) -> int:
    return min(int(random.paretovariate(1.2)) - 1, 40)
