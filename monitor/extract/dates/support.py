"""How far one date speaks for another, and how much each is worth."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from monitor.extract.dates.clock import find_clock
from monitor.extract.dates.folding import fold
from monitor.extract.dates.learned import Learned
from monitor.items import DateCandidate, Evidence, Site

# How far each kind of evidence is trusted. A page's own statements outweigh what others say of it.
_WEIGHT: dict[Evidence, float] = {
    "jsonld": 6, "api": 6, "meta": 5, "microdata": 4.5, "time": 3.5, "news-sitemap": 4, "feed": 4, "address": 3.5,
    "listing": 3, "visible": 3, "pdf": 2, "htmldate": 1,
}  # fmt: skip
_MACHINE: frozenset[Evidence] = frozenset({"jsonld", "meta", "microdata"})
_PRINTED: frozenset[Evidence] = frozenset({"time", "visible"})
_SAID_ELSEWHERE: frozenset[Evidence] = frozenset({"feed", "news-sitemap", "listing"})
_UTC = ("Z", "+00:00", "+0000", "GMT", "UTC", "+00")
# Zones differ by quarters of an hour; other differences are two moments.
_QUARTER = timedelta(minutes=15)


def trust(one: DateCandidate, candidates: Sequence[DateCandidate], now: datetime, learned: Learned) -> float:
    """What one candidate is worth by itself, among the others of its page."""
    weight = _WEIGHT[one.evidence] * learned.factor(one, now)
    if one.guessed_order:
        weight *= 0.3
    if is_generated(one, now):
        weight *= 0.1
    if is_told(one):
        weight *= 0.3
    if one.evidence in _MACHINE and _is_printed_before(one, candidates):
        weight *= 0.4 if one.also_modified else 0.5
    if one.only_created and _is_promised_otherwise(one, candidates):
        weight *= 0.4
    return weight if one.precision != "month" else weight * 0.2


def _is_printed_before(one: DateCandidate, candidates: Sequence[DateCandidate]) -> bool:
    """Whether the page promises only an older day to its readers, or marks and shows one, than its program states.

    Pages that moved to new software keep what is printed; their program knows the day of the move.
    """
    if any(voice(other.evidence) == "printed" and agree(other, one) for other in candidates):
        return False
    older = [other for other in candidates if other.day < one.day and not agree(other, one)]
    shown = {(other.evidence, other.day) for other in older if other.precision != "month"}
    return any(other.labelled or {("time", other.day), ("visible", other.day)} <= shown for other in older)


def _is_promised_otherwise(one: DateCandidate, candidates: Sequence[DateCandidate]) -> bool:
    """Whether the page promises its readers only another day as that of its publication.

    Texts are written on one day and published on another.
    """
    printed = [other for other in candidates if other.evidence in _PRINTED]
    return any(other.labelled for other in printed) and not any(agree(other, one) for other in printed)


def support(one: DateCandidate, candidates: Sequence[DateCandidate], worths: Sequence[float]) -> float:
    """What all that agree with a candidate are worth together, each kind of evidence once.

    `worths` holds what each of the candidates is worth by itself (see `trust`).

    Who agrees only because a zone could explain the other day counts half.
    """
    best: dict[Evidence, float] = {}
    for other, worth in zip(candidates, worths, strict=True):
        if agree(one, other):
            best[other.evidence] = max(best.get(other.evidence, 0), worth * (1 if other.day == one.day else 0.5))
    return sum(best.values()) + (0.1 if one.precision != "month" else 0)


def is_sure(one: DateCandidate, now: datetime, learned: Learned) -> bool:
    """Whether nothing about a candidate itself speaks against it."""
    weak = one.guessed_order or one.precision == "month" or one.evidence == "htmldate" or is_told(one)
    return not weak and not is_generated(one, now) and not learned.doubts(one, now)


def is_generated(one: DateCandidate, now: datetime) -> bool:
    """Whether the "date" is the minute at which the page was made for us."""
    return one.instant is not None and abs(one.instant - now) <= timedelta(minutes=1)


def is_told(one: DateCandidate) -> bool:
    """Whether the text is relative ("3 hours ago") and so holds no date of its own."""
    return one.evidence in _PRINTED and sum(map(str.isdecimal, one.raw)) < 4


def is_reprint(one: DateCandidate, leader: DateCandidate) -> bool:
    """Whether an entry merely offers an older page anew; that contradicts nothing."""
    return one.evidence in _SAID_ELSEWHERE and leader.evidence not in _SAID_ELSEWHERE and one.day > leader.day


def in_utc(one: DateCandidate) -> bool:
    """Whether a moment is stated in UTC, so that its day is nobody's print."""
    return one.instant is not None and one.zone_known and one.raw.upper().endswith(_UTC)


def is_misnamed(one: DateCandidate, others: Iterable[DateCandidate]) -> bool:
    """Whether a program calls local time UTC: readers are shown the same time of day, and its true zone."""
    return in_utc(one) and any(_is_same_clock(one, other) for other in others if other.instant != one.instant)


def _is_same_clock(one: DateCandidate, printed: DateCandidate) -> bool:
    if printed.instant is None or not printed.zone_known or printed.evidence != "visible":
        return False
    clock, _ = find_clock(fold(printed.raw), Site())
    stated = one.instant
    return (
        clock is not None
        and stated is not None
        and printed.day == stated.date()
        and ((clock.hour, clock.minute) == (stated.hour, stated.minute))
    )


def voice(evidence: Evidence) -> str:
    """Who speaks: what one program writes into a page, or one hand prints there, is one voice.

    >>> voice("jsonld") == voice("meta"), voice("jsonld") == voice("visible"), voice("time") == voice("visible")
    (True, False, True)
    """
    if evidence in _MACHINE:
        return "machine"
    return "printed" if evidence in _PRINTED else evidence


def voices(candidates: Collection[DateCandidate], now: datetime, learned: Learned) -> set[str]:
    """The independent voices among candidates against which nothing speaks."""
    return {voice(one.evidence) for one in candidates if is_sure(one, now, learned)}


def agree(one: DateCandidate, other: DateCandidate) -> bool:
    """Whether two candidates can be the same day, given what zones can explain."""
    if "month" in (one.precision, other.precision):
        return (one.day.year, one.day.month) == (other.day.year, other.day.month)
    if one.day == other.day:
        return True
    return abs((one.day - other.day).days) == 1 and (_may_be(one, other) or _may_be(other, one))


def _may_be(one: DateCandidate, other: DateCandidate) -> bool:
    """Whether one's instant falls on the other's day in some inhabited zone."""
    if one.instant is None:
        return False
    if other.instant is not None:
        gap = abs(one.instant - other.instant)
        return gap <= timedelta(hours=14) and gap % _QUARTER <= timedelta(minutes=1)
    days = {(one.instant + timedelta(hours=hours)).date() for hours in (-12, 14)}
    return other.day in days and clock_fits(one.instant, other) is not False


def clock_fits(instant: datetime, printed: DateCandidate) -> bool | None:
    """Whether a printed time of day without a zone can be that instant on some zone's clock; None without one."""
    clock, _ = find_clock(fold(printed.raw), Site())
    if clock is None:
        return None
    minutes = 60 * clock.hour + clock.minute - 60 * instant.hour - instant.minute
    return minutes % 15 <= 1 or minutes % 15 >= 14
