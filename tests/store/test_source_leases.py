"""Who may visit a source: one at a time, by the server's clock, each visit once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.store.processes import this_process
from monitor.store.source_leases import Lease
from monitor.store.store import Store
from tests.store.ended import ended_process

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def held(store: Store, owner: str, seconds: float = 60, slot: int | None = None) -> Lease:
    lease = await store.source_leases.claim("tidings", owner, seconds, slot)
    assert lease is not None
    return lease


@pytest.mark.parametrize("slot", [None, 1])
async def test_a_lease_goes_to_one_of_many(store: Store, slot: int | None) -> None:
    claims = [store.source_leases.claim("tidings", f"owner{number}", 60, slot) for number in range(20)]
    assert sum(lease is not None for lease in await asyncio.gather(*claims)) == 1


async def test_a_lease_ends_by_release_or_by_time(store: Store) -> None:
    first = await held(store, "a")
    assert (await held(store, "a")).fence == first.fence
    assert await store.source_leases.claim("tidings", "b", 60) is None
    await store.source_leases.release("tidings", "b", first.fence)
    assert await store.source_leases.claim("tidings", "b", 60) is None
    await store.source_leases.release("tidings", "a", first.fence)
    second = await held(store, "b", -1)
    third = await held(store, "c")
    assert first.fence < second.fence < third.fence


async def test_a_lease_that_was_lost_cannot_be_renewed_or_given_back(store: Store) -> None:
    lost = await held(store, "a", -1)
    await held(store, "b")
    assert not await store.source_leases.renew(lost, 60)
    await store.source_leases.release("tidings", "a", lost.fence)
    assert await store.source_leases.holder("tidings") == "b"


async def test_a_lease_can_be_renewed(store: Store) -> None:
    lease = await held(store, "a", -1)
    assert await store.source_leases.renew(lease, 60)
    assert await store.source_leases.claim("tidings", "b", 60) is None


async def test_a_slot_that_is_past_is_not_lent(store: Store) -> None:
    lease = await held(store, "a", slot=1)
    await store.source_leases.skip(lease)
    assert await store.source_leases.claim("tidings", "b", 60, slot=1) is None
    assert (await held(store, "b", slot=2)).slot == 2


async def test_a_lease_from_before_the_clock_was_set_back_holds_nobody_up(store: Store) -> None:
    lease = await held(store, "far.example/another-boot/1/1")
    tomorrow = {"$set": {"lease.until": datetime.now(UTC) + timedelta(days=1)}}
    await store.source_leases.collection.update_one({"_id": "tidings"}, tomorrow)
    assert (await held(store, "b")).fence > lease.fence


async def test_a_lease_of_a_process_that_died_holds_nobody_up(store: Store) -> None:
    await held(store, ended_process())
    claims = [store.source_leases.claim("tidings", f"owner{number}", 60) for number in range(8)]
    assert sum(lease is not None for lease in await asyncio.gather(*claims)) == 1


async def test_what_the_dead_of_this_machine_held_is_free_for_others(store: Store) -> None:
    await held(store, ended_process())
    await store.source_leases.claim("lagoon", "far.example/boot/1/1", 60)
    assert await store.source_leases.held() == {"lagoon"}
    await store.source_leases.free_ended()
    assert await store.source_leases.claim("tidings", "far.example/boot/1/2", 60) is not None
    assert await store.source_leases.claim("lagoon", "far.example/boot/1/2", 60) is None


async def test_a_lease_of_a_process_at_work_stands(store: Store) -> None:
    await held(store, this_process())
    assert await store.source_leases.claim("tidings", "b", 60) is None
    assert await store.source_leases.holder("tidings") == this_process()


async def test_a_run_of_a_slot_is_begun_once_and_taken_over_by_a_later_fence(store: Store) -> None:
    run = await store.runs.begin("tidings", NOON, slot=1, fence=1)
    assert run
    assert not await store.runs.begin("tidings", NOON, slot=1, fence=1)
    assert await store.runs.begin("tidings", NOON, slot=1, fence=2) == run
    await store.runs.finish(run, {"new": 1}, fence=1)
    assert (await store.runs.of("tidings"))[0]["status"] == "running"
    await store.runs.finish(run, {"new": 2}, fence=2)
    assert not await store.runs.begin("tidings", NOON, slot=1, fence=3)
    assert [found["new"] for found in await store.runs.of("tidings")] == [2]
