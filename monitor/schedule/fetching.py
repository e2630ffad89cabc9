"""A polite fetch for work that is not a crawl, such as probing a new site."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

from scrapy import Request

from monitor.errors import MonitorError
from monitor.items import Fetch
from monitor.schedule.reactor import Crawls
from monitor.schedule.runner import crawl_settings
from monitor.settings import Environment
from monitor.sources.model import Source
from monitor.spiders.fetch import CrawlerFetch
from monitor.spiders.loader import spider_class
from monitor.spiders.source import SourceSpider

T = TypeVar("T")
VISITOR = Source(name="visitor", group="", title="A site that is looked at", home="")


def with_fetch(environment: Environment, job: Callable[[Fetch], Awaitable[T]]) -> T:
    """Runs `job` with a fetch that keeps all rules of a crawl, without the store; gives its result."""
    results: list[T] = []
    failures: list[BaseException] = []

    class Visitor(spider_class(replace(VISITOR))):  # type: ignore[misc]
        async def start(self: SourceSpider) -> AsyncIterator[Any]:
            try:
                results.append(await job(CrawlerFetch(self)))
            except MonitorError as error:
                failures.append(error)
            for request in list[Request]():
                yield request

    async def run(crawls: Crawls) -> None:
        await crawls.crawl(Visitor)

    Crawls(crawl_settings(environment, {"ITEM_PIPELINES": {}})).run(run)
    if failures:
        raise failures[0]
    if not results:
        raise MonitorError("The visit was interrupted before it gave a result.")
    return results[0]
