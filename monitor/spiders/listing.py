"""Reads a listing entry: its pages as long as they bring something new, and the listings it leads to."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from monitor.errors import EntryError, FetchError
from monitor.extract.listing_rules import ListingRules
from monitor.extract.listings import Listing, read_listing
from monitor.extract.urls import normalise
from monitor.items import Fetched, Link
from monitor.sources.model import Entry
from monitor.spiders.visit import Visit

MOST_PAGES = 50


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

    Pages follow until the first visit has its number, or a later one finds nothing new. Raises
    `FetchError` and `EntryError` for the entry's own page; what fails behind it is noted.
    """
    answer = await visit.fetch(entry.url, conditional=True)
    if answer.unchanged:
        return
    reading = _Reading(visit, visit.rules(entry), {normalise(entry.url), normalise(answer.url)})
    listing = _read(answer, reading)
    if not listing.links and not listing.follow:
        visit.note("listing without items", entry.url)
    async for link in _pages(listing, reading):
        yield link
    for url in listing.follow:
        further = None if reading.is_done else await _page(url, reading)
        if further is not None:
            async for link in _pages(further, reading):
                yield link


async def _pages(listing: Listing | None, reading: _Reading) -> AsyncIterator[Link]:
    while listing is not None:
        found = reading.take(listing)
        for link in found:
            yield link
        if not found or reading.is_done or not listing.next_url:
            return
        if not reading.visit.first and not await reading.visit.new_among(found):
            return
        listing = await _page(listing.next_url, reading)


async def _page(url: str, reading: _Reading) -> Listing | None:
    """One further page; None where it was read, cannot be read, or is one too many."""
    if normalise(url) in reading.pages:
        return None
    if len(reading.pages) >= MOST_PAGES:
        reading.visit.note("more pages than one visit reads", url)
        return None
    reading.pages.add(normalise(url))
    try:
        return _read(await reading.visit.fetch(url), reading)
    except (FetchError, EntryError) as error:
        reading.visit.note(error.reason, url)
        return None


def _read(answer: Fetched, reading: _Reading) -> Listing:
    return read_listing(answer.body, answer.url, answer.headers.get("content-type", ""), reading.rules)
