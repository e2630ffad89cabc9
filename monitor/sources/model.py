"""A source and its entries, as a source file states them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from monitor.items import Site

Kind = Literal["feed", "sitemap", "listing", "wordpress"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One feed, sitemap, listing or API address of a source.

    `item_links`, `follow` and `ignore` hold CSS selectors or address patterns (regular
    expressions; see docs/sources.md) and are joined with the source's own.
    """

    kind: Kind
    url: str
    confidence: str = "seen"
    item_links: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A site with its entries. `name` is the file's name and the spider's name.

    `delay` and `interval` are seconds; `expect_every` is the longest silence, in days, that is
    still ordinary; `revisit` is the age in seconds at which items are first visited again, 0 for
    never. None means "use the setting".
    """

    name: str
    group: str
    title: str
    home: str
    organisation: str = ""
    country: str = ""  # ISO 3166-1 alpha-2, or XX for none
    languages: tuple[str, ...] = ()
    timezone: str = ""
    confidence: str = "seen"
    note: str = ""
    active: bool = True
    entries: tuple[Entry, ...] = ()
    date_order: Literal["", "DMY", "MDY", "YMD"] = ""
    calendar: Literal["", "gregorian", "jalali", "hijri", "buddhist", "minguo", "ethiopic", "bikram"] = ""
    item_links: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    article: dict[str, str] = field(default_factory=dict)
    concurrency: int | None = None
    delay: float | None = None
    interval: float | None = None
    cron: str = ""  # five fields, in the source's zone; in place of `interval`
    expect_every: float | None = None
    revisit: float | None = None
    spider: str = ""  # module in monitor.spiders.sites for a site that needs its own code
    path: Path | None = None

    @property
    def site(self) -> Site:
        """What an extraction worker needs to know of this source."""
        return Site(
            languages=self.languages,
            country=self.country,
            timezone=self.timezone,
            date_order=self.date_order,
            calendar=self.calendar,
            selectors=dict(self.article),
        )
