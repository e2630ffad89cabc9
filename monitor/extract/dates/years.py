"""From a printed year to a day: which calendar a year belongs to can often be told by its range."""

from datetime import date

from monitor.extract.dates.bikram import from_bikram
from monitor.extract.dates.calendars import (
    from_bengali,
    from_buddhist,
    from_ethiopic,
    from_hijri,
    from_jalali,
    from_minguo,
)
from monitor.extract.dates.found import make_day
from monitor.extract.dates.hebrew import from_hebrew
from monitor.extract.dates.order import languages_of
from monitor.items import Site

EARLIEST_YEAR = 1990
_BUDDHIST = frozenset({"th"})
_JALALI = frozenset({"fa", "prs", "ps"})
_JALALI_COUNTRIES = frozenset({"IR", "AF"})
_HIJRI = frozenset({"ar", "ur"})


def calendar_of_year(year: int, site: Site) -> str:
    """The calendar that four (or in Taiwan three) printed digits of a year belong to; "" for none.

    >>> calendar_of_year(2567, Site(languages=("th",))), calendar_of_year(2567, Site())
    ('buddhist', '')
    """
    if site.calendar == "ethiopic" and 1982 <= year <= 2040:
        return "ethiopic"
    if 2047 <= year <= 2100 and is_nepali(site):
        return "bikram"
    if 1900 <= year <= 2100:
        return "gregorian"
    if 2533 <= year <= 2643:
        return "buddhist" if site.calendar == "buddhist" or _BUDDHIST & set(languages_of(site)) else ""
    if 1368 <= year <= 1460:
        return _islamic(year, site)
    return "minguo" if _is_taiwanese(site) and 79 <= year <= 150 else ""


def is_nepali(site: Site) -> bool:
    """Whether a site prints the years of Bikram Sambat, which are 56 or 57 ahead."""
    return site.calendar == "bikram" or site.country.upper() == "NP" or "ne" in languages_of(site)


def may_print(calendar: str, site: Site) -> bool:
    """Whether the names of a calendar's months mean its days on a site.

    Sanskrit gave one set of names to many calendars, whose days lie apart: Hindi pages do not
    mean Nepal's with them, nor do those of West Bengal mean the days of Bangladesh.

    >>> may_print("bikram", Site(languages=("hi",))), may_print("bikram", Site(languages=("en",)))
    (False, True)
    >>> may_print("bengali", Site(languages=("bn",), country="IN")), may_print("bengali", Site(languages=("bn",)))
    (False, True)
    """
    languages = set(languages_of(site))
    if calendar == "bikram":
        return is_nepali(site) or (languages <= {"en"} and not site.country)
    if calendar == "bengali":
        return site.country.upper() == "BD" or (site.country.upper() != "IN" and (not languages or "bn" in languages))
    return True


def _is_taiwanese(site: Site) -> bool:
    return site.calendar == "minguo" or site.country.upper() == "TW"


def _islamic(year: int, site: Site) -> str:
    if site.calendar in ("jalali", "hijri"):
        return site.calendar
    languages = set(languages_of(site))
    # A lunar year before 1410 and a solar year after 1409 lie outside 1990 to 2030.
    if year < 1410 and (languages & _JALALI or site.country.upper() in _JALALI_COUNTRIES):
        return "jalali"
    return "hijri" if year >= 1410 and languages & _HIJRI else ""


def full_year(digits: str, now: date, site: Site) -> int:
    """A year from two printed digits: the latest that is not in the future; others as they are.

    >>> full_year("24", date(2026, 5, 3), Site()), full_year("98", date(2026, 5, 3), Site())
    (2024, 1998)
    """
    year = int(digits)
    if len(digits) != 2 or (year >= 79 and _is_taiwanese(site)):
        return year
    buddhist = site.calendar == "buddhist" or bool(_BUDDHIST & set(languages_of(site)))
    if buddhist and EARLIEST_YEAR <= year + 2500 - 543 <= now.year + 1:
        return year + 2500
    if site.calendar == "jalali" or "fa" in languages_of(site):
        return year + (1300 if year >= 68 else 1400)
    return year + (2000 if year <= now.year % 100 + 1 else 1900)


_CALENDARS = {
    "gregorian": make_day,
    "jalali": from_jalali,
    "hijri": from_hijri,
    "buddhist": from_buddhist,
    "minguo": from_minguo,
    "ethiopic": from_ethiopic,
    "bikram": from_bikram,
    "bengali": from_bengali,
    "hebrew": from_hebrew,
}


def day_in(calendar: str, year: int, month: int, day: int) -> date | None:
    """The common calendar's day for a day of the named calendar; None where there is none."""
    return _CALENDARS[calendar](year, month, day) if calendar in _CALENDARS else None
