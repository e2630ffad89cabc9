"""When a source that failed is asked again: soon at first, then ever later, never not at all. Pure."""

from datetime import datetime, timedelta

from monitor.standing import FailureClass, Health

# The first wait and the longest, by the class of the failure.
WAITS: dict[FailureClass, tuple[timedelta, timedelta]] = {
    "passing": (timedelta(minutes=20), timedelta(hours=6)),
    "hard": (timedelta(hours=1), timedelta(hours=24)),
    "permanent": (timedelta(hours=6), timedelta(days=7)),
}
MOST_DOUBLINGS = 16


def wait_after(failure: FailureClass, failures: int) -> timedelta:
    """How long to wait after so many failures in a row.

    >>> [str(wait_after("hard", number)) for number in (1, 2, 3)], str(wait_after("permanent", 99))
    (['1:00:00', '2:00:00', '4:00:00'], '7 days, 0:00:00')
    """
    first, longest = WAITS.get(failure, WAITS["hard"])
    return min(first * (1 << min(max(failures - 1, 0), MOST_DOUBLINGS)), longest)


def retry_after(health: Health, last: datetime, due: datetime) -> datetime:
    """When to ask again: a failure that passes is asked about no later than its rhythm says."""
    again = last + wait_after(health.failure, health.failures)
    return min(again, due) if health.failure == "passing" and health.failures <= 3 else again
