"""What the middlewares expect of a spider, and how they reach it."""

from datetime import datetime
from typing import Protocol, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from monitor.ledger import Ledger
from monitor.sources.model import Source
from monitor.state import SourceState, Validator


class WatchedSpider(Protocol):
    """A spider with a source, what is remembered of it, and the count of this run.

    `pending_validators` are those this run was given; they are for keeping only when nothing of
    their entries was lost. `requests_made` and `bytes_received` (bodies as they came over the
    wire) are for the summary. `stopping` says that no request may be begun any more.
    """

    source: Source
    state: SourceState
    ledger: Ledger
    pending_validators: dict[str, Validator]
    requests_made: int
    bytes_received: int
    stopping: bool

    def now(self) -> datetime:
        """The present, aware, in UTC."""
        ...


def watched(crawler: Crawler) -> WatchedSpider:
    """The crawler's spider, which all middlewares here take to be a `WatchedSpider`."""
    assert crawler.spider is not None
    return cast(WatchedSpider, crawler.spider)


def downloader_of(crawler: Crawler) -> Downloader:
    """The part of Scrapy that holds the queue of each host."""
    assert crawler.engine is not None
    return crawler.engine.downloader


def origin_of(url: str) -> str:
    """Scheme and host with port: what one robots.txt speaks for. Names and passwords are left out.

    >>> origin_of("https://user:word@a.example:8443/page?x=1")
    'https://a.example:8443'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def host_of(request: Request) -> str:
    """Host with port: what asks us to wait, and is left alone."""
    return urlparse_cached(request).netloc.rpartition("@")[2]
