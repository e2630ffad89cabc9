"""Two peers: Scrapy that only fetches, and Scrapy with Trafilatura in its callbacks.

Run as `python -m bench.crawl.plain_scrapy JOB.json`; prints how many pages it read. One spider in one
process reads every feed and fetches what stands in it; the settings are those of the monitor's sources.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import trafilatura
from scrapy import Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request, Response, TextResponse


class FetchOnly(Spider):
    """Feeds, then their articles, and nothing done with them."""

    name = "fetch_only"

    def __init__(self, feeds: list[str], counts: dict[str, int], **words: Any) -> None:
        super().__init__(**words)
        self.feeds = feeds
        self.counts = counts

    async def start(self) -> AsyncIterator[Any]:
        """One request a feed."""
        for address in self.feeds:
            yield Request(address, self.parse_feed)

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """One request an article."""
        for address in response.xpath("//item/link/text()").getall():
            yield Request(address, self.parse_article)

    def parse_article(self, response: Response) -> None:
        """Counts the page."""
        self.counts["pages"] += 1


class WithTrafilatura(FetchOnly):
    """The same, and each page read by Trafilatura with its default settings."""

    name = "with_trafilatura"

    def parse_article(self, response: Response) -> None:
        """Counts the page when it had a text."""
        assert isinstance(response, TextResponse)
        document = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        self.counts["pages"] += bool(getattr(document, "text", None))


def settings(concurrency: int, sites: int) -> dict[str, Any]:
    """No delay, `concurrency` requests a site at a time, robots.txt obeyed; nothing on that a crawl does not need."""
    return {
        "CONCURRENT_REQUESTS": concurrency * sites,
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_LEVEL": "WARNING",
    }


def main() -> None:
    """Reads the job, crawls, prints the count."""
    job = json.loads(Path(sys.argv[1]).read_text())
    counts = {"pages": 0}
    process = CrawlerProcess(settings(job["concurrency"], len(job["feeds"])))
    process.crawl(WithTrafilatura if job["trafilatura"] else FetchOnly, feeds=job["feeds"], counts=counts)
    process.start()
    sys.stdout.write(json.dumps(counts) + "\n")


if __name__ == "__main__":
    main()
