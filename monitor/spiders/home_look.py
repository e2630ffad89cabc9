"""A look at a source's home page: does the site publish what its entries do not give?"""

from datetime import datetime, timedelta
from hashlib import blake2b

from monitor.errors import EntryError, FetchError
from monitor.extract.listing_rules import ListingRules
from monitor.extract.listings import read_listing
from monitor.items import Link
from monitor.signs import Signs
from monitor.sources.model import Source
from monitor.spiders.visit import Visit
from monitor.state import SourceState

# What the page shows while all is well is what later looks are compared with.
WHEN_WELL = timedelta(days=7)
WHEN_DOUBTED = timedelta(hours=4)
MOST_LINKS = 1_000
# The first visits are costly enough, and a new source may not stay.
VISITS_BEFORE = 6


def is_wanted(state: SourceState, source: Source, now: datetime, *, all_failed: bool) -> bool:
    """Whether to spend a request on the home page at this visit."""
    if not source.home or not source.entries:
        return False
    if all_failed:
        return True
    if state.look_at_home:
        return not _is_recent(state.home_looked_at, now, WHEN_DOUBTED)
    return state.visits >= VISITS_BEFORE and not _is_recent(state.home_links_at, now, WHEN_WELL)


def _is_recent(moment: datetime | None, now: datetime, span: timedelta) -> bool:
    """A moment in the future is none: the clock was set back."""
    return moment is not None and moment <= now and now - moment < span


async def look(state: SourceState, visit: Visit, signs: Signs, *, all_failed: bool) -> None:
    """Notes how many links of the home page are neither known nor were there before, or why it cannot be read."""
    home = visit.source.home
    try:
        answer = await visit.fetch(home)
        kind = answer.headers.get("content-type", "")
        listing = await visit.work(read_listing, answer.body, answer.url, kind, ListingRules())
    except (FetchError, EntryError) as error:
        signs.home_cause = error.reason
        return
    links = listing.links[:MOST_LINKS]
    signs.home_doubted = all_failed or state.look_at_home
    if state.home_links_at is not None:
        before = set(state.home_links)
        fresh = await visit.new_among([link for link in links if _mark(link) not in before])
        signs.home_fresh, signs.home_days = len(fresh), (visit.now - state.home_links_at) / timedelta(days=1)
    state.home_looked_at = visit.now
    # In doubt, what was there while all was well stays the measure.
    if state.home_links_at is None or not signs.home_doubted:
        state.home_links, state.home_links_at = [_mark(link) for link in links], visit.now


def _mark(link: Link) -> bytes:
    return blake2b(link.url.encode("utf-8", "replace"), digest_size=8).digest()
