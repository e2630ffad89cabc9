"""Alerts for tests, as the watches would have made them."""

from datetime import timedelta
from typing import Any

from bson import ObjectId

from bench.review.build import Size, build
from monitor.store.store import Store
from tests.review.people import NOON

HEADLINE = "Dockworkers of Lower Quill protest"


async def many(store: Store, number: int) -> list[str]:
    """So many new alerts with their items; their ids, the newest first."""
    await build(store, Size(items=number, alerts=number, sources=5, days=3, judged=0), NOON)
    found = store.database["alerts"].find({}, {"_id": 1}, sort=[("made_at", -1), ("_id", -1)])
    return [str(alert["_id"]) async for alert in found]


async def one(store: Store, **changed: Any) -> str:
    """One alert, with some of its fields as a test needs them; its id."""
    (id_,) = await many(store, 1)
    if changed:
        await store.database["alerts"].update_one({"_id": ObjectId(id_)}, {"$set": changed})
    return id_


async def stored(store: Store, id_: str) -> dict[str, Any]:
    """An alert as it stands."""
    alert = await store.triage.get(id_)
    assert alert is not None
    return alert


A_MINUTE = timedelta(minutes=1)
