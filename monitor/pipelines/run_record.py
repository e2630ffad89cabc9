"""Opens a run in the store before its first request and closes it with every counter."""

import asyncio
import logging
from collections.abc import Collection
from datetime import datetime
from typing import Any, NoReturn, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from monitor.errors import DatabaseUnavailable
from monitor.items import Article, Page
from monitor.middlewares.refusals import Stopped
from monitor.middlewares.slots import turn_away
from monitor.pipelines.closing import keep_ending
from monitor.pipelines.recall import Recall
from monitor.pipelines.services import Services, acquire, release
from monitor.pipelines.step import Step
from monitor.pipelines.summary import summarise
from monitor.sources.catalogue import load_catalogue
from monitor.spiders.books import DATABASE_AWAY, Loss
from monitor.store.processes import this_process
from monitor.store.source_leases import Lease

logger = logging.getLogger(__name__)

# How often a lease is renewed within its length.
RENEWALS = 5
REFUSED = "another process is crawling this source"
MADE_BEFORE = "this visit was made by another process"
LOST = "another process took this source over"


class RunRecord(Step):
    """The book-keeper of a run: loads what earlier runs learned, stores what this one did."""

    services: Services | None = None
    run_id: str = ""
    started_at: datetime

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        step = cls(crawler)
        crawler.signals.connect(step.finish, signal=signals.spider_closed)
        crawler.signals.connect(step.item_failed, signal=signals.item_error)
        crawler.signals.connect(step.spider_failed, signal=signals.spider_error)
        return step

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.lease: Lease | None = None
        self._lease_seconds = crawler.settings.getfloat("MONITOR_LEASE")
        self._renewing: asyncio.Task[None] | None = None
        self._closing: asyncio.Future[None] | None = None

    async def open_spider(self) -> None:
        """Claims the source; raises CloseSpider when another process has it or the database is away."""
        self.started_at = self.spider.now()
        self.services = services = await acquire(self.crawler.settings)
        self.spider.booked = asyncio.Event()
        try:
            await services.store.reviving(lambda: self._begin(services))
        except DatabaseUnavailable as error:
            logger.error("%s: %s", self.spider.source.name, error)
            self.spider.ledger.error(DATABASE_AWAY)
            raise CloseSpider(DATABASE_AWAY) from error

    async def _begin(self, services: Services) -> None:
        spider, store, name = self.spider, services.store, self.spider.source.name
        lease = self.lease = await store.source_leases.claim(name, this_process(), self._lease_seconds, spider.slot)
        if lease is None:
            self._refuse(REFUSED)
        spider.state = await store.sources.load(name)
        spider.work = services.pool.work_of(name)
        spider.memory = Recall(store, name, spider.books, self.started_at, self._listed)
        self.run_id = await store.runs.begin(name, self.started_at, lease.slot, lease.fence)
        if not self.run_id:
            await store.source_leases.skip(lease)
            self._refuse(MADE_BEFORE)
        self._renewing = asyncio.create_task(self._renew(services, lease))

    def _listed(self) -> Collection[str]:
        """The names of all sources in the catalogue, also of those whose file is broken."""
        catalogue = load_catalogue(self.crawler.settings["MONITOR_ENVIRONMENT"])
        return {source.name for source in catalogue.sources} | catalogue.broken.keys()

    def _refuse(self, why: str) -> NoReturn:
        self.spider.books.refused = why
        self.spider.ledger.error(why)
        raise CloseSpider(why)

    async def _renew(self, services: Services, lease: Lease) -> None:
        """Keeps the source ours for as long as the run takes, and ends the run when it is lost."""
        while True:
            await asyncio.sleep(self._lease_seconds / RENEWALS)
            try:
                is_ours = await services.store.source_leases.renew(lease, self._lease_seconds)
            except DatabaseUnavailable as error:  # nobody else can take it now either
                logger.warning("%s: %s", lease.source, error)
                continue
            if not is_ours:
                return self._lose()

    def _lose(self) -> None:
        """Another process took this run for dead: it fetches and stores no more, and leaves no trace in the books."""
        spider, engine = self.spider, self.crawler.engine
        logger.warning("%s: %s", spider.source.name, LOST)
        spider.books.refused = LOST
        spider.ledger.error(LOST)
        spider.stopping = True
        if engine is not None:
            turn_away(self.crawler, Stopped(LOST))
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason="lease lost"))

    def item_failed(self, item: Page | Article, failure: Any) -> None:
        """A pipeline step raised: the address is quarantined with the error's name."""
        if not isinstance(failure.value, DropItem):
            link = item.link
            self.spider.books.quarantine(link, Loss(link, f"pipeline failed with {failure.type.__name__}", False))

    def spider_failed(self, failure: Any) -> None:
        """The spider's own code raised: counted here, and the open address is quarantined at the end."""
        self.spider.ledger.error(f"spider failed with {failure.type.__name__}")

    async def finish(self, reason: str) -> None:
        """Settles what is open and stores the run, the lost addresses and the source's state."""
        if self.services is None:
            return
        spider, services, self.services = self.spider, self.services, None
        if self._renewing is not None:
            self._renewing.cancel()
        try:
            if self.run_id and self.lease is not None:
                spider.books.close(interrupted=reason != "finished")
                if not spider.books.refused:
                    await keep_ending(spider, services.store, reason, self.run_id, self.started_at, self.lease)
            spider.summary = summarise(spider, reason, self.started_at, spider.now())
            logger.info("%s", spider.summary.line)
        finally:
            if spider.booked is not None:
                spider.booked.set()
            await release(self.crawler.settings)
