from datetime import UTC, datetime, timedelta

from monitor.store.store import Store
from tests.store.ended import ended_process

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_run_is_kept_with_its_count(store: Store) -> None:
    run = await store.runs.begin("tidings", NOON)
    assert (await store.runs.recent())[0]["status"] == "running"
    reasons = {"host not found: tidings.example": 2, "$odd": 1}
    record = {"source": "tidings", "started_at": "2026-03-01T12:00:00Z", "status": "partial", "errors": reasons}
    await store.runs.finish(run, record)
    stored = (await store.runs.of("tidings"))[0]
    assert (stored["id"], stored["status"], stored["errors"]) == (run, "partial", reasons)
    assert stored["started_at"] == NOON


async def test_lists_newest_first_and_by_source(store: Store) -> None:
    for hours, source in enumerate(["tidings", "herald", "tidings"]):
        await store.runs.finish(await store.runs.begin(source, NOON + timedelta(hours=hours)), {"new": hours})
    assert [run["new"] for run in await store.runs.recent(2)] == [2, 1]
    assert [run["new"] for run in await store.runs.of("tidings")] == [2, 0]
    assert {run["status"] for run in await store.runs.recent()} == {"finished"}


async def test_run_of_a_dead_process_shows_as_abandoned(store: Store) -> None:
    await store.runs.begin("tidings", NOON)
    await store.runs.collection.update_one({}, {"$set": {"process": ended_process()}})
    assert (await store.runs.recent())[0]["status"] == "abandoned"
    await store.runs.collection.update_one({}, {"$set": {"process": "another-machine/boot/1/1"}})
    assert (await store.runs.recent())[0]["status"] == "running"
