"""Dates in the reader's zone and habit, with what is not known about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, format_timedelta, get_timezone_gmt

from monitor.review.words import gettext as _
from monitor.store.users import Habits


@lru_cache(64)
def zone(name: str) -> ZoneInfo:
    """A time zone by its IANA name; UTC for one that does not exist.

    >>> zone("Europe/Paris").key, zone("../etc/passwd").key
    ('Europe/Paris', 'UTC')
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


@lru_cache(64)
def locale(name: str) -> Locale:
    """A custom of writing dates; that of England for one that does not exist.

    >>> str(locale("fr_CA")), str(locale("xx_XX"))
    ('fr_CA', 'en_GB')
    """
    try:
        return Locale.parse(name.replace("-", "_"))
    except (ValueError, UnknownLocaleError, TypeError):
        return Locale.parse("en_GB")


@dataclass(frozen=True, slots=True)
class When:
    """A date as a page shows it: `machine` for <time>, `short` in a row, `full` where there is room.

    `doubt` says in words what is uncertain, "" when nothing is.
    """

    machine: str
    short: str
    full: str
    doubt: str = ""


class Dates:
    """Writes dates the way one person reads them."""

    def __init__(self, habits: Habits, now: datetime) -> None:
        self.now = now
        self.zone = zone(habits.timezone)
        self.locale = locale(habits.dates or {"en": "en_GB"}.get(habits.language, habits.language))

    def moment(self, at: datetime | None) -> When | None:
        """A moment that is known to the second."""
        if at is None:
            return None
        return When(machine(at), self.short(at), self._full(at))

    def _full(self, at: datetime) -> str:
        """A moment to the minute, with its weekday and how far its clock is from Greenwich."""
        local = at.astimezone(self.zone)
        minute = format_time(local, "short", tzinfo=self.zone, locale=self.locale)
        return f"{format_date(local, 'full', self.locale)}, {minute} {get_timezone_gmt(local, locale=self.locale)}"

    def ago(self, at: datetime | None) -> str:
        """How long ago, roughly: "3 hours ago"."""
        return format_timedelta(at - self.now, add_direction=True, locale=self.locale) if at else ""

    def span(self, span: timedelta) -> str:
        """How long something took, roughly: "5 weeks".

        >>> Dates(Habits(), datetime(2026, 3, 1, tzinfo=UTC)).span(timedelta(minutes=48_613))
        '5 weeks'
        """
        return format_timedelta(span, threshold=1.5, locale=self.locale)

    def day(self, day: date) -> str:
        """A day, shortly: "1 Mar"."""
        return self._short_day(day)

    @property
    def tag(self) -> str:
        """The custom of writing dates as browsers name it: "en-GB"."""
        return str(self.locale).replace("_", "-")

    def published(self, item: Mapping[str, Any]) -> When | None:
        """When an item was published as far as it is known; None where no date is known.

        `item` holds `published published_day published_precision published_confidence`.
        """
        at, day = item.get("published"), _day(item.get("published_day"))
        doubt = self._doubt(item)
        if isinstance(at, datetime):
            known = self.moment(at)
            return When(known.machine, known.short, known.full, doubt) if known else None
        if day is None:
            return None
        if item.get("published_precision") == "month":
            text = format_skeleton("yMMMM", day, locale=self.locale)
            return When(day.isoformat()[:7], text, text, doubt)
        return When(day.isoformat(), self._short_day(day), format_date(day, "full", locale=self.locale), doubt)

    def _doubt(self, item: Mapping[str, Any]) -> str:
        confidence = item.get("published_confidence")
        if confidence == "low":
            return _("uncertain date")
        return _("date likely, not certain") if confidence == "medium" else ""

    def short(self, at: datetime) -> str:
        """A moment as shortly as it can be told from others: "14:05", "1 Mar, 14:05"."""
        local = at.astimezone(self.zone)
        if local.date() == self.now.astimezone(self.zone).date():
            return format_time(local, "short", tzinfo=self.zone, locale=self.locale)
        return f"{self._short_day(local.date())}, {format_time(local, 'short', tzinfo=self.zone, locale=self.locale)}"

    def _short_day(self, day: date) -> str:
        this_year = day.year == self.now.astimezone(self.zone).year
        return format_skeleton("MMMd" if this_year else "yMMMd", day, locale=self.locale)


def machine(at: datetime) -> str:
    """A moment for `<time>`.

    >>> machine(datetime(2026, 3, 1, 12, tzinfo=UTC))
    '2026-03-01T12:00:00+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def read_moment(text: str) -> datetime | None:
    """A moment in ISO 8601 with its zone, as pages hand it back; None for anything else.

    >>> read_moment("2026-03-01T12:00:00+00:00")
    datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.timezone.utc)
    >>> read_moment("2026-03-01") is read_moment("{}") is None
    True
    """
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
