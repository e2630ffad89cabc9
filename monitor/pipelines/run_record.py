"""Opens a run in the store before its first request and closes it with every counter."""

import logging
import os
import socket
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem

from monitor.items import Article, Page
from monitor.pipelines.recall import Recall
from monitor.pipelines.services import Services, acquire, release
from monitor.pipelines.step import Step
from monitor.pipelines.summary import summarise
from monitor.spiders.books import Loss

logger = logging.getLogger(__name__)

# Longer than any run may take; a run that died gives its source free after this time.
LEASE = timedelta(hours=2)
REFUSED = "another process is crawling this source"


class RunRecord(Step):
    """The book-keeper of a run: loads what earlier runs learned, stores what this one did."""

    services: Services
    run_id: str = ""
    started_at: datetime

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        step = cls(crawler)
        crawler.signals.connect(step.finish, signal=signals.spider_closed)
        crawler.signals.connect(step.item_failed, signal=signals.item_error)
        crawler.signals.connect(step.spider_failed, signal=signals.spider_error)
        return step

    async def open_spider(self) -> None:
        """Claims the source; raises `DatabaseUnavailable`, or CloseSpider when another process has it."""
        spider = self.spider
        self.services = await acquire(self.crawler.settings)
        self.started_at = spider.now()
        store = self.services.store
        name = spider.source.name
        if not await store.sources.claim(name, owner(), LEASE.total_seconds(), self.started_at):
            spider.books.refused = REFUSED
            raise CloseSpider(REFUSED)
        spider.state = await store.sources.load(name)
        spider.memory = Recall(store, name, spider.books, self.started_at)
        self.run_id = await store.runs.begin(name, self.started_at)

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
        spider = self.spider
        if not spider.books.refused:
            spider.books.close(interrupted=reason != "finished")
            await self._store(reason)
            await release(self.crawler.settings)
        else:
            spider.summary = summarise(spider, reason, self.started_at, spider.now())
            await release(self.crawler.settings)

    async def _store(self, reason: str) -> None:
        spider, store, now = self.spider, self.services.store, self.spider.now()
        books, name = spider.books, spider.source.name
        spider.summary = summary = summarise(spider, reason, self.started_at, now)
        await store.passed_over.add(name, [(over.key, over.url, over.reason) for over in books.passed_over], now)
        for loss in books.losses:
            await store.quarantine.add(name, loss.link, loss.reason, loss.raw_hash, now, permanent=loss.permanent)
        await store.quarantine.resolve(name, sorted(books.retries_done))
        if reason == "finished" and not summary.left:
            await store.baselines.add(name, sorted(books.older))
            spider.state.validators.update(spider.pending_validators)
            spider.state.first_visits.update(
                {url: self.started_at for url in books.entries_read if url not in spider.state.first_visits}
            )
            if not books.entries_failed:
                spider.state.last_complete = self.started_at
        await store.sources.save(spider.state)
        await store.runs.finish(self.run_id, asdict(summary))
        await store.sources.release(name, owner())


def owner() -> str:
    """Names this process to others that share the database."""
    return f"{socket.gethostname()}:{os.getpid()}"
