"""Dates written in numbers alone, or in numbers with 年, 月 and 日."""

import re
from collections.abc import Generator, Iterator
from datetime import date
from itertools import chain
from typing import Literal

from monitor.extract.dates.calendars import from_era, western_numbers
from monitor.extract.dates.clock import CLOCK_GONE
from monitor.extract.dates.folding import fold
from monitor.extract.dates.found import Found, make_day
from monitor.extract.dates.order import Order, languages_of, may_put_year_first, order_of
from monitor.extract.dates.years import calendar_of_year, day_in, full_year
from monitor.items import Site

_NUMBERS = re.compile(
    r"(?<![\d.,/-])(?<!\d:)(?P<a>\d{1,4})(?P<s>\s?[./-]\s?|\s)(?P<b>\d{1,2})(?P<t>\s?[./-]\s?|\s)(?P<c>\d{4}|\d{1,2})(?![\d:]|[./-]\d|,\d)"
)
_IDEOGRAPHS = re.compile(
    r"(?P<era>令和|平成|昭和|民國|民国|中華民國)?\s*(?P<y>\d{1,4}|元)\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?:(?P<d>\d{1,2})\s*[日일号號]|(?!\d))(?!\s?[-~至到]\s?\d)"
)
_LETTER_ERA = re.compile(r"(?<![a-z])(?P<era>[rh])(?P<y>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<d>\d{1,2})(?!\d)")
_ETHIOPIC_LANGUAGES = frozenset({"am", "ti"})
# "3.V.2024", "3 VIII 2024", "2024. V. 3.", as letters and notices in Poland, Hungary and Italy have it.
# Single letters count only between marks: "3 i 4" is Polish for "3 and 4".
_ROMAN = r"(?P<m>x?i{1,3}|iv|vi{0,3}|ix|x)"
_ROMANS = (
    re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}})(?P<s>[./]) ?{_ROMAN}(?P=s) ?(?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<![\d.])(?P<d>\d{{1,2}}) (?!. ){_ROMAN} (?P<y>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>\d{{4}})\. ?{_ROMAN}\. ?(?P<d>\d{{1,2}})(?!\d)"),
)
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NOTHING = f" {CLOCK_GONE}"
_SPAN = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.(?:\s?(?P<m>\d{1,2})\.)?\s?(?:-|bis|und|do|az|до|по|og|och)\s?$")
_VIETNAMESE = re.compile(r"(?P<d>\d{1,2})\s*(?:thang|/)\s*(?P<m>\d{1,2})\s*(?:,|nam|-|/)*\s*(?P<y>\d{4})")
_MONGOLIAN = re.compile(r"(?P<y>\d{4})\s*оны?\s*(?P<m>\d{1,2})\s*-?\s*(?:р|дугаар|дүгээр)?\s*сарын\s*(?P<d>\d{1,2})")


def find_numeric(text: str, now: date, site: Site, weekday: int | None) -> Iterator[Found]:
    """Dates in numbers, in the order of the text; those that no calendar has are left out."""
    if not text.isascii():
        yield from _ideographs(western_numbers(text), now, site)
        yield from _worded(_MONGOLIAN, text)
    yield from _worded(_VIETNAMESE, text) if "thang" in text else ()
    yield from _romans(text)
    if site.country.upper() == "JP" or "ja" in languages_of(site):
        text = yield from _eras(text)
    for match in _NUMBERS.finditer(text):
        found = _numbers(match, now, site, weekday)
        first = _first_of_span(text[: match.start()], found) if found else None
        yield from (one for one in (first, found) if one is not None)


def _first_of_span(before: str, last: Found) -> Found | None:
    """The first day of a span such as "12.8. – 14.8.2024" or "12. bis 14.8.2024", of which the last is known."""
    span = _SPAN.search(before)
    day = make_day(last.day.year, int(span["m"] or last.day.month), int(span["d"])) if span else None
    return Found(day, span.start(), span.end(), opens_span=True) if span and day else None


def _worded(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        day = day_in("gregorian", int(match["y"]), int(match["m"]), int(match["d"]))
        if day is not None:
            yield Found(day, match.start(), match.end())


def _romans(text: str) -> Iterator[Found]:
    for match in chain.from_iterable(form.finditer(text) for form in _ROMANS):
        number = _ROMAN_MONTHS.index(match["m"]) + 1 if match["m"] in _ROMAN_MONTHS else 0
        day = day_in("gregorian", int(match["y"]), number, int(match["d"]))
        if day is not None:
            yield Found(day, match.start(), match.end())


def _eras(text: str) -> Generator[Found, None, str]:
    """Years such as R6 for 令和6; gives the text without them back."""
    for match in _LETTER_ERA.finditer(text):
        day = from_era(match["era"], int(match["y"]), int(match["m"]), int(match["d"]))
        if day is not None:
            yield Found(day, match.start(), match.end())
    return _LETTER_ERA.sub(lambda match: " " * len(match[0]), text)


def _ideographs(text: str, now: date, site: Site) -> Iterator[Found]:
    for match in _IDEOGRAPHS.finditer(text):
        year, month, day = match["y"].replace("元", "1"), int(match["m"]), int(match["d"] or 1)
        read = _ideographic_day(match["era"] or "", year, month, day, now, site)
        if read is not None:
            yield Found(read, match.start(), match.end(), day_known=match["d"] is not None)


def _ideographic_day(era: str, year: str, month: int, day: int, now: date, site: Site) -> date | None:
    if era in ("民國", "民国", "中華民國"):
        return day_in("minguo", int(year), month, day)
    if era:
        return from_era(era, int(year), month, day)
    number = full_year(year, now, site)
    return day_in(calendar_of_year(number, site), number, month, day)


def shown_order(raw: str, known: date | None) -> Literal["", "DMY", "MDY"]:
    """Which of day and month a text of numbers puts first, where its numbers or its known day show it.

    >>> shown_order("25/04/2026", None), shown_order("03/04/2026", None), shown_order("03/04/2026", date(2026, 3, 4))
    ('DMY', '', 'MDY')
    """
    match = _NUMBERS.search(fold(raw[:200]))
    if match is None or len(match["a"]) > 2 or len(match["c"]) != 4 or not match["s"].strip():
        return ""
    year, first, second = int(match["c"]), int(match["a"]), int(match["b"])
    day_first, month_first = make_day(year, second, first), make_day(year, first, second)
    if known is not None and day_first != month_first:
        return "DMY" if known == day_first else "MDY" if known == month_first else ""
    if bool(day_first) == bool(month_first):
        return ""
    return "DMY" if day_first else "MDY"


def _numbers(match: re.Match[str], now: date, site: Site, weekday: int | None) -> Found | None:
    if not _separated_alike(match):
        return None
    readings = _readings((match["a"], match["b"], match["c"]), now, site)
    if not readings:
        return None
    ethiopic = _ethiopic(match, now, site)
    if ethiopic is not None:
        return Found(ethiopic, match.start(), match.end(), guessed_order=True, calendar="ethiopic")
    order, guessed = order_of(site)
    if guessed and match["s"].strip() == "/" and languages_of(site) == ("en",):
        order = "MDY"  # most English pages of no known country that write so are American
    fitting = [reading for reading in readings if weekday is not None and readings[reading].weekday() == weekday]
    if len({readings[reading] for reading in fitting}) == 1:
        return Found(readings[fitting[0]], match.start(), match.end())
    chosen = order if order in readings else _next_best(readings)
    if chosen is None:
        return None
    torn = chosen != "YMD" and "YMD" in readings and may_put_year_first(site)
    unsure = len(set(readings.values())) > 1 and (guessed or torn or order not in readings)
    calendar = calendar_of_year(full_year(match["abc"[chosen.index("Y")]], now, site), site)
    return Found(readings[chosen], match.start(), match.end(), guessed_order=unsure, calendar=calendar)


def _ethiopic(match: re.Match[str], now: date, site: Site) -> date | None:
    """The day in Ethiopia's calendar, where its year is now seven or eight behind and the language is
    one of that country: an article of today is likelier than one of those years."""
    if site.calendar or not _ETHIOPIC_LANGUAGES & set(languages_of(site)) or len(match["c"]) != 4:
        return None
    if now.year - int(match["c"]) not in (7, 8):
        return None
    read = day_in("ethiopic", int(match["c"]), int(match["b"]), int(match["a"])) if len(match["a"]) <= 2 else None
    return read if read and (read - now).days <= 1 else None


def _separated_alike(match: re.Match[str]) -> bool:
    """Whether both gaps are the same mark; bare spaces only when nothing else stands around."""
    if match["s"].strip() != match["t"].strip():
        return False
    alone = not match.string[: match.start()].strip(_NOTHING) and not match.string[match.end() :].strip(_NOTHING)
    return bool(match["s"].strip()) or (alone and len(match["a"]) + len(match["c"]) >= 5)


def _next_best(readings: dict[Order, date]) -> Order | None:
    """The reading when the site's own order does not fit: only one that leaves no choice."""
    if len(set(readings.values())) == 1:
        return next(iter(readings))
    return "DMY" if "DMY" in readings and "YMD" not in readings else None


def _readings(parts: tuple[str, str, str], now: date, site: Site) -> dict[Order, date]:
    """Every order in which three numbers are a day that is not in the future."""
    found: dict[Order, date] = {}
    for order in _orders(parts, may_put_year_first(site)):
        year, month, day = (parts[order.index(letter)] for letter in "YMD")
        if len(month) > 2 or len(day) > 2:
            continue
        number = full_year(year, now, site)
        read = day_in(calendar_of_year(number, site), number, int(month), int(day))
        if read is not None and read.year >= 1990 and (read - now).days <= 1:
            found[order] = read
    return found


def _orders(parts: tuple[str, str, str], year_may_lead: bool) -> tuple[Order, ...]:
    # "24. 3. 4." is Korean; no year has one digit.
    if len(parts[0]) >= 3 or (year_may_lead and len(parts[0]) == 2 and len(parts[2]) == 1):
        return ("YMD",)
    if len(parts[2]) >= 3:
        return ("DMY", "MDY")
    return ("DMY", "MDY", "YMD") if len(parts[2]) == 2 and len(parts[0]) <= 2 else ()
