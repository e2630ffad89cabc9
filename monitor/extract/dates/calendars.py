"""Days of other calendars as days of the common one. None where a calendar has no such day."""

import re
from datetime import date, timedelta

import jdatetime
from hijridate import Hijri

from monitor.extract.dates.found import make_day

# Days from 1 January of year 1 (as `date.toordinal` counts) to the first day of the Ethiopic era.
_ETHIOPIC_EPOCH = 2796
# The days of the common calendar on which months begin, before and after the revision of October 2019.
_OLD_BENGALI_FIRSTS = (
    (4, 14), (5, 15), (6, 15), (7, 16), (8, 16), (9, 16), (10, 16), (11, 15), (12, 15), (1, 14), (2, 13), (3, 15),
)  # fmt: skip
_BENGALI_FIRSTS = (*_OLD_BENGALI_FIRSTS[:6], (10, 17), (11, 16), (12, 16), (1, 15), (2, 14), (3, 15))
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "r": 2018, "h": 1988}
_CHINESE_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_CHINESE_NUMBER = re.compile(r"[〇零一二三四五六七八九十百]+(?=\s*[年月日号號])")


def from_jalali(year: int, month: int, day: int) -> date | None:
    """Solar Hijri, as in Iran and Afghanistan.

    >>> from_jalali(1403, 2, 14)
    datetime.date(2024, 5, 3)
    """
    try:
        return date.fromordinal(jdatetime.date(year, month, day).togregorian().toordinal())
    except (ValueError, OverflowError):
        return None


def from_hijri(year: int, month: int, day: int) -> date | None:
    """Lunar Hijri by the Umm al-Qura tables (1343 to 1500).

    >>> from_hijri(1445, 10, 24)
    datetime.date(2024, 5, 3)
    """
    try:
        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    except (ValueError, OverflowError):
        return None


def from_ethiopic(year: int, month: int, day: int) -> date | None:
    """Ethiopic: twelve months of 30 days, then five or six days.

    >>> from_ethiopic(2016, 8, 25)
    datetime.date(2024, 5, 3)
    """
    last = 30 if month < 13 else 5 + (year % 4 == 3)
    if not (1 <= month <= 13 and 1 <= day <= last and 1 <= year <= 9000):
        return None
    return date.fromordinal(_ETHIOPIC_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def from_bengali(year: int, month: int, day: int) -> date | None:
    """Bengali, as in Bangladesh since 1402 (1995); in West Bengal most days are one or two later.

    >>> from_bengali(1431, 1, 20), from_bengali(1425, 11, 9), from_bengali(1426, 11, 8)
    (datetime.date(2024, 5, 3), datetime.date(2019, 2, 21), datetime.date(2020, 2, 21))
    """
    if not (1402 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    read = _first_of_bengali(year, month) + timedelta(days=day - 1)
    return read if read < _first_of_bengali(year, month + 1) else None


def _first_of_bengali(year: int, month: int) -> date:
    """The first of a month, of which the thirteenth is the next year's first."""
    firsts = _BENGALI_FIRSTS if year >= 1426 else _OLD_BENGALI_FIRSTS
    return date(year + 593 + (month > 9), *firsts[(month - 1) % 12])


def from_buddhist(year: int, month: int, day: int) -> date | None:
    """Thai solar calendar, 543 years ahead.

    >>> from_buddhist(2567, 5, 3)
    datetime.date(2024, 5, 3)
    """
    return make_day(year - 543, month, day)


def from_minguo(year: int, month: int, day: int) -> date | None:
    """Years of the Republic of China, counted from 1912.

    >>> from_minguo(113, 5, 3)
    datetime.date(2024, 5, 3)
    """
    return make_day(year + 1911, month, day)


def from_era(era: str, year: int, month: int, day: int) -> date | None:
    """Years of a Japanese era, by its name or the letter for it.

    >>> from_era("令和", 6, 5, 3)
    datetime.date(2024, 5, 3)
    """
    return make_day(_ERAS[era] + year, month, day) if era in _ERAS else None


def western_numbers(text: str) -> str:
    """Chinese numbers before 年, 月 and 日 as digits.

    >>> western_numbers("二〇二四年五月二十三日")
    '2024年5月23日'
    """
    return _CHINESE_NUMBER.sub(lambda match: _chinese_number(match[0]), text)


def _chinese_number(text: str) -> str:
    if "百" in text:
        hundreds, rest = text.split("百", 1)
        low = _chinese_number(rest.lstrip("零〇")) if rest else "0"
        return str(100 * int(_chinese_number(hundreds) or 1) + int(low or 0))
    if "十" not in text:
        return "".join(_CHINESE_DIGITS[letter] for letter in text)
    tens, ones = text.split("十", 1)
    return (_chinese_number(tens) or "1") + (_chinese_number(ones) or "0")[-1]
