"""Runs asynchronous work under the Twisted reactor, with a Ctrl-C that lets crawls finish tidily."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from types import FrameType
from typing import Any, TypeVar, cast

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from twisted.internet.base import ReactorBase

from monitor.middlewares.refusals import Stopped
from monitor.middlewares.slots import turn_away

T = TypeVar("T")


class Crawls(AsyncCrawlerProcess):
    """Several crawlers in one process; `stopping` is set by the first Ctrl-C or SIGTERM."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        # Scrapy opens its loggers down to DEBUG, three lines a page; making them costs more than a request.
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
        self.stopping = asyncio.Event()
        self._loop = asyncio.get_event_loop()
        self._stop_task: asyncio.Task[None] | None = None

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
        self._stop_task = self._loop.create_task(self.stop())
        # What is under way comes to its end; what only waits for its turn does not hold us up.
        self._loop.call_soon(self._turn_away)

    def _turn_away(self) -> None:
        for crawler in list(self.crawlers):
            if crawler.engine is not None:
                turn_away(crawler, Stopped("interrupted"))


def halt() -> None:
    """Stops the reactor if it runs."""
    from twisted.internet import reactor

    running = cast(ReactorBase, reactor)
    if running.running:
        running.stop()
