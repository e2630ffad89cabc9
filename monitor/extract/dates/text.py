"""One date string -> one candidate: our own pass first, then dateparser."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from monitor.extract.dates.clock import CLOCK_GONE, find_clock, find_dotted_clock
from monitor.extract.dates.fallback import read_with_dateparser
from monitor.extract.dates.folding import LONGEST, fold
from monitor.extract.dates.found import Clock, Found
from monitor.extract.dates.hebrew import hebrew_numbers
from monitor.extract.dates.labels import dates_of_something, is_said_behind, role_at, roles
from monitor.extract.dates.machine import read_ctime, read_epoch, read_iso, read_mail
from monitor.extract.dates.named import find_named
from monitor.extract.dates.names import month_of, weekday_of
from monitor.extract.dates.numeric import find_numeric
from monitor.extract.dates.order import languages_of
from monitor.extract.dates.reading import candidate, is_plausible
from monitor.extract.dates.reckoning import as_reckoned
from monitor.extract.dates.relative import read_relative
from monitor.extract.dates.sighting import as_sighted
from monitor.extract.dates.tokens import Token, tokens
from monitor.extract.dates.zones import in_zone
from monitor.items import DateCandidate, Evidence, Site

# A program's date and time that cannot be read is wrong in some part; nobody knows in which.
_BROKEN_ISO = re.compile(r"\d{4}-?\d{2}-?\d{2}t\d")
# Where a bare number of seconds is a date because a program wrote it.
_MACHINE: frozenset[Evidence] = frozenset({"jsonld", "meta", "microdata", "time", "feed", "news-sitemap", "api"})


def parse_date(text: str, site: Site, now: datetime, evidence: Evidence) -> DateCandidate | None:
    """The day (and time) that a text names as its publication; None where it names none for sure.

    Never a day beyond tomorrow, never one before 1990, never one labelled as an update.

    >>> from datetime import UTC
    >>> now = datetime(2024, 5, 10, tzinfo=UTC)
    >>> parse_date("Publié le 3 mai 2024 à 14h05", Site(timezone="Europe/Paris"), now, "visible").instant
    datetime.datetime(2024, 5, 3, 12, 5, tzinfo=datetime.timezone.utc)
    >>> parse_date("30.02.2024", Site(country="DE"), now, "visible")
    """
    if not 2 <= len(text) <= LONGEST * 2:
        return None
    folded = fold(text)
    if not 2 <= len(folded) <= LONGEST:
        return None
    machine = _read_machine(folded, site, evidence)
    if machine is not None:
        found, clock = machine
        return candidate(text.strip(), as_reckoned(found, None, site), clock, site, now, evidence)
    if _BROKEN_ISO.match(folded):
        return None
    return _read_written(text.strip(), folded, site, now, evidence)


def names_weekday(text: str, site: Site) -> bool:
    """Whether a text names one weekday.

    >>> names_weekday("Friday, 3 May 2024", Site()), names_weekday("3 May 2024", Site())
    (True, False)
    """
    return _weekday(tokens(fold(text)), site) is not None


def _read_machine(folded: str, site: Site, evidence: Evidence) -> tuple[Found, Clock | None] | None:
    if folded[0].isdigit():
        epoch = read_epoch(folded) if evidence in _MACHINE else None
        return epoch or read_iso(folded, site)
    if not folded[0].isalpha():
        return None
    return read_mail(folded, site) or (read_ctime(folded, site) if folded[-1].isdigit() else None)


def _read_written(raw: str, folded: str, site: Site, now: datetime, evidence: Evidence) -> DateCandidate | None:
    clock, rest = find_clock(folded, site)
    rest = hebrew_numbers(rest)
    words = tokens(rest)
    here = in_zone(now, site).date()
    all_found = list(_find(rest, words, here, site))
    found = _the_one(all_found, rest, words, now)
    if found is not None:
        weekday = _weekday(words, site)
        found = as_reckoned(as_sighted(found, weekday, site), weekday, site)
        clock = clock or find_dotted_clock(rest, found.start, found.end, site)
        clock = None if _is_of_update(rest, words) else clock
        return candidate(raw, found, clock, site, now, evidence)
    if any(word.is_number and len(word.text) == 4 for word in words):
        return None if all_found else _read_otherwise(raw, rest, clock, words, site, now, evidence)
    # "il y a 3 h" is no three o'clock.
    told = read_relative(words, clock, now, site) or read_relative(tokens(folded), None, now, site)
    if told is None or any(role in ("updated", "other") for _, role in roles(words)):
        return None
    if told.instant is not None:
        return DateCandidate(evidence, raw, told.found.day, "minute", told.instant, zone_known=True)
    return candidate(raw, told.found, told.clock, site, now, evidence)


def _read_otherwise(
    raw: str, rest: str, clock: Clock | None, words: list[Token], site: Site, now: datetime, evidence: Evidence
) -> DateCandidate | None:
    """dateparser's reading, only for months that our tables lack."""
    languages = languages_of(site)
    if any(role in ("updated", "other") for _, role in roles(words)) or any(month_of(w.text, languages) for w in words):
        return None
    found = read_with_dateparser(rest.replace(CLOCK_GONE, " ").strip(), now, site)
    return candidate(raw, found, clock, site, now, evidence) if found else None


def _find(text: str, words: Sequence[Token], here: date, site: Site) -> Iterator[Found]:
    yield from find_named(text, words, here, site)
    yield from find_numeric(text, here, site, _weekday(words, site))


def _is_of_update(text: str, words: Sequence[Token]) -> bool:
    """Whether the time of day that was taken out of a text is that of the last change."""
    place = text.find(CLOCK_GONE)
    return place >= 0 and role_at(place, roles(words)) == "updated"


def _weekday(words: Sequence[Token], site: Site) -> int | None:
    languages = languages_of(site)
    found = {weekday_of(word.text, languages) for word in words if not word.is_number} - {None}
    return found.pop() if len(found) == 1 else None


def _the_one(found: list[Found], text: str, words: Sequence[Token], now: datetime) -> Found | None:
    """The date of publication among those of one text; None where several could be it."""
    changes = sorted([*roles(words), *dates_of_something(text)])
    named = [(role_at(one.start, changes), one) for one in found]
    wanted = [one for role, one in named if role == "published"]
    if not wanted and any(one.opens_span for one in found):
        return None  # an event, not a publication
    wanted = wanted or [one for role, one in named if role == ""]
    wanted = [one for one in wanted if one.day_known] or wanted
    wanted.sort(key=lambda one: one.calendar != "gregorian")
    if len(found) == 1 and wanted and role_at(wanted[0].start, changes) == "" and is_said_behind(text[wanted[0].end :]):
        return None
    days = {one.day for one in wanted}
    if len(days) > 1:
        days = {one.day for one in wanted if one.calendar == "gregorian"}
    one = next((one for one in wanted if one.day in days), None) if len(days) == 1 else None
    return one if one and is_plausible(one.day, None, now) else None
