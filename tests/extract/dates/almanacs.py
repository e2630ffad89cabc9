"""Days in the calendars of Nepal and Bangladesh, counted another way, and from another table, than the reader does."""

from calendar import isleap
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

_LINES = Path(__file__).with_name("bikram_months.txt").read_text("utf-8").splitlines()[1:]


def _firsts() -> dict[date, tuple[int, int]]:
    """The first days of Nepal's months, in order, with their year and month."""
    firsts = {}
    for line in _LINES:
        year, *days = map(int, line.split())
        for month, day in enumerate(days, start=1):
            firsts[date(year - 57 + (month > 9), (month + 2) % 12 + 1, day)] = (year, month)
    return firsts


FIRSTS = _firsts()
# The almanac's last month, but for its last days.
LAST_OF_ALMANAC = max(FIRSTS) + timedelta(days=28)


def to_bikram(day: date) -> tuple[int, int, int]:
    """Year, month and day in Nepal."""
    back = next(back for back in range(33) if day - timedelta(days=back) in FIRSTS)
    return (*FIRSTS[day - timedelta(days=back)], back + 1)


def to_bengali(day: date) -> tuple[int, int, int]:
    """Year, month and day in Bangladesh: five months of 31 days, since 2019 six, and one a day longer in leap years."""
    year = day.year - (593 if (day.month, day.day) >= (4, 14) else 594)
    late = (31, 30, 30, 30, 30, 29) if year >= 1426 else (30, 30, 30, 30, 30, 30)
    lengths = [31] * 5 + list(late) + [30]
    lengths[10] += isleap(year + 594)
    gone = (day - date(year + 593, 4, 14)).days
    firsts = list(accumulate(lengths, initial=0))
    month = max(number for number, first in enumerate(firsts[:12]) if first <= gone)
    return year, month + 1, gone - firsts[month] + 1
