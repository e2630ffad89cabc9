"""When somebody is told: pure arithmetic on local times, right over midnight and summer time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.watch import Rhythm

# "At once" waits this long, so that what comes in together is told together.
WINDOW = timedelta(minutes=2)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def due_at(rhythm: Rhythm, queued_at: datetime) -> datetime:
    """When something queued then is to be told; quiet hours come on top, see `after_quiet`.

    >>> due_at(Rhythm("hourly"), datetime(2026, 3, 1, 9, 20, tzinfo=UTC)).isoformat()
    '2026-03-01T10:00:00+00:00'
    """
    return queued_at + WINDOW if rhythm.cadence == "at once" else next_slot(rhythm, queued_at)


def next_slot(rhythm: Rhythm, after: datetime) -> datetime:
    """The first moment of the rhythm after a moment; of "at once" the daily time, for "nothing found".

    >>> tokyo = Rhythm("daily", at=time(7), timezone="Asia/Tokyo")
    >>> next_slot(tokyo, datetime(2026, 3, 1, 12, tzinfo=UTC)).isoformat()
    '2026-03-01T22:00:00+00:00'
    """
    if rhythm.cadence == "hourly":
        return _full_hour(rhythm, after) + timedelta(hours=1)
    today = after.astimezone(zone(rhythm)).date()
    days = (today + timedelta(days=count) for count in range(-1, 9))
    return next(slot for day in days if _is_day(rhythm, day) and (slot := _moment(rhythm, day, rhythm.at)) > after)


def last_slot(rhythm: Rhythm, until: datetime) -> datetime:
    """The last moment of the rhythm up to and including a moment."""
    if rhythm.cadence == "hourly":
        return _full_hour(rhythm, until)
    today = until.astimezone(zone(rhythm)).date()
    days = (today - timedelta(days=count) for count in range(-1, 9))
    return next(slot for day in days if _is_day(rhythm, day) and (slot := _moment(rhythm, day, rhythm.at)) <= until)


def after_quiet(rhythm: Rhythm, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in.

    >>> night = Rhythm(quiet=(time(22), time(6)))
    >>> after_quiet(night, datetime(2026, 3, 1, 23, tzinfo=UTC)).isoformat()
    '2026-03-02T06:00:00+00:00'
    """
    if rhythm.quiet is None or not _is_quiet(rhythm, moment):
        return moment
    day, end = moment.astimezone(zone(rhythm)).date(), rhythm.quiet[1]
    # When clocks go back an hour comes twice, and the first end may lie before the moment. When they go
    # forward an end may be left out, and one of its two readings is still quiet.
    ends = [
        datetime.combine(day + timedelta(days=days), end.replace(fold=fold), zone(rhythm)).astimezone(UTC)
        for days in range(3)
        for fold in (0, 1)
    ]
    return min(one for one in ends if one > moment and not _is_quiet(rhythm, one))


def zone(rhythm: Rhythm) -> ZoneInfo:
    """The zone of a rhythm; UTC where the name is none, since late is better than never."""
    try:
        return ZoneInfo(rhythm.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _is_quiet(rhythm: Rhythm, moment: datetime) -> bool:
    if rhythm.quiet is None:
        return False
    clock, (start, end) = moment.astimezone(zone(rhythm)).time(), rhythm.quiet
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def _is_day(rhythm: Rhythm, day: date) -> bool:
    return rhythm.cadence != "weekly" or WEEKDAYS[day.weekday()] == rhythm.weekday


def _full_hour(rhythm: Rhythm, moment: datetime) -> datetime:
    """The full hour on the clocks there; some zones are half an hour apart from the rest."""
    local = moment.astimezone(zone(rhythm))
    return moment - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)


def _moment(rhythm: Rhythm, day: date, clock: time) -> datetime:
    """A local time that summer time leaves out comes as much later; one that comes twice counts once."""
    return datetime.combine(day, clock.replace(fold=0, tzinfo=None), zone(rhythm)).astimezone(UTC)
