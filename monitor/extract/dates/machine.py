"""Dates that programs write: ISO 8601, RFC 822 and its kin, seconds since 1970."""

import re
from datetime import UTC, datetime, tzinfo

from monitor.extract.dates.found import Clock, Found, make_day, offset
from monitor.extract.dates.names import month_of
from monitor.extract.dates.years import calendar_of_year, day_in
from monitor.extract.dates.zones import zone_after
from monitor.items import Site

_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d{2})-?(?P<d>\d{2})"
    r"(?:[t ,_]{1,2}(?:(?:at )?(?P<H>\d{2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?:[.,:](?P<F>\d{1,9}))?)?"
    r"\s?(?P<z>z|utc|gmt|(?P<sign>[+-])(?P<zh>\d{2}):?(?P<zm>\d{2})?(?::\d{2})?)?(?:\[[\w/+-]+\])?)?)?"
)
_ISO_MONTH = re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})")
_CTIME = re.compile(
    r"(?:[a-z]{3,9},? )?(?P<b>[a-z]{3,9})\.? (?P<d>\d{1,2}),? (?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2}))?"
    r"(?P<z> [a-z]{1,5}(?:[+-]\d{2}:?\d{2})?)? (?P<y>\d{4})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAIL = re.compile(
    rf"(?:mon|tue|wed|thu|fri|sat|sun), (?P<d>\d{{1,2}}) (?P<b>{'|'.join(_MONTHS)}) (?P<y>(?:19|20)\d\d)"
    r" (?P<H>[01]\d|2[0-3]):(?P<M>[0-5]\d)(?::(?P<S>[0-5]\d))?(?P<z> (?:gmt|utc|[+-]\d{4}))"
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}")

Read = tuple[Found, Clock | None]


def read_iso(text: str, site: Site) -> Read | None:
    """A folded text that is one ISO 8601 date, basic or extended; no weeks, no ordinal days.

    >>> found, clock = read_iso("2024-05-03t14:05:09+02:00", Site())
    >>> found.day, clock.hour, clock.zone
    (datetime.date(2024, 5, 3), 14, datetime.timezone(datetime.timedelta(seconds=7200)))
    >>> read_iso("2024-w18-5", Site()), read_iso("2024-124", Site()), read_iso("2024-02-30", Site())
    (None, None, None)
    """
    match = _ISO.fullmatch(text)
    if match is None:
        return _read_month(text)
    year = int(match["y"])
    calendar = calendar_of_year(year, site)
    day = day_in(calendar, year, int(match["m"]), int(match["d"]))
    clock = _clock(match, _iso_zone(match)) if match["H"] else None
    if day is None or (match["H"] and clock is None) or (match["sign"] and clock and clock.zone is None):
        return None
    return Found(day, calendar=calendar), clock


def _read_month(text: str) -> Read | None:
    match = _ISO_MONTH.fullmatch(text)
    day = make_day(int(match["y"]), int(match["m"]), 1) if match else None
    return (Found(day, day_known=False), None) if day else None


def _iso_zone(match: re.Match[str]) -> tzinfo | None:
    if match["sign"]:
        return offset(match["sign"], int(match["zh"]), int(match["zm"] or 0))
    return UTC if match["z"] else None


def _clock(match: re.Match[str], zone: tzinfo | None) -> Clock | None:
    hour, minute, second = int(match["H"]), int(match["M"]), min(int(match["S"] or 0), 60)
    if hour > 23 or minute > 59:
        return None
    fraction = match.groupdict().get("F") or ""
    return Clock(hour, minute, min(second, 59), int(f"{fraction:0<6}"[:6]), match["S"] is not None, zone)


def read_ctime(text: str, site: Site) -> Read | None:
    """The form of C and Java programs, with the year at the end.

    >>> read_ctime("fri may 3 14:05:09 cest 2024", Site())[0].day
    datetime.date(2024, 5, 3)
    """
    match = _CTIME.fullmatch(text)
    month = month_of(match["b"], ("en",)) if match else None
    if match is None or month is None or month[0] != "gregorian":
        return None
    day = make_day(int(match["y"]), month[1], int(match["d"]))
    clock = _clock(match, zone_after(match["z"] or "", site))
    return (Found(day), clock) if day and clock else None


def read_mail(text: str, site: Site) -> Read | None:
    """The form of mails and of RSS, complete and with its zone, as nearly every feed has it.

    >>> read_mail("fri, 03 may 2024 14:05:09 +0200", Site())[0].day
    datetime.date(2024, 5, 3)
    """
    match = _MAIL.fullmatch(text)
    if match is None or site.calendar not in ("", "gregorian"):
        return None
    day = make_day(int(match["y"]), _MONTHS.index(match["b"]) + 1, int(match["d"]))
    zone = zone_after(match["z"], site)
    return (Found(day), _clock(match, zone)) if day and zone else None


def read_epoch(text: str) -> Read | None:
    """Seconds or milliseconds since 1970; only for places where a program wrote the number.

    >>> read_epoch("1714744800000")[0].day
    datetime.date(2024, 5, 3)
    """
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text) / (1000 if len(text) >= 12 and "." not in text else 1)
    moment = datetime.fromtimestamp(min(seconds, 4e9), UTC)
    clock = Clock(moment.hour, moment.minute, moment.second, moment.microsecond, True, UTC)
    return Found(moment.date()), clock
