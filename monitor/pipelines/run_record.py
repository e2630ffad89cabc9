"""Opens a run in the store before its first request and closes it with every counter."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from monitor.errors import DatabaseUnavailable
from monitor.items import Article, Page
from monitor.pipelines.closing import keep_ending
from monitor.pipelines.recall import Recall
from monitor.pipelines.services import Services, acquire, release
from monitor.pipelines.step import Step
from monitor.pipelines.summary import summarise
from monitor.spiders.books import DATABASE_AWAY, Loss
from monitor.store.processes import this_process

logger = logging.getLogger(__name__)

# A run on another machine that died gives its source free after this time; here its end is seen at once.
LEASE = timedelta(minutes=10)
RENEW_SECONDS = 120.0
REFUSED = "another process is crawling this source"


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
        self._renewing: asyncio.Task[None] | None = None

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
        if not await self._claim(services):
            spider.books.refused = REFUSED
            spider.ledger.error(REFUSED)
            raise CloseSpider(REFUSED)
        spider.state = await store.sources.load(name)
        spider.work = services.pool.work
        spider.memory = Recall(store, name, spider.books, self.started_at)
        self.run_id = await store.runs.begin(name, self.started_at)
        self._renewing = asyncio.create_task(self._renew(services))

    async def _claim(self, services: Services) -> bool:
        name, now = self.spider.source.name, self.spider.now()
        return await services.store.sources.claim(name, this_process(), LEASE.total_seconds(), now)

    async def _renew(self, services: Services) -> None:
        """Keeps the source ours for as long as the run takes."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                if not await self._claim(services):
                    logger.warning("%s: %s", self.spider.source.name, REFUSED)
            except DatabaseUnavailable as error:
                logger.warning("%s: %s", self.spider.source.name, error)

    def process_item(self, item: Any) -> Any:
        return item

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
            if self.run_id:
                spider.books.close(interrupted=reason != "finished")
                await keep_ending(spider, services.store, reason, self.run_id, self.started_at)
            spider.summary = summarise(spider, reason, self.started_at, spider.now())
        finally:
            if spider.booked is not None:
                spider.booked.set()
            await release(self.crawler.settings)
