"""Reads a listing entry: its pages as long as they bring something new, and the listings it leads to."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count

from monitor.errors import EntryError, FetchError
from monitor.extract.listing_rules import ListingRules
from monitor.extract.listings import Listing, read_listing
from monitor.extract.urls import normalise
from monitor.items import Fetched, Link
from monitor.sources.model import Entry
from monitor.spiders.visit import Visit

MOST_PAGES = 50
# Of each listing a first visit reads so many pages at least, and one more than it takes: a later
# visit goes on until a page brings nothing new, and must not walk into what was never looked at.
FEWEST_PAGES = 2


@dataclass(slots=True)
class _Reading:
    """What one visit has read of a listing: pages, and links by their identity."""

    visit: Visit
    rules: ListingRules
    pages: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)

    @property
    def is_done(self) -> bool:
        """Whether a first visit has as many of the newest items as it takes."""
        return self.visit.first and len(self.links) >= self.visit.limit

    def take(self, listing: Listing) -> list[Link]:
        """The links that no page before has brought."""
        fresh = []
        for link in listing.links:
            key = normalise(link.url, keep_fragment=link.standalone)
            if key not in self.links:
                self.links.add(key)
                fresh.append(link)
        return fresh


async def links(entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """The links and standalone items of a listing and of those it leads to; nothing where unchanged.

    Pages follow until the first visit has more than its number, or a later one finds nothing new. Raises
    `FetchError` and `EntryError` for the entry's own page; what fails behind it is noted.
    """
    answer = await visit.fetch(entry.url, conditional=True)
    if answer.unchanged:
        return
    reading = _Reading(visit, visit.rules(entry), {normalise(entry.url), normalise(answer.url)})
    listing = await _read(answer, reading)
    if not listing.links and not listing.follow:
        visit.note("listing without items", entry.url)
    async for link in _pages(listing, reading):
        yield link
    if listing.follow:
        visit.always_whole(entry.url)
    for url in listing.follow:
        further = await _page(url, reading, conditional=True)
        if further is not None:
            async for link in _pages(further, reading):
                yield link


async def _pages(listing: Listing | None, reading: _Reading) -> AsyncIterator[Link]:
    for number in count(1):
        if listing is None:
            return
        was_done = reading.is_done and number >= FEWEST_PAGES
        found = reading.take(listing)
        for link in found:
            yield link
        if not found or was_done or not listing.next_url:
            return
        if not reading.visit.first and not await reading.visit.new_among(found):
            return
        listing = await _page(listing.next_url, reading)


async def _page(url: str, reading: _Reading, *, conditional: bool = False) -> Listing | None:
    """One further page; None where it was read, is unchanged, cannot be read, or is one too many."""
    if normalise(url) in reading.pages:
        return None
    if len(reading.pages) >= MOST_PAGES:
        reading.visit.note("more pages than one visit reads", url)
        return None
    reading.pages.add(normalise(url))
    try:
        answer = await reading.visit.fetch(url, conditional=conditional)
        return None if answer.unchanged else await _read(answer, reading)
    except (FetchError, EntryError) as error:
        reading.visit.note(error.reason, url)
        return None


async def _read(answer: Fetched, reading: _Reading) -> Listing:
    kind = answer.headers.get("content-type", "")
    return await reading.visit.work(read_listing, answer.body, answer.url, kind, reading.rules)
