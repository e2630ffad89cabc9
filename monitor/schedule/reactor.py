"""Runs asynchronous work under the Twisted reactor, with a Ctrl-C that lets crawls finish tidily."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from types import FrameType
from typing import Any, TypeVar, cast

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.internet.base import ReactorBase

from monitor.middlewares.refusals import Stopped
from monitor.middlewares.slots import turn_away
from monitor.spiders.source import SourceSpider

T = TypeVar("T")
# How often is looked whether a crawler that has to stop can do so yet.
LOOK_SECONDS = 0.05


class Crawls(AsyncCrawlerProcess):
    """Several crawlers in one process; `stopping` is set by the first Ctrl-C or SIGTERM."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        # Scrapy opens its loggers down to DEBUG, three lines a page; making them costs more than a request.
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        # Says for every crawl that no Referer will be sent, which is what we want.
        logging.getLogger("scrapy.downloadermiddlewares.redirect").setLevel(logging.ERROR)
        self.stopping = asyncio.Event()
        self._loop = asyncio.get_event_loop()
        self._stops: list[asyncio.Task[None]] = []

    def run(self, job: Callable[["Crawls"], Coroutine[Any, Any, T]]) -> T:
        """Runs the job to its end and gives its result, or raises its error.

        The first signal stops the crawls, which store what they have; the second ends at once
        with KeyboardInterrupt. One process can do this once: a reactor does not start again.
        """
        task = self._loop.create_task(job(self))
        task.add_done_callback(lambda _: halt())
        before = {number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self.start(stop_after_crawl=False, install_signal_handlers=False)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if not task.done():
            raise KeyboardInterrupt
        return task.result()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        first = not self.stopping.is_set()
        self._loop.call_soon_threadsafe(self._begin_to_stop if first else halt)

    def _begin_to_stop(self) -> None:
        self.stopping.set()
        self._stops = [self._loop.create_task(stop(crawler)) for crawler in list(self.crawlers)]


async def stop(crawler: Crawler) -> None:
    """Stops one crawler as soon as that can be done.

    Scrapy 2.19 takes a crawler that is told to stop before its engine runs for stopped, lets it run
    all the same, and then never says that it has ended.
    """
    while crawler.crawling and not is_running(crawler):  # noqa: ASYNC110 - nothing tells when it runs
        await asyncio.sleep(LOOK_SECONDS)
    if crawler.crawling and isinstance(crawler.spider, SourceSpider):
        crawler.spider.stopping = True
        # What is under way comes to its end; what only waits for its turn does not hold us up.
        turn_away(crawler, Stopped("interrupted"))
        await crawler.stop_async()


def is_running(crawler: Crawler) -> bool:
    """Whether the engine of a crawler is made and started."""
    return crawler.engine is not None and crawler.engine.running


def halt() -> None:
    """Stops the reactor if it runs."""
    from twisted.internet import reactor

    running = cast(ReactorBase, reactor)
    if running.running:
        running.stop()
