"""Days of Bikram Sambat, Nepal's calendar, whose months are as long as its almanac says: by no rule, but by table."""

from datetime import date, timedelta
from itertools import accumulate

# Days over 29 of the twelve months of each year. The last year is forecast: Nepal settles the
# lengths about a year ahead.
_FIRST_YEAR = 2047
_OVER_29 = """
222322101011 223222101011 232321110011 232321110102 222322101011 223222101011 232321110011 232321110102
223222101011 223231101011 232321110012 132321110102 223222101011 223321101011 232321110012 132322010102
223222101011 223321101011 232321110012 222322011002 223222101011 223321101011 232321110012 222322011011
223222101011 232321101011 232321110012 222322101011 223222101011 232321110011 232321110102 222322101011
223222101011 232321110011 232321110102 223222101011 223222101011 223221110111
"""
_LENGTHS = tuple(29 + int(over) for year in _OVER_29.split() for over in year)
_FIRST_DAY = date(1990, 4, 14)
# Days from the first one to the first of each month.
_STARTS = tuple(accumulate(_LENGTHS[:-1], initial=0))
_FORECAST = date(2027, 4, 14)
# Whether Baisakh 2062 had thirty days or one more, the tables in use do not agree.
_DISPUTED = date(2005, 5, 14), date(2005, 6, 14)


def from_bikram(year: int, month: int, day: int) -> date | None:
    """The common calendar's day; None outside of the years 2047 to 2084, and where a month is not so long.

    >>> from_bikram(2081, 1, 21), from_bikram(2081, 2, 32), from_bikram(2081, 1, 32)
    (datetime.date(2024, 5, 3), datetime.date(2024, 6, 14), None)
    """
    place = 12 * (year - _FIRST_YEAR) + month - 1
    if not (1 <= month <= 12 and 0 <= place < len(_LENGTHS) and 1 <= day <= _LENGTHS[place]):
        return None
    return _FIRST_DAY + timedelta(days=_STARTS[place] + day - 1)


def is_settled(day: date) -> bool:
    """Whether all tables have that day alike, and its year is no forecast.

    >>> is_settled(date(2024, 5, 3)), is_settled(date(2027, 5, 3))
    (True, False)
    """
    return day < _FORECAST and not _DISPUTED[0] <= day <= _DISPUTED[1]
