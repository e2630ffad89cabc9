"""A listing's answer -> the articles it offers, its next page, and further listings."""

from dataclasses import dataclass, field

from monitor.extract.listing_rules import ListingRules
from monitor.items import Link

_NO_RULES = ListingRules()


@dataclass(slots=True)
class Listing:
    """What one page of a listing offers, in its order; `follow` are further listings to read."""

    links: list[Link] = field(default_factory=list)
    next_url: str | None = None
    follow: list[str] = field(default_factory=list)


def read_listing(body: bytes, url: str, content_type: str = "", rules: ListingRules = _NO_RULES) -> Listing:
    """The article links, standalone items and next page of a listing.

    Raises `EntryError`: "is empty", "is not a web page", "is a feed, not a web page", "is larger
    than 16 MiB", "has a broken pattern", "has a broken selector".
    """
    # Not at the top: worker processes do it, and whoever only sends it there need not load what reads.
    from monitor.extract.listing_page import listing_of

    return listing_of(body, url, content_type, rules)
