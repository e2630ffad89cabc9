"""Matches each article against all watches before it is stored, so that it is stored with what they found."""

from monitor.items import Article
from monitor.pipelines.services import ServedStep


class Watches(ServedStep):
    """Sets `matches` and `pending_alerts`; they go into the database in the very insert of the item."""

    async def open_spider(self) -> None:
        await super().open_spider()
        self.spider.books.broken_watches = self.services.watches.broken

    async def process_item(self, item: Article) -> Article:
        watches = self.services.watches
        found = await watches.match(item, self.spider.source, self.spider.now())
        item.matches, item.pending_alerts = list(found.matches), list(found.pending_alerts)
        self.spider.books.broken_watches = watches.broken
        return item
