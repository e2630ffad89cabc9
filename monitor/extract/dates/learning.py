"""Learns from each item what is right for its source, and hands that to the next ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from monitor.extract.dates.choice import Choice
from monitor.extract.dates.learned import NOTHING, Counts, Learned, day_key
from monitor.extract.dates.local_clock import clock_key, zone_of
from monitor.extract.dates.numeric import shown_order
from monitor.extract.dates.support import agree, is_reprint, is_sure, voice
from monitor.items import DateCandidate, Site

# Older counts fade when these are reached, so that a site may change its ways.
_MOST_COUNTED, _MOST_DAYS, _MOST_CLOCKS, _MOST_ORDERS = 200, 200, 40, 40
# How many numeric dates settle which of day and month comes first, and how many may differ.
_ENOUGH_ORDERS, _MOST_EXCEPTIONS = 2, 0.05


def learn(learned: Learned, candidates: Sequence[DateCandidate], choice: Choice, now: datetime) -> Learned:
    """What is known after one more item, from its candidates and what was chosen."""
    whole = [one for one in candidates if one.precision != "month" and one.evidence != "htmldate"]
    days = list(dict.fromkeys(day_key(one) for one in whole))
    sure = [one for one in whole if is_sure(one, now, NOTHING)]
    denied = list(dict.fromkeys(day_key(one) for one in whole if _is_denied(one, sure)))
    fading = Learned(
        days=_latest(_more(learned.days, days), _MOST_DAYS),
        denied=_latest(_more(learned.denied, denied), _MOST_DAYS),
        right=learned.right,
        wrong=learned.wrong,
        orders=_fade(_more(learned.orders, _one_vote(_orders(whole, choice))), _MOST_ORDERS),
        clocks=_latest(_more(learned.clocks, clock_key([choice.candidate, *choice.agreeing])), _MOST_CLOCKS),
    )
    return _with_record(fading, whole, choice, now) if choice.is_corroborated else fading


def _is_denied(one: DateCandidate, sure: Sequence[DateCandidate]) -> bool:
    """Whether independent voices speak, and none of them names this day."""
    independent = [other for other in sure if voice(other.evidence) != voice(one.evidence)]
    return bool(independent) and not any(agree(one, other) or is_reprint(other, one) for other in independent)


def _with_record(learned: Learned, candidates: Sequence[DateCandidate], choice: Choice, now: datetime) -> Learned:
    """Each kind of evidence is right or wrong once an item, by the day on which voices agreed."""
    telling = [
        one
        for one in candidates
        if is_sure(one, now, NOTHING) and not is_reprint(one, choice.candidate) and not learned.is_template(one, now)
    ]
    right = {one.evidence for one in telling if agree(one, choice.candidate)}
    wrong = {one.evidence for one in telling} - right
    return replace(learned, right=_fade(_more(learned.right, right)), wrong=_fade(_more(learned.wrong, wrong)))


def _orders(candidates: Sequence[DateCandidate], choice: Choice) -> Iterator[str]:
    for one in candidates:
        others = [other for other in (choice.candidate, *choice.agreeing) if other.evidence != one.evidence]
        known = choice.candidate.day if any(not other.guessed_order for other in others) else None
        order = shown_order(one.raw, known)
        if order:
            yield order


def _one_vote(said: Iterable[str]) -> set[str]:
    """What one item says, however often; nothing where it contradicts itself."""
    votes = set(said)
    return votes if len(votes) == 1 else set()


def apply(site: Site, learned: Learned, now: datetime) -> Site:
    """The site with what was learned of it in the places that its source file leaves open.

    >>> from datetime import UTC
    >>> apply(Site(), Learned(orders={"MDY": 3}), datetime(2026, 5, 3, tzinfo=UTC)).date_order
    'MDY'
    """
    order = site.date_order or settled_order(learned)
    return replace(site, date_order=order, timezone=site.timezone or zone_of(learned.clocks, now))


def settled_order(learned: Learned) -> Any:
    """ "DMY" or "MDY" once numeric dates of the source have shown it; "" before."""
    day_first, month_first = learned.orders.get("DMY", 0), learned.orders.get("MDY", 0)
    most, least = max(day_first, month_first), min(day_first, month_first)
    if most < _ENOUGH_ORDERS or least > _MOST_EXCEPTIONS * most:
        return ""
    return "DMY" if day_first > month_first else "MDY"


def _more(counts: Counts, keys: Any) -> dict[str, int]:
    """Counts with one more for each key; what was counted last stands last."""
    result = dict(counts)
    for key in keys:
        result[key] = result.pop(key, 0) + 1
    return result


def _latest(counts: dict[str, int], most: int) -> dict[str, int]:
    return counts if len(counts) <= most else dict(list(counts.items())[-most:])


def _fade(counts: dict[str, int], most: int = _MOST_COUNTED) -> dict[str, int]:
    if max(counts.values(), default=0) <= most:
        return counts
    return {key: half for key, count in counts.items() if (half := count // 2)}


def to_stored(learned: Learned) -> dict[str, dict[str, int]]:
    """As it is kept with the source's state."""
    counted = {one.name: getattr(learned, one.name) for one in fields(learned)}
    return {name: dict(counts) for name, counts in counted.items() if counts}


def from_stored(stored: Mapping[str, Any]) -> Learned:
    """What was kept; whatever does not look like counts is left out.

    >>> from_stored({"orders": {"DMY": 3, "x": None}, "unknown": 1}) == Learned(orders={"DMY": 3})
    True
    """
    return Learned(**{one.name: _counts(stored.get(one.name)) for one in fields(Learned)})


def _counts(value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key): count for key, count in value.items() if type(count) is int and count > 0}
