import asyncio
from datetime import UTC, datetime, timedelta

from monitor.state import SourceState, StoredRobots, Validator
from monitor.store.processes import this_process
from monitor.store.store import Store
from tests.store.ended import ended_process

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_state_comes_back_as_it_was(store: Store) -> None:
    state = SourceState(
        name="tidings",
        validators={"https://tidings.example/f.xml?$a=b.c": Validator('"e"', "Sun", NOON, "https://tidings.example/f")},
        robots={"https://tidings.example:8080": StoredRobots(b"User-agent: *\n\xff", 200, NOON)},
        probed=[{"kind": "feed", "url": "https://tidings.example/f.xml"}],
        first_visits={"https://tidings.example/f.xml": NOON},
        last_ended=NOON + timedelta(hours=1),
        last_complete=NOON,
        not_before=NOON + timedelta(hours=1),
        closed={"tidings.example:443": NOON},
        dates={"orders": {"DMY": 3}, "days": {"news-sitemap 2026-02-03": 1}},
        recent_blocks=[b"\x00\xff" * 8, b""],
    )
    await store.sources.save(state)
    await store.sources.save(state)
    assert await store.sources.load("tidings") == state
    assert await store.sources.all() == [state]


async def test_source_that_was_never_visited_has_an_empty_state(store: Store) -> None:
    assert await store.sources.load("tidings") == SourceState("tidings")


async def test_state_of_a_hostile_site_stays_storable(store: Store) -> None:
    body = b"x" * 500 * 1024
    state = SourceState(
        name="tidings",
        validators={f"https://tidings.example/{number}": Validator("e" * 900) for number in range(5_000)}
        | {"https://tidings.example/long": Validator("e" * 10_000_000)},
        robots={f"https://{number}.tidings.example": StoredRobots(body, 200, NOON) for number in range(100)},
        probed=[{"a.b": "\ud800"}],
    )
    await store.sources.save(state)
    loaded = await store.sources.load("tidings")
    assert len(loaded.validators) == 2_000
    assert "https://tidings.example/4999" in loaded.validators


async def test_lease_goes_to_one_of_many(store: Store) -> None:
    claims = [store.sources.claim("tidings", f"owner{number}", 60, NOON) for number in range(8)]
    assert (await asyncio.gather(*claims)).count(True) == 1


async def test_lease_ends_by_release_or_by_time(store: Store) -> None:
    claim = store.sources.claim
    assert await claim("tidings", "a", 60, NOON)
    assert await claim("tidings", "a", 60, NOON)
    assert not await claim("tidings", "b", 60, NOON)
    await store.sources.release("tidings", "b")
    assert not await claim("tidings", "b", 60, NOON)
    assert await claim("tidings", "b", 60, NOON + timedelta(seconds=60))
    await store.sources.release("tidings", "b")
    assert await claim("tidings", "a", 60, NOON)


async def test_saving_leaves_the_lease_alone(store: Store) -> None:
    await store.sources.claim("tidings", "a", 60, NOON)
    await store.sources.save(SourceState("tidings"))
    assert not await store.sources.claim("tidings", "b", 60, NOON)


async def test_lease_of_a_process_that_died_holds_nobody_up(store: Store) -> None:
    dead = ended_process()
    assert await store.sources.claim("tidings", dead, 60, NOON)
    claims = [store.sources.claim("tidings", f"owner{number}", 60, NOON) for number in range(8)]
    assert (await asyncio.gather(*claims)).count(True) == 1


async def test_lease_of_a_process_at_work_stands(store: Store) -> None:
    assert await store.sources.claim("tidings", this_process(), 60, NOON)
    assert not await store.sources.claim("tidings", "b", 60, NOON)
    assert await store.sources.holder("tidings") == this_process()
