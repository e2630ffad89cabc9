"""One visit to one source, as the readers of its entries see it."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.extract.listing_rules import ListingRules, ignored, is_pattern, matches
from monitor.extract.work import Work, here
from monitor.items import Fetch, Known, Link
from monitor.sources.model import Entry, Source

_BATCH = 200


@dataclass(slots=True)
class Visit:
    """What a reader needs: how to fetch, what is known, how much to take, whom to tell.

    `first` says that the entry was never visited; `limit` is how many of the newest items such a
    visit takes. `since` is the last visit that went well. `note` counts what went wrong on the
    way, by cause, with the address. `always_whole` says of an address that its being unchanged
    tells nothing, because what counts stands behind it: later visits ask for the whole again.
    `work` calls what reads an answer where a hostile one can hold nobody up.
    """

    source: Source
    fetch: Fetch
    known: Known
    first: bool
    limit: int
    since: datetime | None
    now: datetime
    note: Callable[[str, str], None]
    always_whole: Callable[[str], None]
    work: Work = here

    def of(self, first_visit: datetime | None) -> "Visit":
        """The same visit to an entry that was first read then, or never before.

        What is older than that first reading is no news, even while another entry of the source fails.
        """
        moments = [moment for moment in (self.since, first_visit) if moment is not None]
        return replace(self, first=first_visit is None, since=max(moments, default=None))

    async def new_among(self, links: Sequence[Link]) -> list[Link]:
        """The links that are not known yet, in their order."""
        known: set[str] = set()
        for start in range(0, len(links), _BATCH):
            known |= await self.known([link.url for link in links[start : start + _BATCH]])
        return [link for link in links if link.url not in known]

    def rules(self, entry: Entry) -> ListingRules:
        """The entry's rules for links, joined with the source's own."""
        return ListingRules(
            item_links=entry.item_links + self.source.item_links,
            follow=entry.follow + self.source.follow,
            ignore=entry.ignore + self.source.ignore,
        )

    def wanted(self, links: Sequence[Link], entry: Entry) -> list[Link]:
        """Links of a feed, sitemap or API that the rules do not leave out.

        The entry's own address patterns in `item_links` choose; those of the source are meant for
        listings, as selectors are.
        """
        chosen = tuple(rule for rule in entry.item_links if is_pattern(rule))
        rules = self.rules(entry)
        return [link for link in links if not ignored(rules, link.url) and (not chosen or matches(chosen, link.url))]


Reader = Callable[[Entry, Visit], AsyncIterator[Link]]
"""Gives the links of one entry, the newest first; raises `FetchError` or `EntryError`."""
