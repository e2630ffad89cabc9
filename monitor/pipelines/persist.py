"""Hands articles to the writer and settles their addresses when they are safe."""

from functools import partial

from scrapy.exceptions import DropItem

from monitor.items import Article, Link, Outcome
from monitor.pipelines.evidence import note_item
from monitor.pipelines.services import ServedStep
from monitor.spiders.books import Loss
from monitor.store.writer import StoreResult


class Persist(ServedStep):
    """The last step: an address counts as new, known or duplicate only when the store has said so."""

    async def close_spider(self) -> None:
        if self._services is not None:
            await self._services.writer.drain()
        await super().close_spider()

    async def process_item(self, item: Article) -> Article:
        if self.spider.books.refused:
            raise DropItem(f"{item.url}: {self.spider.books.refused}")
        await self.services.writer.put(item, partial(self._settled, item))
        return item

    def _settled(self, item: Article, result: StoreResult) -> None:
        books, link, twin = self.spider.books, item.link, item.twin
        if result.error:
            books.quarantine(link, Loss(link, f"could not be stored: {result.error}", permanent=True))
            return
        books.spooled += result.spooled
        if result.outcome is Outcome.NEW:
            note_item(books.signs, item, self.spider.state.last_visit)
            books.matches.update({match.watch for match in item.matches})
        if books.revisit_of(link):
            self._count_visit(link, result)
        duplicate = result.outcome is Outcome.DUPLICATE
        books.settle(link, result.outcome, (twin or "same article at another address") if duplicate else "")

    def _count_visit(self, link: Link, result: StoreResult) -> None:
        books = self.spider.books
        if result.changed or result.spooled:
            books.revisits.changed(books.address(link))
        else:
            books.revisits.postponed(books.address(link))
