"""Evidence out of the store, weighed once, whoever does it and however often."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from monitor.schedule.judging import judge_runs
from monitor.signs import EntrySign, Signs
from monitor.sources.model import Source
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOURCES = {"lagoon": Source("lagoon", "g", "Lagoon", "https://lagoon.example/")}


async def run(store: Store, slot: int, signs: Signs) -> None:
    """A run that ended, with its evidence."""
    lease = await store.source_leases.claim("lagoon", "me", 60)
    assert lease is not None
    at = NOON + timedelta(hours=4 * slot)
    identity = await store.runs.begin("lagoon", at, slot, lease.fence)
    await store.runs.finish(identity, {"status": "finished", "signs": asdict(signs)}, lease.fence)
    await store.source_leases.skip(lease)


def failing() -> Signs:
    return Signs(entries=[EntrySign("https://lagoon.example/feed", cause="feed: 404 not found")])


async def test_rhythm_and_health_are_kept_and_a_change_is_noted_once(store: Store) -> None:
    moments = [NOON - timedelta(hours=hour) for hour in range(5)]
    well = Signs(entries=[EntrySign("https://lagoon.example/feed", links=5)], new=5, moments=moments, lengths=[900] * 5)
    await run(store, 1, well)
    for slot in (2, 3, 4):
        await run(store, slot, failing())
    assert await judge_runs(store, SOURCES, NOON) == 4
    assert await judge_runs(store, SOURCES, NOON) == 0
    standing = await store.standings.get("lagoon")
    assert (standing.health.state, standing.health.kind, standing.judged) == ("broken", "http", 4)
    assert sorted(standing.rhythm.moments) == sorted(moments)
    (notice,) = await store.notices.untold()
    assert (notice["state"], notice["slot"], notice["mended"]) == ("broken", 3, False)


async def test_two_who_judge_at_once_say_it_once(store: Store) -> None:
    for slot in (1, 2, 3):
        await run(store, slot, failing())
    await store.runs.collection.update_many({}, {"$set": {"judged": False}})
    await judge_runs(store, SOURCES, NOON)
    await store.runs.collection.update_many({}, {"$set": {"judged": False}})
    await judge_runs(store, SOURCES, NOON)
    assert len(await store.notices.untold()) == 1


async def test_a_run_of_a_source_that_left_the_catalogue_is_passed_over(store: Store) -> None:
    await run(store, 1, failing())
    assert await judge_runs(store, {}, NOON) == 1
    assert (await store.standings.get("lagoon")).judged == 0
