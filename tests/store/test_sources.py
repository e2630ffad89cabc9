from datetime import UTC, datetime, timedelta

from monitor.state import Moved, SourceState, StoredRobots, Validator
from monitor.store.store import Store

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
        visits=3,
        last_visit=NOON,
        moved={"https://tidings.example/f.xml": Moved("https://tidings.example/feed", NOON, 3, settled=True)},
        home_links=[b"\x00\xff" * 4],
        home_links_at=NOON,
        home_looked_at=NOON,
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


async def test_a_state_is_saved_only_by_the_latest_holder_of_the_lease(store: Store) -> None:
    lease = await store.source_leases.claim("tidings", "a", 60)
    assert lease is not None
    assert await store.sources.save(SourceState("tidings", visits=1), lease.fence)
    await store.source_leases.release("tidings", "a", lease.fence)
    later = await store.source_leases.claim("tidings", "b", 60)
    assert later is not None
    assert not await store.sources.save(SourceState("tidings", visits=7), lease.fence)
    assert (await store.sources.load("tidings")).visits == 1
