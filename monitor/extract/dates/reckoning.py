"""Days of calendars that one land's law or almanac settles, and other lands reckon otherwise."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from monitor.extract.dates.bikram import is_settled
from monitor.extract.dates.found import Found
from monitor.extract.dates.years import is_nepali
from monitor.items import DateCandidate, Site

# Lands that share a calendar's names begin its months so far apart at most.
_APART = timedelta(days=2)


def as_reckoned(found: Found, weekday: int | None, site: Site) -> Found:
    """The day, marked as a guess where its weekday is another, or where none is printed and the land is not known.

    Hebrew days begin the evening before, and nobody prints which of the two it is.

    >>> from datetime import date
    >>> new_year = Found(date(2024, 4, 14), calendar="bengali")
    >>> [as_reckoned(new_year, weekday, Site(languages=("bn",))).guessed_order for weekday in (None, 6, 0)]
    [True, False, True]
    >>> as_reckoned(new_year, None, Site(country="BD")).guessed_order
    False
    """
    if found.calendar not in ("bikram", "bengali", "hebrew"):
        return found
    is_sure = _is_settled(found, site) if weekday is None else weekday == found.day.weekday()
    return found if is_sure else replace(found, guessed_order=True)


def _is_settled(found: Found, site: Site) -> bool:
    if found.calendar == "bikram":
        return is_nepali(site) and is_settled(found.day)
    return found.calendar == "bengali" and site.country.upper() == "BD"


def as_said_beside(one: DateCandidate, beside: Iterable[DateCandidate]) -> DateCandidate:
    """A guessed day as a text beside it states it, in a calendar that leaves nothing open; else as it is."""
    sure = (other for other in beside if not other.guessed_order and other.precision != "month")
    same = next((other for other in sure if abs(other.day - one.day) <= _APART), None)
    return replace(same, labelled=one.labelled) if same else one
