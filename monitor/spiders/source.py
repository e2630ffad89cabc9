"""Runs one source: reads its entries, takes on what is new, and yields pages for the pipelines."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from monitor.errors import DatabaseUnavailable, EntryError
from monitor.extract.dates.days import days_of
from monitor.extract.dates.learned import Learned
from monitor.extract.dates.learning import apply, from_stored, to_stored
from monitor.extract.identity import address_key
from monitor.extract.reading import NotAnArticle
from monitor.extract.work import Work, here
from monitor.items import Link, Outcome, Page, Site
from monitor.ledger import Ledger, RunSummary
from monitor.middlewares.reasons import Reason, reason_of
from monitor.middlewares.refusals import HostAskedToWait, OverBudget, Stopped
from monitor.sources.model import Kind, Source
from monitor.spiders import feed, listing, sitemap, wordpress
from monitor.spiders.books import DATABASE_AWAY, Books, Loss
from monitor.spiders.choice import Choice, choose
from monitor.spiders.entries import Entries
from monitor.spiders.fetch import CrawlerFetch, plain_headers
from monitor.spiders.memory import Memory, NoMemory
from monitor.spiders.visit import Reader, Visit
from monitor.state import SourceState, Validator

logger = logging.getLogger(__name__)

# With no delay at all Scrapy 2.19 starts queued requests before it has counted those under way.
SHORTEST_DELAY = 0.001
# The page is not there: no article, and nothing to try again soon.
GONE = frozenset({404, 410})
# Every answer comes to the spider, which counts it; redirects are followed before.
NOT_MODIFIED = 304
ERRORS = frozenset({NOT_MODIFIED, *range(400, 600)})
# The owner's wish, not a failure: counted, remembered, and asked about again after a month.
# The field of a request's meta that holds the address of the print or AMP page which led to it.
TWIN = "monitor_twin"
ROBOTS_SAY_NO = "robots.txt disallows it"
# Nothing wrong with the address: the next run takes it.
POSTPONED = (OverBudget, HostAskedToWait, Stopped)
FULL_TEXT = "text/html; fragment"
REVISITS_OF_A_DARK_SITE = 5
DATES_AT_ONCE = 1_000
LINKS_AT_ONCE = 500


class SourceSpider(Spider):
    """The spider of one source; `spiders.loader` makes a subclass with `source` for each of them."""

    source: ClassVar[Source]
    # The number of the visit that a scheduler decided on; None: whichever comes next.
    slot: ClassVar[int | None] = None
    # A spider of a site that is read otherwise puts its own reader here.
    readers: ClassVar[Mapping[Kind, Reader]] = {
        "feed": feed.links,
        "sitemap": sitemap.links,
        "listing": listing.links,
        "wordpress": wordpress.links,
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.books = Books()
        self.memory: Memory = NoMemory()
        self.state = SourceState(name=self.source.name)
        self.work: Work = here
        self.pending_validators: dict[str, Validator] = {}
        self.requests_made = 0
        self.bytes_received = 0
        self.stopping = False
        self._learned: tuple[object, Learned] | None = None  # and what it was made from
        self._other_forms: set[str] = set()  # addresses of twins that are their page's as well
        # Set once the books are closed; None where nobody keeps them.
        self.booked: asyncio.Event | None = None
        self.summary: RunSummary | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if cls.source.delay is not None:
            settings.set("DOWNLOAD_DELAY", max(cls.source.delay, SHORTEST_DELAY), priority="spider")
        if cls.source.concurrency is not None:
            settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", cls.source.concurrency, priority="spider")

    @property
    def ledger(self) -> Ledger:
        return self.books.ledger

    @property
    def learned(self) -> Learned:
        """What the source's items have shown of its dates, in this run and before."""
        if self._learned is None or self._learned[0] is not self.state.dates:
            self._learned = (self.state.dates, from_stored(self.state.dates))
        return self._learned[1]

    @learned.setter
    def learned(self, learned: Learned) -> None:
        self.state.dates = to_stored(learned)
        self._learned = (self.state.dates, learned)

    @property
    def site(self) -> Site:
        """The site as the source file describes it, with what was learned where the file is silent."""
        return apply(self.source.site, self.learned, self.now())

    def now(self) -> datetime:
        """The present, in UTC; the MONITOR_CLOCK setting can replace it."""
        return datetime.now(UTC) if self._clock is None else self._clock()

    @cached_property
    def _clock(self) -> Callable[[], datetime] | None:
        clock: Callable[[], datetime] | None = self.settings.get("MONITOR_CLOCK")
        return clock

    async def start(self) -> AsyncIterator[Any]:
        """Reads all entries, then yields a request or a page for each address that is new."""
        fetch = CrawlerFetch(self)
        entries = Entries(self.source, self.state, self.books, self.readers, fetch)
        offers = await entries.offers(self._visit(fetch))
        days = await self._days(link for offer in offers if offer.first for link in offer.links)
        choice = choose(offers, self._newest, lambda link: days.get(link.published) or days.get(link.modified))
        links = await self._take_on(choice)
        for link in links:
            yield self._page(link) if link.html else self._request(link)
        # Only requests wake the engine: left to itself it would see five seconds late that all is done.
        await self.books.until_closed(link for link in links if link.html)

    async def parse_page(self, response: Response, link: Link) -> AsyncIterator[Any]:
        """An article's answer, whatever its status: a page for the pipelines, or a loss with its cause."""
        if response.status == NOT_MODIFIED and self.books.revisit_of(link):
            self.books.revisits.there(self.books.address(link), self.now())
            self.books.settle(link, Outcome.KNOWN)
            return
        if response.status in GONE and (twin := response.meta.get(TWIN)):
            yield self._request(link).replace(url=twin)
            return
        if not 200 <= response.status < 300:
            self.lose(link, reason_of(response))
            return
        headers = plain_headers(response)
        yield Page(
            source=self.source.name,
            url=response.url,
            body=response.body,
            content_type=headers.get("content-type", ""),
            link=link,
            site=self.site,
            fetched_at=self.now(),
            headers=headers,
        )

    def failed(self, failure: Failure) -> None:
        """An article that could not be fetched."""
        link: Link = failure.request.cb_kwargs["link"]  # type: ignore[attr-defined]
        error = failure.value
        assert error is not None
        if isinstance(error, HostAskedToWait) and error.answer:
            # It may be this one page that is never given; the others must not wait behind it for ever.
            self.lose(link, Reason(error.answer, permanent=False))
        elif isinstance(error, POSTPONED):
            self.books.give_back(link, error.reason)
        else:
            self.lose(link, reason_of(error))

    def lose(self, link: Link, reason: Reason, raw_hash: str = "") -> None:
        """Settles an address that gave no article: gone for good, or quarantined to be tried again."""
        if reason.status in GONE or reason.text == ROBOTS_SAY_NO:
            self.books.pass_over(link, reason.text, self.now())
        else:
            self.books.quarantine(link, Loss(link, reason.text, reason.permanent, raw_hash), self.now())

    def follow_twin(self, twin: Page, reading: NotAnArticle) -> Request | None:
        """Settles a print or AMP page; a request for the page it repeats, unless the run has that already.

        Where that page is gone, the twin is asked for again in its place.
        """
        link = twin.link
        original = replace(link, url=reading.follow, html="")
        if not self._is_other_form(original, link):
            self.books.pass_over(link, reading.reason, self.now())
            if not self.books.take(original):
                return None
        request = self._request(original)
        return request.replace(meta={**request.meta, TWIN: twin.url})

    def _is_other_form(self, original: Link, twin: Link) -> bool:
        """Whether both addresses are one to the ledger, as `/a/amp/` and `/a/` are; true once for each."""
        address = self.books.address(twin)
        if self.books.address(original) != address or address in self._other_forms:
            return False
        self._other_forms.add(address)
        return True

    # --- entries -----------------------------------------------------------------------------

    @property
    def _newest(self) -> int:
        return self.settings.getint("MONITOR_NEWEST")

    def _visit(self, fetch: CrawlerFetch) -> Visit:
        return Visit(
            source=self.source,
            fetch=fetch,
            known=self._known,
            first=True,
            limit=self._newest,
            since=self.state.last_complete,
            now=self.now(),
            note=self._note,
            always_whole=self._always_whole,
            work=self.work,
        )

    def _note(self, cause: str, url: str) -> None:
        logger.warning("%s: %s: %s", self.source.name, url, cause)
        self.ledger.error(cause)

    def _always_whole(self, url: str) -> None:
        key = Request(url).url  # as its validators are filed
        self.pending_validators.pop(key, None)
        self.state.validators.pop(key, None)

    # --- links -------------------------------------------------------------------------------

    async def _known(self, urls: Sequence[str]) -> set[str]:
        # Readers drop fragments, but for items that stand on the listing itself.
        keys = {address_key(url, standalone="#" in url): url for url in urls}
        return {keys[key] for key in await self.memory.known(list(keys))}

    async def _take_on(self, choice: Choice) -> list[Link]:
        """Enters the chosen links in the ledger and gives those that are not known yet."""
        try:
            links = [link for link in (*await self.memory.retries(self.now()), *choice.take) if self.books.take(link)]
            known = await self.memory.known([self.books.address(link) for link in links])
            await self._take_on_revisits(known)
        except DatabaseUnavailable as error:
            self._put_off(choice, error)
            return []
        for number, link in enumerate(choice.older, start=1):
            self.books.older.add(self.books.address(link))
            if not number % LINKS_AT_ONCE:
                await asyncio.sleep(0)  # an archive can be long, and other sources are at work
        fresh = []
        for link in links:
            if self.books.address(link) in known and not self.books.is_retry(link):
                self.books.see_again(link)
                if not self.books.revisit_of(link):
                    self.books.settle(link, Outcome.KNOWN)
            else:
                fresh.append(link)
        return fresh + [Link(revisit.url) for revisit in self.books.revisits.due.values()]

    async def _take_on_revisits(self, known: set[str]) -> None:
        """Enters pages of stored items that are due for another visit, whether an entry offers them or not."""
        revisits = self.books.revisits
        revisits.first = timedelta(seconds=self.first_visit_after)
        # A site whose entries cannot be read is likely to be down: a few pages tell as much as many.
        most = self.settings.getint("MONITOR_REVISITS") if self.books.entries_read else REVISITS_OF_A_DARK_SITE
        for revisit in await self.memory.revisits(self.now(), most) if revisits.first else ():
            link = Link(revisit.url)
            key = self.books.address(link)
            offered = self.books.holds(link) and key in known and not self.books.is_retry(link)
            if offered or (not self.books.holds(link) and self.books.take(link)):
                revisits.due[key] = revisit

    @property
    def first_visit_after(self) -> float:
        """The age, in seconds, at which the source's items are first visited again; 0 for never."""
        own = self.source.revisit
        return self.settings.getfloat("MONITOR_FIRST_REVISIT") if own is None else own

    def _put_off(self, choice: Choice, error: DatabaseUnavailable) -> None:
        """Leaves all links to the next run, since nobody can say which of them are known."""
        logger.error("%s: %s", self.source.name, error)
        self.ledger.error(DATABASE_AWAY)
        for link in choice.take:
            self.books.take(link)
        self.books.give_back_all(DATABASE_AWAY)

    async def _days(self, links: Iterable[Link]) -> dict[str, date]:
        """The days, by text, by which links are put in order; never used as dates of publication."""
        texts = list(dict.fromkeys(text for link in links for text in (link.published, link.modified) if text))
        days: dict[str, date] = {}
        for start in range(0, len(texts), DATES_AT_ONCE):
            try:
                some = texts[start : start + DATES_AT_ONCE]
                days |= await self.work(days_of, some, self.source.site, self.now())
            except EntryError as error:  # the order of the entry stands in for that of the dates
                self._note(f"dates: {error.reason}", self.source.home)
        return days

    def _request(self, link: Link) -> Request:
        # The ledger sees to it that nothing is fetched twice; Scrapy's own filter would drop without a count.
        request = Request(
            link.url,
            callback=self.parse_page,
            errback=self.failed,
            cb_kwargs={"link": link},
            dont_filter=True,
            meta={"handle_httpstatus_list": ERRORS},
        )
        revisit = self.books.revisit_of(link)
        if revisit is None:
            return request
        validator = Validator(revisit.etag, revisit.last_modified, revisit.read_at, request.url)
        # What is new comes first; visits take what the budget leaves.
        return request.replace(meta={**request.meta, "validator": validator}, priority=-1)

    def _page(self, link: Link) -> Page:
        return Page(
            source=self.source.name,
            url=link.url,
            body=link.html.encode("utf-8", "surrogatepass"),
            content_type=FULL_TEXT,
            link=link,
            site=self.site,
            fetched_at=self.now(),
        )
