"""What all crawls of one process share: the store, one writer, one pool of extraction workers."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from monitor.errors import DatabaseUnavailable
from monitor.extract.lanes import Lanes
from monitor.extract.pool import ExtractionPool
from monitor.pipelines.lookup import KeyLookup
from monitor.pipelines.step import Step
from monitor.pipelines.watch_book import WatchBook
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.store.writer import Writer


@dataclass(slots=True)
class Services:
    """Open for as long as anyone uses them; got with `acquire` and given back with `release`."""

    store: Store
    writer: Writer
    pool: Lanes
    lookup: KeyLookup
    watches: WatchBook

    @classmethod
    async def open(cls, settings: BaseSettings) -> "Services":
        """Starts everything; raises `DatabaseUnavailable` in plain words when MongoDB is away."""
        environment: Environment = settings["MONITOR_ENVIRONMENT"]
        store = await Store.open(environment)
        try:
            watches = WatchBook(store, scoped_only=settings.getbool("MONITOR_SCOPED_WATCHES_ONLY"))
            await watches.open(environment, present(settings))
        except BaseException:
            await store.close()
            raise
        pool_class: type[ExtractionPool] = load_object(settings["MONITOR_POOL_CLASS"])
        pool = Lanes(pool_class, settings.getint("MONITOR_WORKERS"), settings.getfloat("MONITOR_PAGE_SECONDS"))
        return cls(store, Writer(store, environment.home), pool, KeyLookup(store.items.known), watches)

    async def close(self) -> None:
        """Writes what is waiting, then lets go of everything."""
        await self.writer.close()
        await self.pool.close()
        # If the database came back meanwhile, nothing has to wait for the next command.
        with suppress(DatabaseUnavailable):
            await self.store.replay()
        await self.store.close()


def present(settings: BaseSettings) -> datetime:
    """The present, in UTC; the MONITOR_CLOCK setting can replace it."""
    clock = settings.get("MONITOR_CLOCK")
    moment: datetime = clock() if clock else datetime.now(UTC)
    return moment


@dataclass(slots=True)
class _Shared:
    opening: "asyncio.Task[Services]"
    users: int = 0


_shared: dict[Environment, _Shared] = {}


async def acquire(settings: BaseSettings) -> Services:
    """The services of this process for an environment, started by the first who asks."""
    environment: Environment = settings["MONITOR_ENVIRONMENT"]
    shared = _shared.get(environment)
    if shared is None:
        shared = _shared[environment] = _Shared(asyncio.ensure_future(Services.open(settings)))
    shared.users += 1
    try:
        return await asyncio.shield(shared.opening)
    except BaseException:
        _leave(environment, shared)
        raise


async def release(settings: BaseSettings) -> None:
    """Gives the services back; the last one out closes them."""
    environment: Environment = settings["MONITOR_ENVIRONMENT"]
    shared = _shared[environment]
    if _leave(environment, shared):
        await (await shared.opening).close()


def _leave(environment: Environment, shared: _Shared) -> bool:
    shared.users -= 1
    if shared.users:
        return False
    if _shared.get(environment) is shared:
        del _shared[environment]
    return True


class ServedStep(Step):
    """A pipeline step that uses the shared services while its spider is open."""

    _services: Services | None = None

    async def open_spider(self) -> None:
        self._services = await acquire(self.crawler.settings)

    async def close_spider(self) -> None:
        # A spider can close before every step was opened: then there is nothing to give back.
        if self._services is not None:
            self._services = None
            await release(self.crawler.settings)

    @property
    def services(self) -> Services:
        """The shared services; raises RuntimeError outside an open spider."""
        if self._services is None:
            raise RuntimeError(f"{type(self).__name__} was used before its spider was opened.")
        return self._services
