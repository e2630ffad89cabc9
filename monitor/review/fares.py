"""How sources fare: their health, and what came in of each in the last weeks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from monitor.review.visit import Visit
from monitor.schedule.judging import judge_runs
from monitor.sources.model import Source
from monitor.standing import Standing
from monitor.store.volume import DayCount

DAYS = 28
# The worst first; "new" was never visited, "paused" is not visited by somebody's wish.
STATES = ("gone", "blocked", "broken", "degraded", "quiet", "new", "ok", "paused")
KNOWN = ("high", "medium")
PATIENCE = 0.15
_NONE = Counter[str]()


@dataclass(frozen=True, slots=True)
class Fare:
    """One source: its standing, and its items of the last weeks, by day (oldest first) and by confidence."""

    source: Source
    standing: Standing
    days: tuple[int, ...]
    confidence: Mapping[str, int]

    @property
    def state(self) -> str:
        """One of STATES."""
        if not self.source.active:
            return "paused"
        return self.standing.health.state if self.standing.visits else "new"

    @property
    def items(self) -> int:
        """How many items came in."""
        return sum(self.days)

    @property
    def dated(self) -> int | None:
        """Of a hundred items, how many have a date that is certain or likely; None without items."""
        known = sum(self.confidence.get(one, 0) for one in KNOWN)
        return round(100 * known / self.items) if self.items else None

    @property
    def cause(self) -> str:
        """Why it is as it is; also what was seen and is not confirmed yet."""
        health = self.standing.health
        if health.failing and health.failing != health.kind:
            return f"{health.cause} (now failing: {health.failing}, {health.failures} times)".strip()
        return health.cause


@dataclass(frozen=True, slots=True)
class Fares:
    """All sources, the worst first; `complete` says that the counts of items are."""

    rows: tuple[Fare, ...]
    complete: bool

    def counts(self) -> dict[str, int]:
        """How many sources are in each state."""
        found = Counter(fare.state for fare in self.rows)
        return {state: found[state] for state in STATES if found[state]}


async def fares(visit: Visit, sources: Sequence[Source], *, rhythm: bool = False) -> Fares:
    """How these sources fare now; with `rhythm`, also when each is visited next can be told."""
    store = visit.store
    await judge_runs(store, {source.name: source for source in visit.house.shelf.catalogue().sources}, visit.now)
    standings = await store.standings.all([source.name for source in sources], rhythm=rhythm)
    days = last_days(visit, DAYS)
    complete = await store.volume.look(days, visit.now, PATIENCE)
    counts = dict(store.volume.of(days))
    rows = [_fare(source, standings.get(source.name), days, counts) for source in sources]
    return Fares(tuple(sorted(rows, key=_rank)), complete)


def last_days(visit: Visit, number: int) -> list[date]:
    """The last days up to today (UTC), the oldest first."""
    today = visit.now.date()
    return [today - timedelta(days=ago) for ago in reversed(range(number))]


def _fare(source: Source, standing: Standing | None, days: Sequence[date], counts: Mapping[date, DayCount]) -> Fare:
    found = [counts[day].sources.get(source.name, _NONE) if day in counts else _NONE for day in days]
    # By hand, since `Counter.update` asks of each of some thousand small counters what it is.
    confidence: dict[str, int] = {}
    for one in found:
        for name, number in one.items():
            confidence[name] = confidence.get(name, 0) + number
    return Fare(source, standing or Standing(source.name), tuple(sum(one.values()) for one in found), confidence)


def _rank(fare: Fare) -> tuple[int, str]:
    return STATES.index(fare.state), fare.source.title.casefold()


def as_json(fare: Fare) -> dict[str, Any]:
    """A source for programs."""
    source, standing, health = fare.source, fare.standing, fare.standing.health
    return {
        "name": source.name,
        "title": source.title,
        "group": source.group,
        "country": source.country,
        "languages": list(source.languages),
        "home": source.home,
        "active": source.active,
        "state": fare.state,
        "cause": fare.cause,
        "since": health.since,
        "last_new": health.last_new,
        "last_visit": standing.last_visit,
        "visits": standing.visits,
        "items_by_day": list(fare.days),
        "dated_percent": fare.dated,
    }
