"""Which zone a site's printed times are in, told from moments that are known otherwise."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from monitor.extract.dates.clock import find_clock
from monitor.extract.dates.folding import fold
from monitor.extract.dates.learned import Counts
from monitor.extract.dates.zones import zone_named
from monitor.items import DateCandidate, Site

_STATED = re.compile(r"\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s?(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})$")
_KEY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d) (?P<minutes>-?\d{1,3})")
_MOST_PRINTED = timedelta(hours=14)
_ENOUGH, _MOST_EXCEPTIONS = 3, 0.05
# One for each way in which clocks are kept today, those of many people first.
_ZONES = (
    "Europe/Paris", "America/New_York", "Asia/Kolkata", "Asia/Shanghai", "Europe/London", "Europe/Athens",
    "Europe/Istanbul", "Africa/Lagos", "Africa/Johannesburg", "America/Los_Angeles", "America/Chicago",
    "America/Denver", "America/Phoenix", "America/Sao_Paulo", "America/Bogota", "America/Mexico_City",
    "America/Caracas", "America/Santiago", "America/Halifax", "America/St_Johns", "America/Anchorage",
    "America/Havana", "Asia/Tokyo", "Asia/Bangkok", "Asia/Dhaka", "Asia/Karachi", "Asia/Dubai", "Asia/Tehran",
    "Asia/Kabul", "Asia/Kathmandu", "Asia/Yangon", "Asia/Jerusalem", "Asia/Beirut", "Africa/Cairo", "Europe/Chisinau",
    "UTC", "Australia/Sydney", "Australia/Brisbane", "Australia/Adelaide", "Australia/Darwin", "Pacific/Auckland",
    "Pacific/Noumea", "Pacific/Tongatapu", "Pacific/Honolulu", "Pacific/Apia", "Atlantic/Cape_Verde",
)  # fmt: skip


def clock_key(group: Sequence[DateCandidate]) -> list[str]:
    """The day with its minutes east of Greenwich, as candidates for one moment show them ("2026-03-04 120").

    A zone that a program states counts unless it is UTC, which says nothing of the site. One item
    has one clock: several show none.
    """
    keys = list(dict.fromkeys([*_stated(group), *_told(group)]))
    return keys[:1] if len({key.rpartition(" ")[2] for key in keys}) == 1 else []


def _stated(group: Sequence[DateCandidate]) -> Iterator[str]:
    for one in group:
        match = _STATED.search(one.raw) if one.instant and one.zone_known else None
        if match:
            minutes = 60 * int(match["hours"]) + int(match["minutes"])
            if minutes:
                yield f"{one.day.isoformat()} {minutes if match['sign'] == '+' else -minutes}"


def _told(group: Sequence[DateCandidate]) -> Iterator[str]:
    """A time printed without its zone beside the moment that a program states."""
    instants = {one.instant for one in group if one.instant and one.zone_known}
    printed = [one for one in group if not one.zone_known and not one.guessed_order]
    for one in printed if len(instants) == 1 else []:
        clock, _ = find_clock(fold(one.raw), Site())
        if clock and clock.zone is None:
            local = datetime.combine(one.day, time(clock.hour, clock.minute), UTC)
            gap = local - next(iter(instants)).replace(second=0, microsecond=0)
            if abs(gap) <= _MOST_PRINTED and gap % timedelta(minutes=15) == timedelta():
                yield f"{one.day.isoformat()} {gap // timedelta(minutes=1)}"


def zone_of(clocks: Counts, now: datetime) -> str:
    """The name of a zone that keeps the clock these observations show; "" where they settle none.

    Zones that fit equally must agree about today.

    >>> now = datetime(2026, 5, 3, tzinfo=UTC)
    >>> zone_of({"2026-01-10 60": 2, "2026-05-02 120": 1}, now), zone_of({"2026-05-02 345": 3}, now)
    ('Europe/Paris', 'Asia/Kathmandu')
    """
    keys = [(match, count) for key, count in clocks.items() if (match := _KEY.fullmatch(key))]
    seen = [(match["day"], int(match["minutes"]), count) for match, count in keys]
    total = sum(count for _, _, count in seen)
    if total < _ENOUGH:
        return ""
    fitting = [name for name in _ZONES if _misfits(name, seen) <= _MOST_EXCEPTIONS * total]
    return fitting[0] if len({_minutes_east(name, now) for name in fitting}) == 1 else ""


def _misfits(name: str, seen: Sequence[tuple[str, int, int]]) -> int:
    return sum(count for day, minutes, count in seen if _minutes_at_noon(name, day) != minutes)


@lru_cache(10_000)
def _minutes_at_noon(name: str, day: str) -> int:
    return _minutes_east(name, datetime.combine(date.fromisoformat(day), time(12), UTC))


def _minutes_east(name: str, moment: datetime) -> int:
    east = moment.astimezone(zone_named(name) or UTC).utcoffset()
    return (east or timedelta()) // timedelta(minutes=1)
