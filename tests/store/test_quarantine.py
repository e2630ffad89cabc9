from datetime import UTC, datetime, timedelta

from monitor.items import Link
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LINK = Link("https://tidings.example/a", title="Ferry resumes", authors=("News desk",), published="1 March")
KEY = "u:https://tidings.example/a"


async def fail(store: Store, link: Link = LINK, *, at: datetime = NOON, permanent: bool = False) -> None:
    await store.quarantine.add("tidings", link, "took too long", "abc", at, permanent=permanent)


async def test_failure_is_tried_again_after_growing_pauses(store: Store) -> None:
    moment = NOON
    for hours in (1, 4, 24, 72, 168):
        await fail(store, at=moment)
        assert await store.quarantine.due("tidings", moment + timedelta(hours=hours, seconds=-1), 10) == []
        assert await store.quarantine.waiting("tidings", [KEY], moment + timedelta(hours=hours, seconds=-1)) == {KEY}
        moment += timedelta(hours=hours)
        assert await store.quarantine.due("tidings", moment, 10) == [LINK]
        assert await store.quarantine.waiting("tidings", [KEY, "u:other"], moment) == set()
    await fail(store, at=moment)
    assert await store.quarantine.due("tidings", moment + timedelta(days=400), 10) == []
    assert await store.quarantine.waiting("tidings", [KEY], moment + timedelta(days=29)) == {KEY}
    assert await store.quarantine.waiting("tidings", [KEY], moment + timedelta(days=30)) == set()
    record = (await store.quarantine.list())[0]
    assert (record.attempts, record.first_at, record.last_at) == (6, NOON, moment)


async def test_permanent_failure_is_not_tried_by_itself(store: Store) -> None:
    await fail(store, permanent=True)
    assert await store.quarantine.due(None, NOON + timedelta(days=400), 10) == []
    assert await store.quarantine.waiting("tidings", [KEY], NOON + timedelta(days=20)) == {KEY}


async def test_resolved_ones_are_forgotten(store: Store) -> None:
    await fail(store)
    assert await store.quarantine.resolve("herald", [LINK.url]) == 0
    assert await store.quarantine.resolve("tidings", [LINK.url, "https://tidings.example/b"]) == 1
    assert await store.quarantine.list() == []


async def test_counts_and_lists_by_source(store: Store) -> None:
    await fail(store)
    await store.quarantine.add("herald", LINK, "413 too large", "", NOON, permanent=True, detail="x" * 5_000)
    assert await store.quarantine.counts() == {("tidings", "took too long"): 1, ("herald", "413 too large"): 1}
    assert await store.quarantine.counts("herald") == {("herald", "413 too large"): 1}
    assert len((await store.quarantine.list("herald"))[0].detail) == 2_000
    assert len(await store.quarantine.due(None, NOON + timedelta(days=1), 10)) == 1


async def test_hostile_links_are_kept(store: Store) -> None:
    hostile = Link("https://tidings.example/\ud800\0" + "x" * 5_000, html="\ud800" * 3_000_000, standalone=True)
    await fail(store, hostile)
    await fail(store, hostile)
    record = (await store.quarantine.list("tidings"))[0]
    assert (record.attempts, record.link.html, record.link.standalone) == (2, "", True)
