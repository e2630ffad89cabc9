"""Which of several dates is the publication, how sure that is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.extract.dates.learned import NOTHING, Learned
from monitor.extract.dates.reasons import sentence, weakness
from monitor.extract.dates.support import (
    agree,
    clock_fits,
    in_utc,
    is_misnamed,
    is_reprint,
    is_sure,
    is_told,
    support,
    trust,
    voice,
    voices,
)
from monitor.items import Confidence, DateCandidate, Evidence

_STRUCTURED: frozenset[Evidence] = frozenset({"jsonld", "meta", "microdata", "api", "feed", "news-sitemap"})
# What a reader sees may be marked up as well; that is still one statement.
_SAME: dict[Evidence, Evidence] = {"time": "visible"}
# Evidence that shows the day as the site's readers see it, the clearest first.
_PRINTED: tuple[Evidence, ...] = ("time", "visible", "microdata", "meta", "address")
_HIGHER: dict[Confidence, Confidence] = {"low": "medium", "medium": "high", "high": "high"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen candidate, how sure it is, a sentence on why, and what spoke for and against.

    `is_corroborated` says that independent voices (what a program states, what is printed, the
    address, the entry that led here) give the same day.
    """

    candidate: DateCandidate
    confidence: Confidence
    why: str
    agreeing: tuple[DateCandidate, ...] = ()
    contradicting: tuple[DateCandidate, ...] = ()
    is_corroborated: bool = False


def choose(candidates: Sequence[DateCandidate], now: datetime, learned: Learned = NOTHING) -> Choice | None:
    """The date that the evidence speaks for most; None without candidates.

    What was learned of the source may settle what its pages leave open, and never turns a day
    on which independent voices agree.
    """
    if not candidates:
        return None
    plain = _decide(candidates, now, NOTHING)
    if learned == NOTHING:
        return plain
    taught = _decide(candidates, now, learned)
    return plain if plain.is_corroborated and taught.candidate != plain.candidate else taught


def _decide(candidates: Sequence[DateCandidate], now: datetime, learned: Learned) -> Choice:
    worths = [trust(one, candidates, now, learned) for one in candidates]
    worth = dict(zip(candidates, worths, strict=True))
    leader = max(candidates, key=lambda one: (support(one, candidates, worths), worth[one]))
    group = tuple(one for one in candidates if agree(leader, one))
    best = min(group, key=lambda one: (is_misnamed(one, group), *_precision_key(one, leader), -worth[one]))
    doubted = [one for one in candidates if one not in group and learned.doubts(one, now)]
    against = tuple(
        one for one in candidates if one not in group and one not in doubted and not is_reprint(one, leader)
    )
    shown = _as_printed(best, group)
    notes = _notes(shown, best, group, doubted, now, learned)
    confidence = _confidence(shown, best, group, against, now, learned)
    if confidence != "high" and not against and (weak := weakness(best, group, now)):
        notes.append(weak)
    others = tuple(one for one in group if one != best)
    corroborated = len(voices(group, now, NOTHING)) >= 2
    return Choice(shown, confidence, sentence(best, group, against, notes), others, against, corroborated)


def _precision_key(one: DateCandidate, leader: DateCandidate) -> tuple[bool, bool, bool, bool]:
    other_day = one.day != leader.day and one.instant is None
    return (one.precision == "month", other_day, one.instant is None, not one.zone_known)


def _as_printed(best: DateCandidate, group: Sequence[DateCandidate]) -> DateCandidate:
    """A moment stated in UTC, with the day that the page prints where it says one."""
    if best.instant is None or best.day != best.instant.date() or not in_utc(best):
        return best
    printed = [one for one in group if one.evidence in _PRINTED and not in_utc(one) and not is_told(one)]
    if any(one.day == best.day and one.precision != "month" for one in printed):
        return best
    instant = best.instant
    days = [one for one in printed if one.precision != "month"]
    days.sort(key=lambda one: (not clock_fits(instant, one), _PRINTED.index(one.evidence)))
    return replace(best, day=days[0].day) if days else best


def _confidence(
    shown: DateCandidate,
    best: DateCandidate,
    group: Sequence[DateCandidate],
    against: Sequence[DateCandidate],
    now: datetime,
    learned: Learned,
) -> Confidence:
    sure = [one for one in group if is_sure(one, now, learned)]
    sources = {_SAME.get(one.evidence, one.evidence) for one in sure}
    if not sources or best.precision == "month" or _hangs_on_one_print(shown, best, group):
        return "low"
    if against:
        return "medium" if len(sources) >= 2 and not _is_stated_later(sure, against) else "low"
    if len(sources) >= 2 or sources & _STRUCTURED:
        return "medium" if _is_printed_otherwise(shown, group) else "high"
    alone = _of_one_print(sure)
    return _HIGHER[alone] if any(learned.proves(one.evidence) for one in sure) else alone


def _is_printed_otherwise(shown: DateCandidate, group: Sequence[DateCandidate]) -> bool:
    """Whether the day is stated with a zone of its own, and the page prints another day."""
    if shown.instant is None or not shown.zone_known or in_utc(shown):
        return False
    return any(one.day != shown.day and one.instant is None and voice(one.evidence) == "printed" for one in group)


def _is_stated_later(sure: Sequence[DateCandidate], against: Sequence[DateCandidate]) -> bool:
    """Whether only programs say so, and the page prints an earlier day: they may mean a later edition."""
    earlier = any(voice(one.evidence) == "printed" and one.day < sure[0].day for one in against)
    return earlier and {voice(one.evidence) for one in sure} == {"machine"}


def _of_one_print(sure: Sequence[DateCandidate]) -> Confidence:
    """A date that stands in one place only: medium where words, markup or form promise what it is."""
    return "medium" if any(one.labelled or one.evidence in ("address", "listing") for one in sure) else "low"


def _hangs_on_one_print(shown: DateCandidate, best: DateCandidate, group: Sequence[DateCandidate]) -> bool:
    """Whether the day is not the one stated in UTC, and a single voice says so."""
    if shown.day == best.day:
        return False
    saying = [one for one in group if one.day == shown.day and not in_utc(one) and not is_told(one)]
    return len({voice(one.evidence) if one.evidence != "microdata" else "printed" for one in saying}) < 2


def _notes(
    shown: DateCandidate,
    best: DateCandidate,
    group: Sequence[DateCandidate],
    doubted: Sequence[DateCandidate],
    now: datetime,
    learned: Learned,
) -> list[str]:
    notes = []
    if shown.day != best.day:
        notes.append(f"printed as {shown.day.isoformat()}, which is {best.day.isoformat()} in UTC")
    if any(learned.doubts(one, now) for one in group):
        notes.append("on this source such a date was often not the publication")
    if any(is_misnamed(one, group) for one in group):
        notes.append("a program calls local time UTC; the page shows its zone")
    notes += [f"{one.day.isoformat()} is left out, as this source gives it to many items" for one in doubted[:1]]
    return notes
