"""What every pipeline step has: its crawler, and the spider it works for."""

from typing import Self

from scrapy.crawler import Crawler

from monitor.spiders.source import SourceSpider


class Step:
    """One pipeline step; see ITEM_PIPELINES in settings.py for the order and its reasons."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> SourceSpider:
        """The running spider; raises RuntimeError when used outside a crawl of a source."""
        spider = self.crawler.spider
        if not isinstance(spider, SourceSpider):
            raise RuntimeError(f"{type(self).__name__} works for spiders of sources only, not for {spider!r}.")
        return spider
