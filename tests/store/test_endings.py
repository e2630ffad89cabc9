from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.items import Link
from monitor.state import SourceState, StoredRobots, Validator
from monitor.store.endings import Ending, Lost, WaitingEndings, store_ending
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://tidings.example/a"


async def begun(store: Store, started_at: datetime = NOON) -> Ending:
    """The ending of a run that was begun under a lease of its own."""
    lease = await store.source_leases.claim("tidings", f"me at {started_at}", 60)
    assert lease is not None
    run_id = await store.runs.begin("tidings", started_at, lease.slot, lease.fence)
    return ending(run_id, started_at, lease.fence, lease.slot)


def ending(run_id: str, started_at: datetime, fence: int, slot: int) -> Ending:
    """An ending with something of everything."""
    state = SourceState(
        "tidings",
        validators={URL: Validator('"e"', "Sun", NOON, URL)},
        robots={"https://tidings.example": StoredRobots(b"\xff", 200, NOON)},
        last_complete=started_at,
        visits=slot,
    )
    return Ending(
        run_id=run_id,
        owner=f"me at {started_at}",
        fence=fence,
        signs={"at": started_at, "entries": [{"url": URL, "links": 2}]},
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=1),
        state=state,
        summary={"status": "partial", "errors": {"host not found: a.b": 1}},
        passed_over=[("u:https://tidings.example/login", "https://tidings.example/login", "login page")],
        lost=[Lost(Link(URL, "\ud800", authors=("a",)), "500", "", permanent=False)],
        older=["u:https://tidings.example/old"],
    )


async def test_what_waits_on_the_disk_is_stored_whole_and_once(store: Store, tmp_path: Path) -> None:
    waiting = WaitingEndings(tmp_path)
    kept = await begun(store)
    waiting.keep(kept)
    assert await waiting.replay(store) == 1
    assert await waiting.replay(store) == 0
    assert await store.sources.load("tidings") == kept.state
    assert (await store.runs.of("tidings"))[0]["errors"] == {"host not found: a.b": 1}
    assert [record.attempts for record in await store.quarantine.list("tidings")] == [1]
    assert await store.passed_over.known(["u:https://tidings.example/login"], NOON)
    assert await store.baselines.known("tidings", ["u:https://tidings.example/old"])


async def test_what_waited_does_not_undo_what_a_later_run_found_out(store: Store, tmp_path: Path) -> None:
    waiting = WaitingEndings(tmp_path)
    early = await begun(store)
    waiting.keep(early)
    await store.source_leases.release("tidings", early.owner, early.fence)
    later = await begun(store, NOON + timedelta(hours=1))
    await store_ending(store, later)
    assert await waiting.replay(store) == 1
    assert (await store.sources.load("tidings")).last_complete == later.started_at


async def test_a_file_that_nobody_wrote_is_put_aside(store: Store, tmp_path: Path) -> None:
    waiting = WaitingEndings(tmp_path)
    waiting.directory.mkdir(parents=True)
    (waiting.directory / "odd.json").write_text('{"run_id": 1}')
    assert await waiting.replay(store) == 0
    assert waiting.files() == []
