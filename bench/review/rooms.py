"""What fills the other rooms: sources with their standing, messages, the audit, failed addresses, watches, people."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from bson import ObjectId

from bench.review.build import BATCH, PEOPLE, WATCHES, Size
from monitor.standing import Health, HealthState, Rhythm, Standing
from monitor.store.documents import storable
from monitor.store.store import Store
from monitor.store.users import User
from monitor.watch import Recipient, Watch

# How many of each for a thousand items.
SENT, CHANGED, FAILED, VISITED = 100, 300, 20, 20
HEALTH: tuple[HealthState, ...] = ("ok", "ok", "ok", "ok", "ok", "quiet", "degraded", "broken", "blocked", "gone")
MOMENTS = 200
CAUSE = "4 visits in a row were answered with 403 Forbidden; the site began to refuse us."
SOURCE = """title = "Courier of Shore {number}"
country = "{country}"
languages = ["{language}"]
home = "https://{host}.example/"

[[entry]]
kind = "feed"
url = "https://{host}.example/feed"
"""
Document = dict[str, Any]


async def furnish(store: Store, home: Path, size: Size, now: datetime, seed: int = 7) -> None:
    """Fills every collection that the pages list beside items and alerts."""
    random = Random(seed)
    _write_sources(home / "sources", size, random)
    await _standings(store, size, random, now)
    await _people_and_watches(store, now)
    for name, number, make in (
        ("deliveries", SENT, _delivery),
        ("audit", CHANGED, _change),
        ("quarantine", FAILED, _failure),
        ("runs", VISITED, _run),
    ):
        await _fill(store, name, max(number * size.items // 1_000, size.sources), partial(make, random, size, now))


async def _fill(store: Store, name: str, number: int, make: Callable[[int], Document]) -> None:
    for start in range(0, number, BATCH):
        rows = [make(at) for at in range(start, min(start + BATCH, number))]
        await store.database[name].insert_many(rows, ordered=False)


def _write_sources(directory: Path, size: Size, random: Random) -> None:
    for number in range(size.sources):
        name = _source(number)
        path = directory / f"shore_{number % 6}" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        facts = {"country": random.choice(("FJ", "FR", "KE", "JP")), "language": random.choice(("en", "fr", "ja"))}
        path.write_text(SOURCE.format(number=number, host=name.replace("_", "-"), **facts), encoding="utf-8")


async def _standings(store: Store, size: Size, random: Random, now: datetime) -> None:
    for number in range(size.sources):
        state = random.choice(HEALTH)
        since = now - timedelta(hours=random.randrange(600))
        health = Health(state, "http" if state != "ok" else "", CAUSE if state != "ok" else "", since, last_new=since)
        moments = tuple(now - timedelta(hours=3 * ago) for ago in reversed(range(MOMENTS)))
        seen = Standing(_source(number), MOMENTS, now, now, judged=MOMENTS, rhythm=Rhythm(moments), health=health)
        values = {name: value for name, value in storable(seen).items() if name != "name"}
        await store.database["sources"].update_one({"_id": seen.name}, {"$set": values}, upsert=True)


async def _people_and_watches(store: Store, now: datetime) -> None:
    for name in filter(None, PEOPLE):
        await store.users.add(User(name, "researcher", made_at=now))
    for name in WATCHES:
        known = name.replace("-", "_")
        told = (Recipient(f"{known}@desk.example"),)
        await store.watches.save(Watch(known, name.title(), {"*": name}, recipients=told), expected=0, by="ada", at=now)


def _delivery(random: Random, size: Size, now: datetime, at: int) -> Document:
    queued = now - timedelta(minutes=7 * at)
    state = random.choices(("sent", "queued", "deferred", "refused", "dead"), (95, 1, 2, 1, 1))[0]
    answer = "250 2.0.0 Ok: queued" if state == "sent" else "450 4.2.1 The mailbox is busy; try again later."
    return {
        "_id": f"{at:032x}",
        "state": state,
        "recipient": f"desk-{at % 40}@section.example",
        "mailbox": f"desk-{at % 40}",
        "channel": "mail",
        "watches": [random.choice(WATCHES)],
        "alerts": [],
        "kind": "digest",
        "subject": "Harbour – 3 alerts: Dockworkers protest against the detention order in Lower Quill",
        "queued_at": queued,
        "due_at": queued,
        "sent_at": queued if state == "sent" else None,
        "next_try": None,
        "tries": 1,
        "attempts": [{"at": queued, "answer": answer}],
    }


def _change(random: Random, size: Size, now: datetime, at: int) -> Document:
    return {
        "at": now - timedelta(minutes=2 * at),
        "by": random.choice(PEOPLE[:-1]),
        "what": random.choice(("alert.state", "alert.assigned", "alert.note", "watch.saved", "session.begun")),
        "of": str(ObjectId()),
        "address": "192.0.2.7",
        "details": {"to": "not relevant"},
    }


def _failure(random: Random, size: Size, now: datetime, at: int) -> Document:
    source = _source(random.randrange(size.sources))
    url = f"https://{source.replace('_', '-')}.example/lost/{at}"
    seen = now - timedelta(minutes=11 * at)
    facts = {"reason": "404 not found", "raw_hash": "", "permanent": True, "detail": "gone", "attempts": 1}
    return {"source": source, "key": url, "link": {"url": url, "title": ""}, "first_at": seen, "last_at": seen, **facts}


def _run(random: Random, size: Size, now: datetime, at: int) -> Document:
    begun = now - timedelta(minutes=3 * at)
    counts = {"seen": 12, "new": 2, "known": 10, "duplicate": 0, "not_article": 0, "quarantined": 0}
    ended = {"started_at": begun, "ended_at": begun + timedelta(seconds=9), "status": "finished", "judged": True}
    return {"source": _source(at % size.sources), "slot": at // size.sources + 1, **ended, **counts, "errors": {}}


def _source(number: int) -> str:
    return f"source_{number:03d}"
