"""When an item is visited again: often while it is young, ever more rarely later."""

from datetime import datetime, timedelta

# Ages at which an article is looked at again. Most edits come within hours, take-downs within weeks.
AGES = tuple(timedelta(hours=hours) for hours in (2, 8, 24, 3 * 24, 7 * 24, 28 * 24, 91 * 24))
AFTERWARDS = timedelta(days=182)
# Items that a watch found are looked at twice as often, and at least every four weeks.
WATCHED = 2
WATCHED_AFTERWARDS = timedelta(days=28)
# A page that is missing is looked at soon, so that it is decided within about a day.
MISSING = (timedelta(hours=6), timedelta(hours=18))
MISSING_AFTERWARDS = timedelta(days=3)
# A page that is edited for ever is not looked at more often for it for ever.
MOST_EDITS = 12


def next_visit(now: datetime, born: datetime, *, first: timedelta = AGES[0], watched: bool = False) -> datetime | None:
    """When to look again at what is as it was since `born`: when it was first seen, or last changed.

    `first` is the age of the first visit, by which all others are scaled; zero means never.

    >>> from datetime import UTC
    >>> born = datetime(2026, 3, 1, tzinfo=UTC)
    >>> [next_visit(born + timedelta(hours=age), born).isoformat()[:13] for age in (0, 2, 30)]
    ['2026-03-01T02', '2026-03-01T08', '2026-03-04T00']
    """
    if not first:
        return None
    scale = first / AGES[0] / (WATCHED if watched else 1)
    last = AFTERWARDS * scale
    if watched:
        last = min(last, WATCHED_AFTERWARDS)
    for age in AGES:
        if age * scale > last:
            break
        if now < born + age * scale:
            return born + age * scale
    return now + last


def next_visit_of_missing(now: datetime, visits: int) -> datetime:
    """When to look again at a page that was missing on so many visits in a row."""
    return now + (MISSING[visits - 1] if 0 < visits <= len(MISSING) else MISSING_AFTERWARDS)
