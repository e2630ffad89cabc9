"""A day and month without a year: "3 May", "Fr., 3.5., 14:05 Uhr", "5月3日". The year is a guess."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from monitor.extract.dates.calendars import western_numbers
from monitor.extract.dates.clock import CLOCK_GONE, find_clock
from monitor.extract.dates.folding import fold
from monitor.extract.dates.found import Found
from monitor.extract.dates.labels import role_of
from monitor.extract.dates.lists import words
from monitor.extract.dates.names import longest_name, month_of, weekday_of
from monitor.extract.dates.order import languages_of, order_of
from monitor.extract.dates.reading import candidate
from monitor.extract.dates.tokens import Token, tokens
from monitor.extract.dates.years import day_in, may_print
from monitor.extract.dates.zones import in_zone
from monitor.items import DateCandidate, Evidence, Site

_LONGEST = 60
_NUMBERS = re.compile(r"(?P<a>\d{1,2})(?P<mark>[./])\s?(?P<b>\d{1,2})(?P<end>\.?)")
_IDEOGRAPHS = re.compile(r"(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일號号]")
_SHORT_WEEKDAYS = ("月火水木金土日", "월화수목금토일", "一二三四五六日")
_SHORT_WEEKDAY = re.compile(rf"\(([{''.join(_SHORT_WEEKDAYS)}])\)")
_BEFORE_CLOCKS = frozenset(
    {"uhr", "um", "at", "kl", "klo", "godz", "в", "о", "у", "ч", "alle", "ore", "ora", "a", "as"}
)
# How many years a calendar's present year lies before or after ours, at most.
_BEHIND = {
    "gregorian": (0, 0),
    "jalali": (621, 622),
    "ethiopic": (7, 8),
    "hijri": (578, 580),
    "bikram": (-57, -56),
    "bengali": (593, 594),
}
# A weekday comes back to its day after at most eleven years.
_YEARS_WITH_WEEKDAY = 11

_DayOfYear = tuple[str, int, int]  # calendar, month, day


def parse_yearless(text: str, site: Site, now: datetime, evidence: Evidence) -> DateCandidate | None:
    """The latest day up to today that a text without a year can mean, marked as a guess; None for other texts.

    Nothing but the day, its weekday, a time and a label may stand in the text.

    >>> from datetime import UTC
    >>> now = datetime(2026, 2, 1, tzinfo=UTC)
    >>> parse_yearless("Posted on 3 May, 14:05", Site(), now, "visible").day
    datetime.date(2025, 5, 3)
    >>> parse_yearless("Article 19", Site(), now, "visible")
    """
    folded = fold(text[: _LONGEST + 1])
    if not 3 <= len(folded) <= _LONGEST:
        return None
    clock, rest = find_clock(folded, site)
    rest = western_numbers(" ".join(rest.replace(CLOCK_GONE, " ").split()))
    here = in_zone(now, site).date()
    short, rest = _short_weekday(rest)
    parts = tokens(rest)
    meant = _named(parts, site) or _numeric(rest, parts, site)
    weekday = _weekday(parts, site) if short is None else short
    day = _latest(meant, here, weekday) if meant else None
    if day is None:
        return None
    return candidate(text.strip(), Found(day, guessed_order=True), clock, site, now, evidence)


def _named(parts: Sequence[Token], site: Site) -> _DayOfYear | None:
    """A month's name and a day, where every other word says nothing else."""
    days = [part for part in parts if part.is_number]
    if len(days) != 1 or not 1 <= len(days[0].text) <= 2:
        return None
    names = [part.text for part in parts if not part.is_number]
    for start, length in _runs(len(names)):
        month = month_of(" ".join(names[start : start + length]), languages_of(site))
        if (
            month
            and may_print(month[0], site)
            and all(_is_silent(word, site) for word in names[:start] + names[start + length :])
        ):
            return (*month, int(days[0].text))
    return None


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Places and lengths of all names that so many words can hold, the longest first."""
    for length in range(min(longest_name(), count), 0, -1):
        yield from ((start, length) for start in range(count - length + 1))


def _is_silent(word: str, site: Site) -> bool:
    """Whether a word changes nothing: a weekday, a filling word, a label of the publication."""
    if word in _BEFORE_CLOCKS or weekday_of(word, languages_of(site)) is not None:
        return True
    return words("between", "all").has(word) or role_of(word) == "published"


def _numeric(rest: str, parts: Sequence[Token], site: Site) -> _DayOfYear | None:
    """ "3.5." or, where the order of day and month is known, "3/5", besides silent words."""
    if not all(part.is_number or _is_silent(part.text, site) or part.text in "月日월일號号" for part in parts):
        return None
    if match := _IDEOGRAPHS.search(rest):
        return "gregorian", int(match["m"]), int(match["d"])
    match = _NUMBERS.search(rest)
    order, is_guess = order_of(site)
    if match is None or sum(part.is_number for part in parts) != 2 or (match["mark"] == "." and not match["end"]):
        return None
    if match["mark"] == "/" and is_guess:
        return None
    day, month = (match["a"], match["b"]) if order == "DMY" or match["end"] else (match["b"], match["a"])
    return "gregorian", int(month), int(day)


def _short_weekday(text: str) -> tuple[int | None, str]:
    """The weekday of a single sign in brackets, Monday is 0, and the text without it.

    >>> _short_weekday("5月15日(金) 14:05")
    (4, '5月15日 14:05')
    """
    match = _SHORT_WEEKDAY.search(text)
    if match is None:
        return None, text
    number = next(days.index(match[1]) for days in _SHORT_WEEKDAYS if match[1] in days)
    return number, text[: match.start()] + text[match.end() :]


def _weekday(parts: Sequence[Token], site: Site) -> int | None:
    found = {weekday_of(part.text, languages_of(site)) for part in parts if not part.is_number} - {None}
    return found.pop() if len(found) == 1 else None


def _latest(meant: _DayOfYear, here: date, weekday: int | None) -> date | None:
    """The latest such day that is not in the future; one with a weekday must fall on it."""
    calendar, month, day = meant
    nearest, farthest = _BEHIND.get(calendar, (0, 0))
    for year in range(here.year - nearest + 1, here.year - farthest - _YEARS_WITH_WEEKDAY, -1):
        read = day_in(calendar, year, month, day)
        if read is not None and read <= here and weekday in (None, read.weekday()):
            return read
    return None
