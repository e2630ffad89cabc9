"""Days of the lunar calendar, whose months begin with a moon that is seen a day or two apart from land to land."""

from dataclasses import replace
from datetime import timedelta

from monitor.extract.dates.found import Found
from monitor.extract.dates.order import languages_of
from monitor.items import Site

# They keep to the tables of Umm al-Qura.
_BY_TABLES = frozenset({"SA", "AE", "QA", "KW", "BH"})
# Morocco and Pakistan are mostly a day behind Mecca, India and Bangladesh up to two.
_APART = (0, 1, -1, 2)


def as_sighted(found: Found, weekday: int | None, site: Site) -> Found:
    """The day moved onto the weekday printed beside it; without one a guess, except where the tables are law.

    Days of other calendars stay as they are. Arabic pages of no known country are taken for Saudi
    ones: who prints no other date is mostly there.

    >>> from datetime import date
    >>> pakistan, mawlid = Site(country="PK"), Found(date(2024, 9, 15), calendar="hijri")
    >>> as_sighted(mawlid, 1, pakistan).day, as_sighted(mawlid, None, pakistan).guessed_order
    (datetime.date(2024, 9, 17), True)
    """
    if found.calendar != "hijri":
        return found
    near = (found.day + timedelta(days=apart) for apart in _APART)
    fitting = next((day for day in near if day.weekday() == weekday), None)
    if fitting is not None:
        return replace(found, day=fitting)
    is_law = site.country.upper() in _BY_TABLES or (not site.country and languages_of(site)[:1] == ("ar",))
    return replace(found, guessed_order=not is_law or weekday is not None)
