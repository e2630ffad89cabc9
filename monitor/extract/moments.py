"""Moments that machines print (ISO 8601, as sitemaps do), for putting addresses in order."""

from datetime import UTC, datetime


def iso_moment(text: str) -> datetime | None:
    """The moment in UTC; a day is its beginning, no zone is UTC; None for anything else.

    >>> iso_moment("2026-11-03T10:00:00+02:00")
    datetime.datetime(2026, 11, 3, 8, 0, tzinfo=datetime.timezone.utc)
    >>> iso_moment("yesterday")
    """
    try:
        moment = datetime.fromisoformat(text.strip()[:40])
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
