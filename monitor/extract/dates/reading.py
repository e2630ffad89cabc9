"""From what was read to a candidate, or to none where it cannot be the day a text came out."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from monitor.extract.dates.found import Clock, Found
from monitor.extract.dates.years import EARLIEST_YEAR
from monitor.extract.dates.zones import in_zone, zone_named
from monitor.items import DateCandidate, Evidence, Precision, Site

# Entries that programs write state UTC where they state no zone.
_IN_UTC: frozenset[Evidence] = frozenset({"api", "feed", "news-sitemap"})
_KEPT = 200


def candidate(
    raw: str, found: Found, clock: Clock | None, site: Site, now: datetime, evidence: Evidence
) -> DateCandidate | None:
    """The candidate for one date and time of day; None for what lies in the future or before 1990."""
    if clock and _is_padding(clock):
        clock = None
    zone = _zone(clock, site, evidence) if clock and found.day_known else None
    instant = _instant(found.day, clock, zone) if clock and zone else None
    day = _printed_day(found.day, clock, instant, site)
    if not is_plausible(day, instant, now):
        return None
    precision = _precision(found, clock, instant)
    known = instant is not None and clock is not None and clock.zone is not None
    return DateCandidate(evidence, raw[:_KEPT], day, precision, instant, known, found.guessed_order)


def is_plausible(day: date, instant: datetime | None, now: datetime) -> bool:
    """Whether something can have come out then: from 1990 to a day from now."""
    if instant is not None and instant > now + timedelta(days=1):
        return False
    return day.year >= EARLIEST_YEAR and day <= (now + timedelta(days=1)).date()


def _is_padding(clock: Clock) -> bool:
    """Midnight to the second is what programs print when they know only the day."""
    return (clock.hour, clock.minute, clock.second, clock.microsecond) == (0, 0, 0, 0) and clock.seconds_known


def _zone(clock: Clock, site: Site, evidence: Evidence) -> tzinfo | None:
    return clock.zone or zone_named(site.timezone) or (UTC if evidence in _IN_UTC else None)


def _instant(day: date, clock: Clock, zone: tzinfo) -> datetime | None:
    try:
        local = datetime(
            day.year, day.month, day.day, clock.hour, clock.minute, clock.second, clock.microsecond, tzinfo=zone
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _printed_day(day: date, clock: Clock | None, instant: datetime | None, site: Site) -> date:
    """The day as printed; what is stated in UTC is nobody's print, so it is the day at the site."""
    if instant is None or clock is None or clock.zone is None:
        return day
    stated = clock.zone.utcoffset(instant.replace(tzinfo=None))
    return day if stated else in_zone(instant, site).date()


def _precision(found: Found, clock: Clock | None, instant: datetime | None) -> Precision:
    if not found.day_known:
        return "month"
    if instant is None or clock is None:
        return "day"
    return "second" if clock.seconds_known else "minute"
