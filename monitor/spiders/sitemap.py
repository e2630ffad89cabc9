"""Reads a sitemap entry: the sitemap, or the newest of the sitemaps that an index names."""

import re
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta

from monitor.errors import EntryError, FetchError
from monitor.extract.moments import iso_moment
from monitor.extract.sitemaps import Sitemap, SitemapChild, read_sitemap
from monitor.extract.urls import normalise
from monitor.items import Link
from monitor.sources.model import Entry
from monitor.spiders.visit import Visit

MOST_CHILDREN = 10
# Enough to find as many among them that were not read; an index can name itself under endless addresses.
MOST_WAITING = 1_000
# Clocks of servers differ, and a `lastmod` may be a day without its zone.
MARGIN = timedelta(days=2)
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
# What WordPress and its plugins call the sitemaps of what is no article.
_NO_ARTICLES = re.compile(
    r"(?:post_tag|category|tag|author|users?|taxonom\w*|image|video|attachment|product)[\w-]*sitemap|"
    r"sitemap[\w-]*[-_=](?:taxonomies|users|categor\w+|tags?|authors?|images?|videos?)",
    re.IGNORECASE,
)


async def links(entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """All links of a sitemap, the newest first by news date or `lastmod`; nothing where unchanged.

    A later visit leaves out what says it is older than the last one. Raises `FetchError` and
    `EntryError` for the entry itself; sitemaps of an index are noted.
    """
    answer = await visit.fetch(entry.url, conditional=True)
    if answer.unchanged:
        return
    sitemap = await visit.work(read_sitemap, answer.body, answer.url)
    found = list(sitemap.links)
    if sitemap.children:
        if not all(child.lastmod for child in sitemap.children):
            visit.always_whole(entry.url)
        found += await _of_children(sitemap.children, visit, {normalise(entry.url)})
    if not found and visit.first:
        visit.note("sitemap without addresses", entry.url)
    for link in sorted(visit.wanted(_recent(found, visit), entry), key=_moment, reverse=True):
        yield link


async def _of_children(children: list[SitemapChild], visit: Visit, read: set[str]) -> list[Link]:
    """The links of the sitemaps that an index names, until a visit has enough of each series."""
    found: list[Link] = []
    done: set[str] = set()
    waiting = _ordered(children, visit)[:MOST_WAITING]
    for _ in range(MOST_CHILDREN):
        waiting = [child for child in waiting if normalise(child.url) not in read and _series(child) not in done]
        if not waiting:
            return found
        child = waiting.pop(0)
        read.add(normalise(child.url))
        sitemap = await _child(child, visit)
        found += sitemap.links
        if await _is_enough(child, sitemap, found, visit):
            done.add(_series(child))
        waiting = (_ordered(sitemap.children, visit) + waiting)[:MOST_WAITING]
    if any(_series(child) not in done for child in waiting):
        visit.note("more sitemaps than one visit reads", waiting[0].url)
    return found


async def _is_enough(child: SitemapChild, sitemap: Sitemap, found: list[Link], visit: Visit) -> bool:
    """Whether older sitemaps of the same series can hold nothing more for this visit.

    The first visit has its number; a later one of an index without dates met something it knows.
    Addresses without a date would look new to a later visit, so a first one reads all of them.
    """
    if visit.first:
        return len(found) >= visit.limit and all(_moment(link) != _LONG_AGO for link in found)
    links = sitemap.links
    return bool(links) and not child.lastmod and len(await visit.new_among(links)) < len(links)


def _series(child: SitemapChild) -> str:
    """What the sitemaps of one sort of page have in common: their address without its numbers."""
    return re.sub(r"\d+", "#", child.url)


async def _child(child: SitemapChild, visit: Visit) -> Sitemap:
    try:
        answer = await visit.fetch(child.url, conditional=not child.lastmod)
        if answer.unchanged:
            return Sitemap()
        return await visit.work(read_sitemap, answer.body, answer.url)
    except (FetchError, EntryError) as error:
        visit.note(error.reason, child.url)
        return Sitemap()


def _ordered(children: Iterable[SitemapChild], visit: Visit) -> list[SitemapChild]:
    """The sitemaps worth reading, the newest first: by `lastmod`, then by the numbers in their names."""
    useful = [child for child in children if not _NO_ARTICLES.search(child.url.rpartition("/")[2])]
    if not visit.first and visit.since:
        oldest = visit.since - MARGIN
        useful = [child for child in useful if (iso_moment(child.lastmod) or visit.now) >= oldest]
    return sorted(useful, key=lambda child: (iso_moment(child.lastmod) or _LONG_AGO, _numbers(child.url)), reverse=True)


def _numbers(url: str) -> tuple[int, ...]:
    return tuple(int(digits) for digits in re.findall(r"\d{1,9}", url.rpartition("/")[2]))


def _recent(found: list[Link], visit: Visit) -> list[Link]:
    if visit.first or not visit.since:
        return found
    oldest = visit.since - MARGIN
    return [link for link in found if _moment(link) == _LONG_AGO or _moment(link) >= oldest]


def _moment(link: Link) -> datetime:
    return iso_moment(link.published) or iso_moment(link.modified) or _LONG_AGO
