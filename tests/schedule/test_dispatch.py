"""What is due goes into the queue once, from one of many dispatchers, and again when it was lost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.schedule import dispatch
from monitor.schedule.dispatch import Dispatcher
from monitor.schedule.shelf import Shelf
from monitor.settings import Environment
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def shelf(environment: Environment) -> Shelf:
    folder = environment.home / "sources" / "coast"
    folder.mkdir(parents=True)
    for name in ("lagoon", "harbour"):
        (folder / f"{name}.toml").write_text(f'title = "{name}"\nhome = "https://{name}.example/"\n')
    shelf = Shelf(Environment(home=environment.home, bundled_sources=False))
    shelf.refresh()
    return shelf


class Queue:
    """What was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def send(self, name: str, slot: int) -> None:
        self.sent.append((name, slot))


async def test_each_visit_is_sent_once_and_again_when_it_was_lost(store: Store, shelf: Shelf) -> None:
    queue = Queue()
    patient, hasty = Dispatcher(shelf, queue.send), Dispatcher(shelf, queue.send, again=-1)
    assert [await patient.round(store, NOON) for _ in range(3)] == [2, 0, 0]
    assert sorted(queue.sent) == [("harbour", 1), ("lagoon", 1)]
    assert [await hasty.round(store, NOON) for _ in range(2)] == [2, 2]


async def test_what_is_under_way_is_not_sent(store: Store, shelf: Shelf) -> None:
    queue = Queue()
    lease = await store.source_leases.claim("lagoon", "elsewhere/boot/1/1", 60)
    assert lease is not None
    await Dispatcher(shelf, queue.send).round(store, NOON)
    assert queue.sent == [("harbour", 1)]


async def test_a_slot_that_is_over_is_followed_by_the_next(store: Store, shelf: Shelf) -> None:
    queue = Queue()
    dispatcher = Dispatcher(shelf, queue.send)
    await dispatcher.round(store, NOON)
    lease = await store.source_leases.claim("lagoon", "me", 60)
    assert lease is not None
    await store.source_leases.skip(lease)
    await dispatcher.round(store, NOON)
    assert ("lagoon", 2) in queue.sent


async def test_one_of_many_machines_sends(store: Store, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    queue = Queue()
    first, second = Dispatcher(shelf, queue.send), Dispatcher(shelf, queue.send)

    def named(name: str) -> Any:
        monkeypatch.setattr(dispatch, "this_process", lambda: name)

    named("far.example/boot/1/1")
    assert await first.round(store, NOON) == 2
    named("near.example/boot/1/1")
    assert await second.round(store, NOON) == 0
    assert len(queue.sent) == 2
