"""The budget of one run of one source: requests made, bytes taken, seconds spent."""

from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler

from monitor.middlewares.refusals import OverBudget
from monitor.middlewares.slots import turn_away
from monitor.middlewares.state import watched

OVER = "over the budget of this run"


class Budget:
    """Counts requests and received bytes on the spider; refuses when MONITOR_PAGE_BUDGET,
    MONITOR_BYTE_BUDGET or MONITOR_TIME_BUDGET is spent.

    Redirects, retries and robots.txt count as requests; robots.txt alone is never refused before
    it is queued. Bytes are those of bodies as they come over the wire. When they are spent, what
    waits in a queue is turned away; a body that is under way is not cut off.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.pages = crawler.settings.getint("MONITOR_PAGE_BUDGET", 500)
        self.bytes = crawler.settings.getint("MONITOR_BYTE_BUDGET", 500_000_000)
        self.seconds = crawler.settings.getfloat("MONITOR_TIME_BUDGET", 1_800.0)
        self._began: float | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy makes it, listening to what comes in."""
        budget = cls(crawler)
        crawler.signals.connect(budget.count_bytes, signals.bytes_received)
        return budget

    def process_request(self, request: Request) -> None:
        """Counts a request, or raises `OverBudget`."""
        spider = watched(self.crawler)
        is_spent = spider.requests_made >= self.pages or spider.bytes_received >= self.bytes
        if (is_spent or self._is_late()) and not request.meta.get("dont_obey_robotstxt"):
            raise OverBudget(OVER)
        spider.requests_made += 1

    def _is_late(self) -> bool:
        now = monotonic()
        self._began = now if self._began is None else self._began
        return now - self._began > self.seconds

    def count_bytes(self, data: bytes) -> None:
        """Counts a piece of a body."""
        spider = watched(self.crawler)
        had_some_left = spider.bytes_received < self.bytes
        spider.bytes_received += len(data)
        if had_some_left and spider.bytes_received >= self.bytes:
            turn_away(self.crawler, OverBudget(OVER))
