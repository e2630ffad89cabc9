"""Days of the Hebrew calendar, and the letters that its days and years are counted with."""

import re
from datetime import date

# Days from 1 January of year 1 (as `date.toordinal` counts) to the first new year.
_EPOCH = -1373427
_PARTS_OF_DAY = 25920
_ADAR = 14  # of years that have one only
_MARK = "['\"״]{0,2}"
_VALUES = dict(zip("אבגדהוזחטיכלנסעפצשת", (*range(1, 10), 10, 20, 30, 50, 60, 70, 80, 90, 300, 400), strict=True))
_FINALS = str.maketrans("ןץ", "נצ")
# "ב' באדר ב' תשפ\"ד", "15 בתמוז ה'תשפ\"ג": a day, one or two words, a year of the 1990s or later.
_DATE = re.compile(
    rf"(?<![א-ת\d'\"״-])(?P<d>\d{{1,2}}|ט{_MARK}[וז]|[יכ]?{_MARK}[א-ט]|[יכל]){_MARK}"
    rf"(?P<m> [א-ת]{{2,8}}(?: [א-ת]{{1,3}})?{_MARK},? )"
    rf"(?:ה{_MARK})?(?P<y>תש{_MARK}[נןסעפצץ]?{_MARK}[א-ט]?)(?![א-ת])"
)


def hebrew_numbers(text: str) -> str:
    """Days and years in letters around a month as digits.

    >>> hebrew_numbers("ב' באדר ב' תשפד"), hebrew_numbers("ט״ו בשבט תש״פ")
    ("2 באדר ב' 5784", '15 בשבט 5780')
    """
    if "תש" not in text:
        return text
    return _DATE.sub(lambda match: f"{_value(match['d'])}{match['m']}{5000 + _value(match['y'])}", text)


def _value(letters: str) -> int:
    return int(letters) if letters.isdigit() else sum(_VALUES.get(one, 0) for one in letters.translate(_FINALS))


def from_hebrew(year: int, month: int, day: int) -> date | None:
    """The common calendar's day that begins in a Hebrew one's night; None outside of 5750 to 5799.

    Months count from Tishri; the sixth and seventh are the two of Adar in leap years, and the
    fourteenth is Adar of other years.

    >>> from_hebrew(5784, 7, 2), from_hebrew(5783, 14, 2), from_hebrew(5784, 14, 2)
    (datetime.date(2024, 3, 12), datetime.date(2023, 2, 23), None)
    """
    if not (5750 <= year <= 5799 and 1 <= month <= _ADAR):
        return None
    lengths = _lengths(year)
    if (month in (6, 7, _ADAR)) and (month == _ADAR) is (lengths[5] > 0):
        return None
    place = 6 if month == _ADAR else month - 1
    if not 1 <= day <= lengths[place]:
        return None
    return date.fromordinal(_new_year(year) + sum(lengths[:place]) + day - 1)


def _lengths(year: int) -> list[int]:
    """Days of the thirteen months; the sixth has none in common years."""
    days = _new_year(year + 1) - _new_year(year)
    first_adar = 30 if days > 380 else 0
    return [30, 29 + (days % 10 == 5), 30 - (days % 10 == 3), 29, 30, first_adar, 29, 30, 29, 30, 29, 30, 29]


def _new_year(year: int) -> int:
    """1 Tishri, put off where the year before or this one would be of a length that no year has."""
    before, first, after = (_moon_day(one) for one in (year - 1, year, year + 1))
    put_off = 2 if after - first == 356 else 1 if first - before == 382 else 0
    return _EPOCH + first + put_off


def _moon_day(year: int) -> int:
    """The day of the mean new moon, and not a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // _PARTS_OF_DAY
    return day + ((3 * (day + 1)) % 7 < 3)
