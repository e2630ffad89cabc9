"""Compares the page of a stored item with the text that is stored; ends here where nothing has changed."""

from typing import Any

from scrapy.exceptions import DropItem

from monitor.errors import DatabaseUnavailable
from monitor.extract.identity import address_key
from monitor.items import Article, Outcome, Revision
from monitor.pipelines.services import ServedStep
from monitor.versions.changes import Change, compare, sketch

# Less than this in common, behind a redirect: another article.
RELATED = 0.3
# A page that has lost nearly all of its text may be half served, or hidden behind a question: the next visit decides.
CUT_SHORT = "most of the text is missing"
LEFT = 0.2
ANOTHER = "leads to another article"


class Versions(ServedStep):
    """Sets `revises` on the new text of a known item. Every other article passes as it is."""

    async def process_item(self, item: Article) -> Article:
        revisit = self.spider.books.revisit_of(item.link)
        if revisit is None:
            return item
        try:
            stored = await self.services.store.items.get(revisit.item)
            printed = await self._printed(stored) if stored else []
        except DatabaseUnavailable as error:
            self.spider.books.give_back(item.link, str(error))
            raise DropItem(f"{item.url}: {error}") from error
        if stored is None:
            self.spider.books.give_back(item.link, "the item was deleted")
            raise DropItem(f"{item.url}: its item was deleted")
        return self._compared(item, stored, printed)

    async def _printed(self, stored: dict[str, Any]) -> list[bytes]:
        """What the item's site prints on many of its pages, as the source that found the item has seen it."""
        own = self.spider.state.recent_blocks
        if self._is_ours(stored):
            return own
        return (await self.services.store.sources.load(stored["source"])).recent_blocks or own

    def _is_ours(self, stored: dict[str, Any]) -> bool:
        return bool(stored["source"] == self.spider.source.name)

    def _compared(self, item: Article, stored: dict[str, Any], printed: list[bytes]) -> Article:
        # A source reads a page by its own selectors, and the text was not read by them.
        by_own_selectors = bool(self.spider.source.site.selectors) and not self._is_ours(stored)
        if item.body_kind != stored["body_kind"] or by_own_selectors:
            return self._read_otherwise(item, stored, printed)
        change = compare(_text(stored), (item.headline, item.body), printed)
        if not change:
            self._unchanged(item)
        if _is_cut_short(item, stored):
            self.spider.books.pass_over(item.link, CUT_SHORT, self.spider.now())
            raise DropItem(f"{item.url}: {CUT_SHORT}")
        if change.shared < RELATED and address_key(item.url) not in stored["keys"]:
            self.spider.books.pass_over(item.link, ANOTHER, self.spider.now())
            raise DropItem(f"{item.url}: {item.link.url} {ANOTHER}")
        return _revising(item, stored, change)

    def _read_otherwise(self, item: Article, stored: dict[str, Any], printed: list[bytes]) -> Article:
        """An item whose text was read in another way is compared with what its page said on the first visit."""
        basis = sketch(item.headline, item.body)
        if not stored.get("basis"):
            self._unchanged(item, basis)
        change = compare(_text(stored), (item.headline, item.body), printed)
        if not change or basis == bytes(stored["basis"]):
            self._unchanged(item)
        return _revising(item, stored, change)

    def _unchanged(self, item: Article, basis: bytes | None = None) -> None:
        books = self.spider.books
        books.revisits.there(books.address(item.link), self.spider.now(), list(item.headers.items()), basis)
        books.settle(item.link, Outcome.KNOWN)
        raise DropItem(f"{item.url}: unchanged")


def _is_cut_short(item: Article, stored: dict[str, Any]) -> bool:
    seen_before = (stored.get("last_visit") or {}).get("evidence") == CUT_SHORT
    return len(item.body) < LEFT * len(stored["body"]) and not seen_before


def _text(stored: dict[str, Any]) -> tuple[str, str]:
    return stored["headline"], stored["body"]


def _revising(item: Article, stored: dict[str, Any], change: Change) -> Article:
    item.revises = Revision(stored["id"], stored.get("versions", 1), change.words)
    return item
