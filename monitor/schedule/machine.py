"""One machine of a cluster: its crawl workers, its catalogue, and its hold on the sites that it is at.

Celery runs tasks in threads; this runs in one loop in a thread of its own, and tasks ask it.
"""

import asyncio
import logging
import threading
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime

from monitor.errors import DatabaseUnavailable
from monitor.schedule.agenda import Visit
from monitor.schedule.crew import Crew
from monitor.schedule.hosts import host_of
from monitor.schedule.shelf import Shelf
from monitor.settings import Environment
from monitor.store.processes import this_process
from monitor.store.store import Store

logger = logging.getLogger(__name__)

# Seconds for which a site is held; renewed three times within.
SITE_SECONDS = 120.0
LOOK_SECONDS = 5.0
# What a visit may take from hand-over to its last word; its own budget ends it long before.
VISIT_SECONDS = 3_600.0
AGAIN = "again"
UNKNOWN = "unknown"
MADE_BEFORE = "made before"


class Machine:
    """Started with `start`; `visit` may be called from any thread."""

    def __init__(self, environment: Environment, workers: int) -> None:
        self.environment = environment
        self.shelf = Shelf(environment)
        self.crew = Crew(self._ended, workers)
        self.owner = this_process()
        self._waiting: dict[str, asyncio.Future[str]] = {}
        self._sites: dict[str, str] = {}
        self._store: Store | None = None
        self._stopping = asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="machine", daemon=True)
        self._door = threading.Lock()
        self._has_stopped = False
        self._asked: set[Future[str]] = set()

    def start(self) -> None:
        """Reads the catalogue and begins."""
        self.shelf.refresh()
        self._thread.start()

    def visit(self, name: str, slot: int) -> str:
        """Crawls a source as one visit and says how the run ended.

        `AGAIN` where another worker is at its site, the database is away, the crawl worker died, or the machine has
        stopped; `UNKNOWN` where the catalogue of this machine does not have it.
        """
        with self._door:
            if self._has_stopped:
                return AGAIN
            asked = asyncio.run_coroutine_threadsafe(self._visit(name, slot), self._loop)
            self._asked.add(asked)
        asked.add_done_callback(self._asked.discard)
        return asked.result()

    def stop(self) -> None:
        """Stops the crawl workers, which store what they have; running visits end as interrupted."""
        with self._door:
            if not self._has_stopped:
                self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    async def store(self) -> Store:
        """The store, opened when first asked for; raises `DatabaseUnavailable`."""
        if self._store is None:
            self._store = await Store.open(self.environment)
        return self._store

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._look_after())
        # Celery may begin a task after it was told to stop; nobody would answer it.
        with self._door:
            self._has_stopped = True
        self._loop.run_until_complete(self._answer_the_last())
        self._loop.close()

    async def _look_after(self) -> None:
        """Renews what is held, and lets workers go that are not needed."""
        deaths = -1  # before the first look: those of the machine's last start
        while not self._stopping.is_set():
            died = self.crew.deaths
            if died != deaths and await self._free_ended():
                deaths = died
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), LOOK_SECONDS)
            self.shelf.refresh()
            self.crew.look_after()
            for site in list(self._sites):
                with suppress(DatabaseUnavailable):
                    await self._hold(site)
        await self.crew.stop()

    async def _answer_the_last(self) -> None:
        """Waits for visits that came in before the door was shut, then lets go of the store."""
        last = [asyncio.wrap_future(asked) for asked in self._asked.copy()]
        await asyncio.gather(*last, return_exceptions=True)
        if self._store is not None:
            await self._store.close()

    async def _free_ended(self) -> bool:
        """Gives back what dead processes of this machine held, which other machines would wait for; False: not yet."""
        try:
            store = await self.store()
            await store.source_leases.free_ended()
            await store.leases.free_ended()
        except DatabaseUnavailable:
            return False
        return True

    async def _visit(self, name: str, slot: int) -> str:
        source = self.shelf.sources.get(name)
        if source is None:
            return UNKNOWN
        site = f"site {host_of(source)}"
        if site in self._sites or self._stopping.is_set():
            return AGAIN
        self._sites[site] = name
        try:
            if not await self._hold(site):
                return AGAIN
            if (await (await self.store()).standings.get(name)).visits >= slot:
                return MADE_BEFORE
            return await self._crawl(Visit(source, slot, datetime.now(UTC)))
        except DatabaseUnavailable as error:
            logger.error("%s", error)
            return AGAIN
        finally:
            del self._sites[site]
            with suppress(DatabaseUnavailable):
                await (await self.store()).leases.release(site, self.owner)

    async def _hold(self, site: str) -> bool:
        store = await self.store()
        return await store.leases.claim(site, self.owner, SITE_SECONDS, datetime.now(UTC))

    async def _crawl(self, visit: Visit) -> str:
        ended = self._waiting[visit.source.name] = self._loop.create_future()
        try:
            if not await self.crew.hand_out([visit]):
                return AGAIN
            return await asyncio.wait_for(ended, VISIT_SECONDS) or AGAIN
        except TimeoutError:
            logger.error("%s: nothing was heard of its visit for an hour", visit.source.name)
            return AGAIN
        finally:
            del self._waiting[visit.source.name]

    def _ended(self, name: str, status: str) -> None:
        waiting = self._waiting.get(name)
        if waiting is not None and not waiting.done():
            waiting.set_result(status)
