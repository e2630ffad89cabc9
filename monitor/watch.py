"""A watch and what it finds, as values. Nothing here knows how queries are read or where watches are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Literal

Cadence = Literal["at once", "hourly", "daily", "weekly"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ANY_LANGUAGE = "*"
# In which mails are written; one whose translation is not there yet comes in the first.
MAIL_LANGUAGES = ("en", "fr", "es", "ar")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When somebody wants to hear of what a watch found.

    `at`, `weekday` and `quiet` are local times of `timezone` (an IANA name). `quiet` is from, to;
    it may go past midnight. `most_per_hour` mails are sent in an hour, the rest waits for a digest.
    """

    cadence: Cadence = "daily"
    at: time = time(7, 0)
    weekday: Weekday = "monday"
    timezone: str = "UTC"
    quiet: tuple[time, time] | None = None
    most_per_hour: int = 3
    # Say so when nothing was found, so that silence never has two meanings.
    nothing_found: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told, when, and in which language; `address` is a mail address."""

    address: str
    rhythm: Rhythm = Rhythm()
    muted_until: datetime | None = None
    language: str = MAIL_LANGUAGES[0]


@dataclass(frozen=True, slots=True)
class Channel:
    """A way out other than mail. `secret` signs what is sent, or is part of a feed's address."""

    kind: Literal["webhook", "atom"]
    name: str
    url: str = ""  # of a webhook
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Watch:
    """A named query, whom to tell, and what to look at.

    `queries` maps a language code, or `*` for all, to a query. Empty `sources` and `groups` mean
    every source. `version` counts the changes of the watch from 1; 0 is a watch not stored yet.
    """

    name: str
    title: str
    queries: Mapping[str, str]
    owner: str = ""
    recipients: tuple[Recipient, ...] = ()
    channels: tuple[Channel, ...] = ()
    sources: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    # Also tell of further outlets of a story told already, of edits, of articles taken down.
    every_outlet: bool = False
    edits: bool = False
    takedowns: bool = False
    muted_until: datetime | None = None
    paused: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """One place that satisfies a part of a query: code points of the original text of a field.

    `leaf` is the part of the query as it was written, such as `"death penalty"`.
    """

    field: str
    start: int
    end: int
    leaf: str


@dataclass(frozen=True, slots=True)
class Match:
    """A watch found in an item, with the places. `language` says which of its queries it was.

    `at` is when the item was matched; `suppressed` says why nobody is told, such as "muted".
    """

    watch: str
    version: int
    language: str
    spans: tuple[Span, ...] = ()
    at: datetime | None = None
    suppressed: str = ""


@dataclass(frozen=True, slots=True)
class PendingAlert:
    """Somebody has to be told of an item; stored with the item, in the same write."""

    watch: str
    version: int
    kind: Literal["new", "edit", "gone", "back"]
    at: datetime


@dataclass(frozen=True, slots=True)
class Matched:
    """What watches made of one item; both lists are stored with it."""

    matches: tuple[Match, ...] = ()
    pending_alerts: tuple[PendingAlert, ...] = ()
