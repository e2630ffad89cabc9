"""What is remembered of a source from one run to the next."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Validator:
    """What a server gave to ask "has it changed?" with; empty strings where it gave nothing.

    `url` is the address that gave it, after redirects: validators go back only there.
    """

    etag: str = ""
    last_modified: str = ""
    stored_at: datetime | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class StoredRobots:
    """A robots.txt as it was answered: at most its first 500 KiB, with the HTTP status."""

    body: bytes
    status: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """Where permanent redirects of an entry lead, since when, and at how many visits in a row.

    `settled` says that the new address is asked in place of the old one.
    """

    to: str
    since: datetime
    times: int = 1
    settled: bool = False


@dataclass(slots=True)
class SourceState:
    """What one source's runs hand on. Moments are aware and in UTC.

    `validators` is keyed by entry address, `robots` by scheme and host with port
    (`https://a.example`), `closed` by host with port: until when a host asked to be left alone.
    `not_before` is the latest of these. `first_visits` holds when an entry was first read whole,
    `probed` what a probe found and `probed_at` when it was made, `set_aside` the entries that were
    never seen to work and did not, with the moment. Keys hold dots and slashes; a store has to mind that.
    """

    name: str
    validators: dict[str, Validator] = field(default_factory=dict)
    robots: dict[str, StoredRobots] = field(default_factory=dict)
    probed: list[dict[str, Any]] = field(default_factory=list)
    probed_at: datetime | None = None
    set_aside: dict[str, datetime] = field(default_factory=dict)
    first_visits: dict[str, datetime] = field(default_factory=dict)
    # The last run that left nothing over, and the last of these in which no entry failed.
    last_ended: datetime | None = None
    last_complete: datetime | None = None
    not_before: datetime | None = None
    closed: dict[str, datetime] = field(default_factory=dict)
    # What its items have shown of its dates; see `extract.dates.learning`.
    dates: dict[str, dict[str, int]] = field(default_factory=dict)
    # How many visits have ended, and when the latest that was not interrupted began.
    visits: int = 0
    last_visit: datetime | None = None
    # Entries that moved for good: where to, once that has been seen often enough; see `spiders.moves`.
    moved: dict[str, Moved] = field(default_factory=dict)
    # Whether the home page shall be looked at; its links when all was well (eight bytes each), when that was,
    # and when it was last looked at in doubt.
    look_at_home: bool = False
    home_links: list[bytes] = field(default_factory=list)
    home_links_at: datetime | None = None
    home_looked_at: datetime | None = None
    # Hashes of the text blocks of the latest pages, see extract.recurring.
    recent_blocks: list[bytes] = field(default_factory=list)
