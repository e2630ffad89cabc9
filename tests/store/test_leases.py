import subprocess
import sys
from datetime import UTC, datetime, timedelta

from monitor.store.processes import name_of, this_process
from monitor.store.store import Store
from tests.store.ended import ended_process

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


async def test_one_owner_at_a_time(store: Store) -> None:
    assert await store.leases.claim("work", "far.example/boot/1/1", 60, NOON)
    assert not await store.leases.claim("work", this_process(), 60, NOON)
    assert await store.leases.claim("other work", this_process(), 60, NOON)
    assert await store.leases.claim("work", "far.example/boot/1/1", 60, NOON + timedelta(seconds=50))
    assert not await store.leases.claim("work", this_process(), 60, NOON + timedelta(seconds=100))
    assert await store.leases.claim("work", this_process(), 60, NOON + timedelta(seconds=110))


async def test_a_lease_can_be_given_back(store: Store) -> None:
    assert await store.leases.claim("work", "far.example/boot/1/1", 60, NOON)
    await store.leases.release("work", this_process())
    assert not await store.leases.claim("work", this_process(), 60, NOON)
    await store.leases.release("work", "far.example/boot/1/1")
    assert await store.leases.claim("work", this_process(), 60, NOON)


async def test_a_dead_process_holds_nobody_up(store: Store) -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = name_of(process.pid)
    assert await store.leases.claim("work", name, 3600, NOON)
    assert not await store.leases.claim("work", this_process(), 60, NOON)
    process.kill()
    process.communicate()
    assert await store.leases.claim("work", this_process(), 60, NOON)


async def test_what_the_dead_of_this_machine_held_is_free_for_others(store: Store) -> None:
    assert await store.leases.claim("work", ended_process(), 3600, NOON)
    assert await store.leases.claim("other work", "far.example/boot/1/1", 3600, NOON)
    await store.leases.free_ended()
    assert await store.leases.claim("work", "far.example/boot/1/2", 60, NOON)
    assert not await store.leases.claim("other work", "far.example/boot/1/2", 60, NOON)
