"""Texts -> days, many at once, to put links in order."""

from collections.abc import Sequence
from datetime import date, datetime

from monitor.extract.dates.text import parse_date
from monitor.items import Site


def days_of(texts: Sequence[str], site: Site, now: datetime) -> dict[str, date]:
    """The day of each text that holds a date.

    >>> from datetime import UTC
    >>> days_of(["2026-03-01T12:00:00Z", "soon"], Site(), datetime(2026, 4, 1, tzinfo=UTC))
    {'2026-03-01T12:00:00Z': datetime.date(2026, 3, 1)}
    """
    found = ((text, parse_date(text, site, now, "feed")) for text in texts)
    return {text: candidate.day for text, candidate in found if candidate}
