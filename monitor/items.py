"""The values that travel from a source to the store. Nothing here knows how they are made."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Protocol

from monitor.watch import Match, PendingAlert

Precision = Literal["second", "minute", "day", "month"]
Confidence = Literal["high", "medium", "low"]
# Where a date was read; the order says nothing, `extract.dates.choice` ranks them.
Evidence = Literal[
    "jsonld", "meta", "microdata", "time", "feed", "news-sitemap", "api", "listing",
    "address", "visible", "htmldate", "pdf",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date that a page or an entry gives for an article, and how far to trust the reading.

    `instant` is in UTC and None where only a day or month is known; `day` is the printed day in
    the site's zone (the first of the month for precision "month").
    """

    evidence: Evidence
    raw: str
    day: date
    precision: Precision
    instant: datetime | None = None
    zone_known: bool = False
    # Day and month could be swapped, or the calendar be another, and nothing but a guess decided.
    guessed_order: bool = False
    # The words or the markup around a printed date promise that it is the publication.
    labelled: bool = False
    # The page states the very same moment as its last change.
    also_modified: bool = False
    # The page states when it was made, and not that it came out then.
    only_created: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One address that an entry offers as an article, with whatever the entry says of it.

    `published` and `modified` are raw text as printed there. When `standalone` is true there is
    no page to fetch: the entry itself holds the whole item in `html`, and `url` ends in a
    fragment of its own. `html` without `standalone` is full text that saves fetching the page.
    """

    url: str
    title: str = ""
    published: str = ""
    published_evidence: Evidence | None = None
    modified: str = ""
    summary: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    html: str = ""
    standalone: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answered request. Header names are lower case; `url` is the address after redirects.

    `unchanged` means the server said 304 to a conditional request; `body` is then empty.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    unchanged: bool = False


class Fetch(Protocol):
    """Fetches one address politely; raises `errors.FetchError` for anything but 2xx and 304."""

    async def __call__(self, url: str, *, conditional: bool = False) -> Fetched: ...


Known = Callable[[Sequence[str]], Awaitable[set[str]]]
"""Given addresses (at most some hundreds), gives those that need no fetching any more."""


@dataclass(frozen=True, slots=True)
class Site:
    """What is known beforehand about the site a page comes from; it settles ambiguities."""

    languages: tuple[str, ...] = ()
    country: str = ""
    timezone: str = ""
    date_order: Literal["", "DMY", "MDY", "YMD"] = ""
    calendar: Literal["", "gregorian", "jalali", "hijri", "buddhist", "minguo", "ethiopic", "bikram"] = ""
    # CSS selectors from the source file's [article] table: headline, body, date, authors, remove.
    selectors: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """What a spider yields: one answer, unread. `link` is what led to it.

    `url` is where the answer came from after redirects; `link.url` is what the entry said.
    """

    source: str
    url: str
    body: bytes = field(repr=False)
    content_type: str
    link: Link
    site: Site
    fetched_at: datetime
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sighting:
    """One address at which an item was seen, and the source that led there."""

    url: str
    source: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """Which stored text an article takes the place of: version `number` of an item, given by its id.

    `evidence` says in words what changed.
    """

    item: str
    number: int
    evidence: str


@dataclass(slots=True)
class Article:
    """One article or document on its way to the store."""

    source: str
    url: str  # where it was read, after redirects
    canonical_url: str  # normalised; the page's own canonical link where it can be believed
    headline: str
    body: str = field(repr=False)
    summary: str = ""
    authors: list[str] = field(default_factory=list)
    language: str = ""  # BCP 47, "" where unknown
    section: str = ""
    image: str = ""
    index_number: str = ""  # the document's own, e.g. "AMR 37/6674/2017"
    page_count: int | None = None  # PDF only
    alternates: dict[str, str] = field(default_factory=dict)  # language -> address (hreflang)
    date_candidates: list[DateCandidate] = field(default_factory=list)
    published: datetime | None = None  # UTC; None where only a day, or nothing, is known
    published_day: date | None = None  # as printed, in the site's zone
    published_precision: Precision | None = None
    published_zone_known: bool = False
    published_source: Evidence | None = None
    published_confidence: Confidence | None = None
    published_raw: str = ""
    modified: datetime | None = None
    modified_raw: str = ""
    first_seen: datetime | None = None
    text_hash: str = ""  # of the folded text; "" for texts too short to tell apart
    keys: list[str] = field(default_factory=list)  # see extract.identity
    sightings: list[Sighting] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    link_language: str = ""  # what the entry said, a prior for the language step
    page_language: str = ""  # what the page said
    detected_language: str = ""
    detected_language_score: float = 0.0
    published_why: str = ""  # why this date won, in a sentence
    body_kind: str = "text"  # "text", or "scanned" or "encrypted" for a PDF without readable text
    # Key of the canonical link where that is another address: proven only when the same text stands there.
    claim: str = ""
    next_visit: datetime | None = None  # None: never visited again
    revises: Revision | None = None  # None: not the new text of a known item
    matches: list[Match] = field(default_factory=list)  # the watches that found it as it came in
    pending_alerts: list[PendingAlert] = field(default_factory=list)  # who is still to be told of it
    # Not stored: what led here, and how the article was met before ("" when it was not).
    link: Link = field(default_factory=lambda: Link(""))
    twin: str = ""


class Outcome(StrEnum):
    """What became of one address; every address of a run ends in exactly one of these."""

    NEW = "new"
    KNOWN = "known"
    DUPLICATE = "duplicate"
    NOT_ARTICLE = "not an article"
    QUARANTINED = "quarantined"
