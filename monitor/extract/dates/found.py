"""What was read from a text, before it is known whether it can be believed."""

from dataclasses import dataclass
from datetime import date, timedelta, timezone, tzinfo


@dataclass(frozen=True, slots=True)
class Found:
    """One date in a folded text, from `start` to `end`. `day_known` is False for month and year."""

    day: date
    start: int = 0
    end: int = 0
    day_known: bool = True
    guessed_order: bool = False
    # The first day of a span, with its last behind it.
    opens_span: bool = False
    # The calendar's own words or the year's range say which calendar it is.
    calendar: str = "gregorian"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `zone` is what the text says of it, None where it says nothing."""

    hour: int
    minute: int
    second: int = 0
    microsecond: int = 0
    seconds_known: bool = False
    zone: tzinfo | None = None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February, year 0).

    >>> make_day(2023, 2, 29)
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def offset(sign: str, hours: int, minutes: int) -> timezone | None:
    """A fixed zone; None beyond the 14 hours that exist.

    >>> offset("+", 5, 45).utcoffset(None)
    datetime.timedelta(seconds=20700)
    """
    if hours > 14 or minutes > 59 or hours * 60 + minutes > 14 * 60:
        return None
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if sign in "-−" else span)
