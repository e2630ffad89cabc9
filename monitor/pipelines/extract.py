"""Reads a page in a worker process; what is not an article ends here, with its reason."""

import hashlib

from scrapy.exceptions import DropItem

from monitor.errors import ExtractionError
from monitor.extract.identity import address_key
from monitor.extract.reading import ArticleReading, NotAnArticle
from monitor.items import Article, Page, Sighting
from monitor.middlewares.reasons import Reason
from monitor.pipelines.services import ServedStep

CHALLENGE = "challenge page"
ELSEWHERE = "leads to another page"
# For the next visit, and as evidence of what was served when.
KEPT_HEADERS = (
    "etag", "last-modified", "date", "content-type", "content-length", "content-language", "server", "cache-control",
    "expires", "age",
)  # fmt: skip
BLOCKED = Reason("blocked by a challenge page", permanent=False)


class Extract(ServedStep):
    """Turns a `Page` into an `Article`, or settles its address with the reason why it is none."""

    async def process_item(self, item: Page) -> Article:
        try:
            reading = await self.services.pool.read(item, self.spider.now())
        except ExtractionError as error:
            self.spider.lose(item.link, Reason(f"page {error.reason}", error.permanent), raw_hash(item))
            raise DropItem(f"{item.url}: {error.reason}") from error
        if isinstance(reading, NotAnArticle):
            self._refuse(item, reading)
            raise DropItem(f"{item.url}: {reading.reason}")
        return article_of(item, reading)

    def _refuse(self, page: Page, reading: NotAnArticle) -> None:
        if reading.reason == CHALLENGE:
            self.spider.lose(page.link, BLOCKED, raw_hash(page))
            return
        engine = self.crawler.engine
        if reading.follow and engine and not self.spider.books.revisit_of(page.link):
            if request := self.spider.follow_twin(page, reading):
                engine.crawl(request)
            return
        self.spider.books.pass_over(page.link, self._reason(page, reading), self.spider.now())

    def _reason(self, page: Page, reading: NotAnArticle) -> str:
        """The verdict; for the page of a stored item also that the server led elsewhere."""
        moved = address_key(page.url) != self.spider.books.address(page.link)
        return f"{ELSEWHERE}: {reading.reason}" if moved and self.spider.books.revisit_of(page.link) else reading.reason


def raw_hash(page: Page) -> str:
    """Names the exact bytes that gave trouble, so that a fix can be tried on the same ones."""
    return hashlib.sha256(page.body).hexdigest()


def article_of(page: Page, reading: ArticleReading) -> Article:
    """The article as the page states it; the later steps clean, date and identify it."""
    return Article(
        source=page.source,
        url=page.url,
        canonical_url=reading.canonical_url,
        headline=reading.headline,
        body=reading.body,
        summary=reading.summary,
        authors=list(reading.authors),
        section=reading.section,
        image=reading.image,
        index_number=reading.index_number,
        page_count=reading.page_count,
        body_kind=reading.body_kind,
        alternates=dict(reading.alternates),
        date_candidates=list(reading.date_candidates),
        modified=reading.modified,
        modified_raw=reading.modified_raw,
        first_seen=page.fetched_at,
        sightings=[Sighting(page.link.url, page.source, page.fetched_at)],
        headers={name: page.headers[name] for name in KEPT_HEADERS if name in page.headers},
        page_language=reading.page_language,
        link_language=page.link.language,
        detected_language=reading.detected_language,
        detected_language_score=reading.detected_language_score,
        link=page.link,
    )
