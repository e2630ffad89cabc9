"""Reads a feed entry: RSS, Atom or JSON Feed, and its older pages where everything was new."""

from collections.abc import AsyncIterator

from monitor.errors import EntryError, FetchError
from monitor.extract.feed import Feed
from monitor.extract.feeds import read_feed
from monitor.extract.urls import normalise
from monitor.items import Link
from monitor.sources.model import Entry
from monitor.spiders.visit import Visit

MOST_PAGES = 50
UNUSABLE = "feed item without an address on the web"


async def links(entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """The links of a feed in its order; nothing where it is unchanged.

    On later visits the next page of a paged feed (RFC 5005) is read as long as everything was new.
    Raises `FetchError` and `EntryError` for the feed itself; its further pages are noted.
    """
    answer = await visit.fetch(entry.url, conditional=True)
    if answer.unchanged:
        return
    feed = await visit.work(read_feed, answer.body, answer.url, answer.headers.get("content-type", ""))
    if not feed.links:
        visit.note("feed without entries", entry.url)
    read = {normalise(entry.url)}
    while True:
        for _ in range(feed.unusable):
            visit.note(UNUSABLE, entry.url)
        found = visit.wanted(feed.links, entry)
        for link in found:
            yield link
        following = None if visit.first or not found else await _following(feed, found, visit, read)
        if following is None:
            return
        feed = following


async def _following(feed: Feed, found: list[Link], visit: Visit, read: set[str]) -> Feed | None:
    url = feed.next_url
    if not url or normalise(url) in read or len(read) >= MOST_PAGES:
        return None
    if len(await visit.new_among(found)) < len(found):
        return None
    read.add(normalise(url))
    try:
        answer = await visit.fetch(url)
        return await visit.work(read_feed, answer.body, answer.url, answer.headers.get("content-type", ""))
    except (FetchError, EntryError) as error:
        visit.note(error.reason, url)
        return None
