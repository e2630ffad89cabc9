"""What is done with items after they are stored, by one process at a time: each gets its story, and what follows.

Every step takes what earlier ones, or a process that died, have left; repeated, it changes nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Protocol

from monitor.alerts.joining import follow_all, join_alerts
from monitor.alerts.parting import follow_all_partings
from monitor.alerts.settling import settle_alerts
from monitor.errors import DatabaseUnavailable
from monitor.extract.work import Work, here
from monitor.schedule.changes import settle_change
from monitor.schedule.stories import examine_all, settle_batch
from monitor.store.processes import this_process
from monitor.store.store import Store

logger = logging.getLogger(__name__)

LEASE_NAME = "settling"
# A process on another machine that died in the middle holds the others up for so long.
LEASE = timedelta(minutes=2)
# Seconds after which a lease in use is renewed, long before it ends.
RENEWED_AFTER = 5.0
# Seconds between two looks during a crawl.
EVERY = 3.0
# Seconds that the end of a crawl may take for what waits; the rest is done by the next.
LAST = 120.0

Now = Callable[[], datetime]
Go = Callable[[], Awaitable[bool]]


class Step(Protocol):
    """One thing that is done with stored items. `go` keeps the lease: when it says no, the step ends where it is."""

    async def __call__(self, store: Store, now: Now, work: Work, go: Go) -> int: ...


async def settle_stories(store: Store, now: Now, work: Work, go: Go) -> int:
    """Gives every item that waits its story; says how many got one."""
    await store.story_decisions.finish_moves()
    settled, stuck = 0, set[str]()
    while await go():
        before = set(stuck)
        done = await settle_batch(store, now(), work, stuck)
        settled += done
        if not done and stuck <= before:
            break
    return settled


async def settle_changes(store: Store, now: Now, work: Work, go: Go) -> int:
    """Holds texts that took older ones' places against those, and against other stories; says how many."""
    settled = 0
    while await go() and (batch := await store.changed_texts.batch()):
        read = await examine_all([changed.text for changed in batch], work)
        done = [await settle_change(store, changed, one, now()) for changed, one in zip(batch, read, strict=True)]
        settled += sum(done)
        if not any(done):
            break
    return settled


async def follow_decisions(store: Store, now: Now, work: Work, go: Go) -> int:
    """Lets alerts, and what waits of them, follow stories that were merged or taken apart."""
    merged = await store.stories.unfollowed()
    for story, into in merged:
        await join_alerts(store, story, into, now())
        await store.stories.followed(story)
    parted = await follow_all_partings(store, now())
    return len(merged) + parted + await follow_all(store, now())


async def make_alerts(store: Store, now: Now, work: Work, go: Go) -> int:
    """Makes the alerts of items that have a story now; says of how many."""
    return (await settle_alerts(store, store.environment, now())).items if await go() else 0


async def plan_first_visits(store: Store, now: Now, work: Work, go: Go) -> int:
    """Gives items that an older program stored their first visit; says how many got one."""
    planned = 0
    while await go() and (given := await store.first_visits.plan(now())) is not None:
        planned += given
    if planned:
        logger.info("%d items that an older version stored are visited from now on.", planned)
    return planned


# In this order: an alert is about a story, and about the one that it is now. What can wait comes last.
STEPS: tuple[Step, ...] = (settle_stories, settle_changes, follow_decisions, make_alerts, plan_first_visits)


async def settle(
    store: Store,
    now: Now,
    work: Work = here,
    *,
    steps: Sequence[Step] = STEPS,
    seconds: float = float("inf"),
    owner: str = "",
) -> bool:
    """Does every step once, for at most about so many seconds; False where another process is at it.

    Raises `DatabaseUnavailable`; what was left then is done by the next call, of this process or another.
    """
    name, loop = owner or this_process(), asyncio.get_running_loop()
    end, renewed_at = loop.time() + seconds, float("-inf")

    async def go() -> bool:
        nonlocal renewed_at
        if loop.time() >= end:
            return False
        if loop.time() < renewed_at + RENEWED_AFTER:
            return True
        renewed_at = loop.time()
        return await store.leases.claim(LEASE_NAME, name, LEASE.total_seconds(), now())

    if not await go():
        return False
    try:
        for step in steps:
            await step(store, now, work, go)
    finally:
        await store.leases.release(LEASE_NAME, name)
    return True


class Settling:
    """Settles again and again while a crawl runs, and once more at its end."""

    def __init__(self, store: Store, now: Now, work: Work, steps: Sequence[Step] = STEPS) -> None:
        self._store, self._now, self._work, self._steps = store, now, work, steps
        self._ending = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to settle every few seconds."""
        self._task = asyncio.create_task(self._run(), name="settling")

    async def finish(self, *, at_once: bool = False) -> None:
        """Settles what waits and ends; `at_once` leaves that to the next crawl."""
        self._ending.set()
        if self._task is not None:
            await self._task
        if not at_once:
            await self._settle(LAST)

    async def _run(self) -> None:
        loop, pause = asyncio.get_running_loop(), EVERY
        while not self._ending.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), pause)
            if not self._ending.is_set():
                began = loop.time()
                is_settled = await self._settle(EVERY)
                # Where time ended a round, more waits.
                pause = 0.0 if is_settled and loop.time() - began >= EVERY else EVERY

    async def _settle(self, seconds: float) -> bool:
        """Whether the database was there to do it with."""
        try:
            await settle(self._store, self._now, self._work, steps=self._steps, seconds=seconds)
        except DatabaseUnavailable as error:
            # The items are on a disk; they are settled when somebody has a database to do it with.
            logger.warning("Stories wait: %s", error)
            return False
        return True
