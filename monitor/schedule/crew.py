"""The crawl workers of one machine: processes that are started when something is due and end when nothing is."""

import asyncio
import contextlib
import logging
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.schedule.agenda import Visit
from monitor.schedule.hosts import host_of
from monitor.schedule.limits import HARD, SOFT, memory_of
from monitor.schedule.orders import pack

logger = logging.getLogger(__name__)

WORKERS = 2
# Visits that one worker makes at a time. A worker that is full has another beside it.
PLACES = 8
# A visit that takes longer, most often to a host that answers by the drop, leaves its place to another …
SLOW_SECONDS = 120.0
# … as long as the worker makes no more than these at a time.
MOST_AT_A_TIME = 2 * PLACES
# Seconds without work after which a worker ends and gives its memory back.
IDLE_SECONDS = 45.0
# A worker that reads pages leaks a little; after so many visits it is replaced.
MOST_VISITS = 2_000
STOP_SECONDS = 50.0

Ended = Callable[[str, str], None]


class Stay(NamedTuple):
    """A visit under way: the host that is asked, and since when."""

    host: str
    since: float


@dataclass(slots=True)
class Crawler:
    """One worker: its process, the sources it is at, and whether it gets more."""

    process: Process
    at: dict[str, Stay] = field(default_factory=dict)
    visits: int = 0
    idle_since: float = field(default_factory=time.monotonic)
    is_leaving: bool = False
    reading: "asyncio.Task[None] | None" = None

    @property
    def places_taken(self) -> int:
        """Visits that began a short while ago."""
        return sum(time.monotonic() - stay.since < SLOW_SECONDS for stay in self.at.values())

    @property
    def has_room(self) -> bool:
        is_alive = not self.is_leaving and self.process.returncode is None
        return is_alive and self.places_taken < PLACES and len(self.at) < MOST_AT_A_TIME


@dataclass(slots=True)
class Crew:
    """All workers of this scheduler.

    `ended` is called with a source's name and how its run ended when its visit is over; "" when its worker died.
    """

    ended: Ended
    workers: int = WORKERS
    crawlers: list[Crawler] = field(default_factory=list)
    deaths: int = 0

    @property
    def busy(self) -> set[str]:
        """The sources that are being crawled."""
        return {name for crawler in self.crawlers for name in crawler.at}

    async def hand_out(self, visits: list[Visit]) -> int:
        """Hands visits to workers that have room, as far as there is any; says how many."""
        count = 0
        for visit in visits:
            if visit.source.name in self.busy:
                continue
            address = host_of(visit.source)
            # Requests to one host take turns within a process only.
            at_host = [crawler for crawler in self.crawlers if address in {stay.host for stay in crawler.at.values()}]
            crawler = at_host[0] if at_host else await self._with_room()
            if crawler is None:
                break
            count += crawler.has_room and self._give(crawler, visit, address)
        return count

    async def _with_room(self) -> Crawler | None:
        free = [crawler for crawler in self.crawlers if crawler.has_room]
        if free:
            return min(free, key=lambda crawler: crawler.places_taken)
        if sum(not crawler.is_leaving for crawler in self.crawlers) >= self.workers:
            return None
        return await self._start()

    async def _start(self) -> Crawler:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "monitor.schedule.worker", stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        crawler = Crawler(process)
        crawler.reading = asyncio.create_task(self._read(crawler))
        self.crawlers.append(crawler)
        return crawler

    def _give(self, crawler: Crawler, visit: Visit, address: str) -> bool:
        assert crawler.process.stdin is not None
        if crawler.process.stdin.is_closing():
            return False
        crawler.process.stdin.write(pack(visit.source, visit.slot))
        crawler.at[visit.source.name] = Stay(address, time.monotonic())
        crawler.visits += 1
        return True

    async def _read(self, crawler: Crawler) -> None:
        """Follows a worker to its end; what it was at then is free to be handed out again."""
        assert crawler.process.stdout is not None
        async for line in crawler.process.stdout:
            parts = line.decode("utf-8", "replace").split()
            if len(parts) == 3 and crawler.at.pop(parts[2], None) is not None:
                crawler.idle_since = time.monotonic()
                self.ended(parts[2], parts[1])
        code = await crawler.process.wait()
        self.crawlers.remove(crawler)
        if code or crawler.at:
            self.deaths += 1
            logger.warning("a crawl worker ended with code %d; at work were: %s", code, ", ".join(crawler.at) or "none")
        for name in list(crawler.at):
            self.ended(name, "")

    def look_after(self) -> None:
        """Lets go of workers that are idle, old or too large, and ends those far too large."""
        for crawler in self.crawlers:
            idle = not crawler.at and time.monotonic() - crawler.idle_since > IDLE_SECONDS
            size = memory_of(crawler.process.pid)
            if size > HARD:
                at = ", ".join(crawler.at)
                logger.error("a crawl worker has %d MB and is ended; at work were: %s", size >> 20, at)
                with contextlib.suppress(ProcessLookupError):
                    crawler.process.kill()
            elif idle or size > SOFT or crawler.visits >= MOST_VISITS:
                self._let_go(crawler)

    def let_all_go(self) -> None:
        """Gives no worker anything more; each ends with what it is at."""
        for crawler in self.crawlers:
            self._let_go(crawler)

    def _let_go(self, crawler: Crawler) -> None:
        if not crawler.is_leaving:
            crawler.is_leaving = True
            assert crawler.process.stdin is not None
            crawler.process.stdin.close()

    async def stop(self) -> None:
        """Stops all workers: they store what they have. Those that do not end in time are killed."""
        for crawler in list(self.crawlers):
            self._let_go(crawler)
            with contextlib.suppress(ProcessLookupError):
                crawler.process.send_signal(signal.SIGTERM)
        readings = [crawler.reading for crawler in self.crawlers if crawler.reading is not None]
        if readings:
            _, late = await asyncio.wait(readings, timeout=STOP_SECONDS)
            for crawler in list(self.crawlers) if late else ():
                with contextlib.suppress(ProcessLookupError):
                    crawler.process.kill()
            await asyncio.gather(*readings)
