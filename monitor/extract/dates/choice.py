"""Which of several dates is the publication, how sure that is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.items import Confidence, DateCandidate, Evidence

# How far each kind of evidence is trusted. A page's own statements outweigh what others say of it.
_WEIGHT: dict[Evidence, float] = {
    "jsonld": 6, "api": 6, "meta": 5, "microdata": 4.5, "time": 3.5, "news-sitemap": 4, "feed": 4, "address": 3,
    "listing": 3, "visible": 3, "pdf": 2, "htmldate": 1,
}  # fmt: skip
_STRUCTURED: frozenset[Evidence] = frozenset({"jsonld", "meta", "microdata", "api", "feed", "news-sitemap"})
_SAID_ELSEWHERE: frozenset[Evidence] = frozenset({"feed", "news-sitemap", "listing"})
_NAMES: dict[Evidence, str] = {
    "jsonld": "the page's JSON-LD", "meta": "the page's meta elements", "microdata": "the page's microdata",
    "time": "a <time> element by the headline", "feed": "the feed", "news-sitemap": "the news sitemap",
    "api": "the site's API", "listing": "the listing", "address": "the address", "visible": "the text by the headline",
    "htmldate": "a search of the whole page", "pdf": "the document's properties",
}  # fmt: skip


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
    return Choice(best, confidence, _why(best, group, against), tuple(one for one in group if one != best), against)


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
        return abs(one.instant - other.instant) <= timedelta(hours=14)
    days = {(one.instant + timedelta(hours=hours)).date() for hours in (-11, 14)}
    return other.day in days


def _trust(one: DateCandidate, now: datetime) -> float:
    weight = _WEIGHT[one.evidence]
    if one.guessed_order:
        weight *= 0.3
    if _is_generated(one, now):
        weight *= 0.1
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
    sure = [one for one in group if not one.guessed_order and one.precision != "month" and not _is_generated(one, now)]
    sources = {one.evidence for one in sure} - {"htmldate"}
    if best.precision == "month" and sources:
        return "low"
    if not sources:
        return "low"
    if against:
        return "medium" if len(sources) >= 2 else "low"
    return "high" if len(sources) >= 2 or sources & _STRUCTURED else "medium"


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
