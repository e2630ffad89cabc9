"""Which of several dates is the publication, how sure that is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.extract.dates.clock import find_clock
from monitor.extract.dates.folding import fold
from monitor.items import Confidence, DateCandidate, Evidence, Site

# How far each kind of evidence is trusted. A page's own statements outweigh what others say of it.
_WEIGHT: dict[Evidence, float] = {
    "jsonld": 6, "api": 6, "meta": 5, "microdata": 4.5, "time": 3.5, "news-sitemap": 4, "feed": 4, "address": 3,
    "listing": 3, "visible": 3, "pdf": 2, "htmldate": 1,
}  # fmt: skip
_STRUCTURED: frozenset[Evidence] = frozenset({"jsonld", "meta", "microdata", "api", "feed", "news-sitemap"})
# What a reader sees may be marked up as well; that is still one statement.
_SAME: dict[Evidence, Evidence] = {"time": "visible"}
_SAID_ELSEWHERE: frozenset[Evidence] = frozenset({"feed", "news-sitemap", "listing"})
# Evidence that shows the day as the site's readers see it, the clearest first.
_PRINTED: tuple[Evidence, ...] = ("microdata", "time", "visible", "meta", "address")
_UTC = ("Z", "+00:00", "+0000", "GMT", "UTC", "+00")
_NAMES: dict[Evidence, str] = {
    "jsonld": "the page's JSON-LD", "meta": "the page's meta elements", "microdata": "the page's microdata",
    "time": "a <time> element by the headline", "feed": "the feed", "news-sitemap": "the news sitemap",
    "api": "the site's API", "listing": "the listing", "address": "the address", "visible": "the text by the headline",
    "htmldate": "a search of the whole page", "pdf": "the document's properties",
}  # fmt: skip


# Zones differ by quarters of an hour; other differences are two moments.
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen candidate, how sure it is, a sentence on why, and what spoke for and against."""

    candidate: DateCandidate
    confidence: Confidence
    why: str
    agreeing: tuple[DateCandidate, ...] = ()
    contradicting: tuple[DateCandidate, ...] = ()


def choose(candidates: Sequence[DateCandidate], now: datetime) -> Choice | None:
    """The date that the evidence speaks for most; None without candidates."""
    if not candidates:
        return None
    leader = max(candidates, key=lambda one: (_support(one, candidates, now), _trust(one, now)))
    group = tuple(one for one in candidates if agree(leader, one))
    best = min(group, key=lambda one: _precision_key(one, leader, now))
    against = tuple(one for one in candidates if one not in group and not _is_reprint(one, leader))
    confidence = _confidence(best, group, against, now)
    others = tuple(one for one in group if one != best)
    shown = _as_printed(best, group)
    if shown != best and confidence == "high" and len(_printing(shown, group)) < 2:
        confidence = "medium"
    return Choice(shown, confidence, _why(best, group, against), others, against)


def _as_printed(best: DateCandidate, group: Sequence[DateCandidate]) -> DateCandidate:
    """A moment stated in UTC, with the day that the page prints where it says one."""
    if best.instant is None or best.day != best.instant.date() or not _in_utc(best):
        return best
    for evidence in _PRINTED:
        days = {one.day for one in group if one.evidence == evidence and not _in_utc(one) and not is_told(one)}
        if len(days) == 1:
            return replace(best, day=days.pop())
    return best


def _in_utc(one: DateCandidate) -> bool:
    return one.instant is not None and one.zone_known and one.raw.upper().endswith(_UTC)


def _printing(shown: DateCandidate, group: Sequence[DateCandidate]) -> set[Evidence]:
    return {one.evidence for one in group if one.evidence in _PRINTED and one.day == shown.day and not _in_utc(one)}


def is_told(one: DateCandidate) -> bool:
    """Whether the text is relative ("3 hours ago") and so holds no date of its own."""
    return one.evidence in ("time", "visible") and sum(map(str.isdecimal, one.raw)) < 4


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
    return other.day in days and _clock_fits(one.instant, other)


def _clock_fits(instant: datetime, printed: DateCandidate) -> bool:
    """Whether a printed time of day without a zone can be that instant on some zone's clock."""
    clock, _ = find_clock(fold(printed.raw), Site())
    if clock is None:
        return True
    minutes = 60 * clock.hour + clock.minute - 60 * instant.hour - instant.minute
    return minutes % 15 <= 1 or minutes % 15 >= 14


def _trust(one: DateCandidate, now: datetime) -> float:
    weight = _WEIGHT[one.evidence]
    if one.guessed_order:
        weight *= 0.3
    if _is_generated(one, now):
        weight *= 0.1
    if is_told(one):
        weight *= 0.3
    return weight if one.precision != "month" else weight * 0.2


def _is_generated(one: DateCandidate, now: datetime) -> bool:
    """Whether the "date" is the minute at which the page was made for us."""
    return one.instant is not None and abs(one.instant - now) <= timedelta(minutes=1)


def _support(one: DateCandidate, candidates: Sequence[DateCandidate], now: datetime) -> float:
    best: dict[Evidence, float] = {}
    for other in candidates:
        if agree(one, other):
            best[other.evidence] = max(best.get(other.evidence, 0), _trust(other, now))
    return sum(best.values()) + (0.1 if one.precision != "month" else 0)


def _is_reprint(one: DateCandidate, leader: DateCandidate) -> bool:
    """Whether an entry merely offers an older page anew; that contradicts nothing."""
    return one.evidence in _SAID_ELSEWHERE and leader.evidence not in _SAID_ELSEWHERE and one.day > leader.day


def _precision_key(one: DateCandidate, leader: DateCandidate, now: datetime) -> tuple[bool, bool, bool, bool, float]:
    other_day = one.day != leader.day and one.instant is None
    return (one.precision == "month", other_day, one.instant is None, not one.zone_known, -_trust(one, now))


def _confidence(
    best: DateCandidate, group: Sequence[DateCandidate], against: Sequence[DateCandidate], now: datetime
) -> Confidence:
    sources = {_SAME.get(one.evidence, one.evidence) for one in group if _is_sure(one, now)}
    if best.precision == "month" and sources:
        return "low"
    if not sources:
        return "low"
    if against:
        return "medium" if len(sources) >= 2 else "low"
    return "high" if len(sources) >= 2 or sources & _STRUCTURED else "medium"


def _is_sure(one: DateCandidate, now: datetime) -> bool:
    weak = one.guessed_order or one.precision == "month" or one.evidence == "htmldate" or is_told(one)
    return not weak and not _is_generated(one, now)


def _why(best: DateCandidate, group: Sequence[DateCandidate], against: Sequence[DateCandidate]) -> str:
    """One sentence that a researcher can read.

    >>> from datetime import date
    >>> _why(DateCandidate("feed", "", date(2024, 5, 3), "day", guessed_order=True), [], [])
    'From the feed; day and month may be swapped.'
    """
    others = list(dict.fromkeys(_NAMES[one.evidence] for one in group if one.evidence != best.evidence))
    parts = [f"From {_NAMES[best.evidence]}"]
    if others:
        parts.append(f"confirmed by {', '.join(others)}")
    if best.guessed_order:
        parts.append("day and month may be swapped")
    parts += [f"{_NAMES[one.evidence]} says {one.day.isoformat()}" for one in against[:3]]
    return "; ".join(parts) + "."
