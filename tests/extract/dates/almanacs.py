"""Days in the calendars of Nepal, Bangladesh and Israel, counted otherwise than the reader does, from other tables."""

from calendar import isleap
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

_LINES = Path(__file__).with_name("bikram_months.txt").read_text("utf-8").splitlines()[1:]

# 1 Tishri of 5755 and the years after it.
_FIRSTS_OF_TISHRI = """
1994-09-06 1995-09-25 1996-09-14 1997-10-02 1998-09-21 1999-09-11 2000-09-30 2001-09-18 2002-09-07
2003-09-27 2004-09-16 2005-10-04 2006-09-23 2007-09-13 2008-09-30 2009-09-19 2010-09-09 2011-09-29
2012-09-17 2013-09-05 2014-09-25 2015-09-14 2016-10-03 2017-09-21 2018-09-10 2019-09-30 2020-09-19
2021-09-07 2022-09-26 2023-09-16 2024-10-03 2025-09-23 2026-09-12 2027-10-02 2028-09-21 2029-09-10
2030-09-28 2031-09-18 2032-09-06 2033-09-24 2034-09-14 2035-10-04 2036-09-22
"""
_NEW_YEARS = [date.fromisoformat(day) for day in _FIRSTS_OF_TISHRI.split()]
_MONTHS_OF_LEAP_YEAR = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)
_MONTHS_OF_COMMON_YEAR = (1, 2, 3, 4, 5, 14, 8, 9, 10, 11, 12, 13)
_UNITS = ("", *"אבגדהוזחט")
_TENS = ("", *"יכלמנסעפצ")


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


def to_hebrew(day: date) -> tuple[int, int, int]:
    """Year, month and day; months from autumn on, 14 is the only Adar of a year."""
    index = sum(first <= day for first in _NEW_YEARS) - 1
    days = (_NEW_YEARS[index + 1] - _NEW_YEARS[index]).days
    is_leap = days > 360
    lengths = [30, 29 + (days in (355, 385)), 30 - (days in (353, 383)), 29, 30, *[30] * is_leap, 29, *[30, 29] * 3]
    firsts = list(accumulate(lengths, initial=0))
    gone = (day - _NEW_YEARS[index]).days
    place = max(number for number, first in enumerate(firsts[:-1]) if first <= gone)
    return 5755 + index, (_MONTHS_OF_LEAP_YEAR if is_leap else _MONTHS_OF_COMMON_YEAR)[place], gone - firsts[place] + 1


def in_letters(number: int) -> str:
    """A number up to 799 as Hebrew writes it: "תשפ"ד" is 784; 15 and 16 are not spelled like the Name.

    >>> in_letters(784), in_letters(16), in_letters(30)
    ('תשפ"ד', 'ט"ז', "ל'")
    """
    letters = ("תש" if number >= 700 else "") + _TENS[number % 100 // 10] + _UNITS[number % 10]
    letters = letters.replace("יה", "טו").replace("יו", "טז")
    return f"{letters}'" if len(letters) == 1 else f'{letters[:-1]}"{letters[-1]}'
