"""The budget of one run of one source: requests made and bytes taken."""

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler

from monitor.middlewares.refusals import OverBudget
from monitor.middlewares.state import watched


class Budget:
    """Counts requests and received bytes on the spider; refuses when MONITOR_PAGE_BUDGET or
    MONITOR_BYTE_BUDGET is spent.

    Redirects, retries and robots.txt count as requests; robots.txt alone is never refused. Bytes
    are those of bodies as they come over the wire. A body that is under way is not cut off, so a
    run can end over its bytes by as many bodies as were under way.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.pages = crawler.settings.getint("MONITOR_PAGE_BUDGET", 500)
        self.bytes = crawler.settings.getint("MONITOR_BYTE_BUDGET", 500_000_000)

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
        if is_spent and not request.meta.get("dont_obey_robotstxt"):
            raise OverBudget("over the budget of this run")
        spider.requests_made += 1

    def count_bytes(self, data: bytes) -> None:
        """Counts a piece of a body."""
        watched(self.crawler).bytes_received += len(data)
