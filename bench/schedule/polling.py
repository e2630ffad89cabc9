"""Visits to invented sources on a virtual clock: fixed intervals against the learned rhythm."""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.schedule.histories import History
from monitor.schedule.pace import Demand, next_visit, pace_for
from monitor.schedule.rhythm import Rates, learned, rates
from monitor.standing import Rhythm

PACE_EVERY = timedelta(hours=1)
OFFERED = 50  # a feed holds so many of the newest


@dataclass(slots=True)
class Outcome:
    """What a month of visits gave: requests made, and each item's delay in minutes by source."""

    requests: int = 0
    delays: dict[str, list[float]] = field(default_factory=dict)

    def note(self, history: History, published: Sequence[datetime], at: datetime) -> None:
        """Adds the items of one visit."""
        minutes = [(at - moment).total_seconds() / 60 for moment in published]
        self.delays.setdefault(history.name, []).extend(minutes)

    @property
    def every_delay(self) -> list[float]:
        """The delays of all items, smallest first."""
        return sorted(delay for delays in self.delays.values() for delay in delays)


def fixed(sources: Sequence[History], start: datetime, end: datetime, every: timedelta) -> Outcome:
    """Every source at the same interval, the sources spread over it."""
    outcome = Outcome()
    for number, source in enumerate(sources):
        last, at = start, start + every * (number / len(sources))
        while at < end:
            outcome.requests += 1
            outcome.note(source, between(source, last, at), at)
            last, at = at, at + every
    return outcome


def between(source: History, start: datetime, end: datetime) -> Sequence[datetime]:
    """Items published after `start` and up to `end`."""
    return source.moments[bisect_right(source.moments, start) : bisect_right(source.moments, end)]


@dataclass(slots=True)
class _Watched:
    source: History
    rhythm: Rhythm = field(default_factory=Rhythm)
    known: Rates | None = None
    last: datetime | None = None
    visits: int = 0


def with_rhythm(
    sources: Sequence[History],
    start: datetime,
    end: datetime,
    requests_a_day: float,
    hourly: Callable[[datetime], None] = lambda now: None,
) -> Outcome:
    """Every source by its own rhythm, learned on the way from nothing but what the visits bring."""
    outcome = Outcome()
    watched = [_Watched(source) for source in sources]
    spread = timedelta(minutes=30) / len(sources)
    queue = [(start + number * spread, number) for number in range(len(sources))]
    heapq.heapify(queue)
    pace, pace_at = 0.0, start - PACE_EVERY
    while queue and queue[0][0] < end:
        now, number = heapq.heappop(queue)
        if now - pace_at >= PACE_EVERY:
            demands = [Demand(one.known) for one in watched if one.known is not None]
            unknown = sum(one.known is None for one in watched)
            share = requests_a_day * len(demands) / len(watched)
            pace, pace_at = (pace_for(demands, share) if len(demands) > unknown else 1.0), now
            hourly(now)
        _visit(watched[number], now, start, outcome)
        heapq.heappush(queue, (_next(watched[number], now, pace), number))
    return outcome


def _visit(one: _Watched, now: datetime, start: datetime, outcome: Outcome) -> None:
    outcome.requests += 1
    first = one.last is None
    found = between(one.source, one.last or start, now)
    outcome.note(one.source, found, now)
    offered = between(one.source, start - timedelta(days=365), now)[-OFFERED:] if first else found
    if one.source.dated:
        moments = list(offered)
    else:
        moments = [] if one.last is None else [one.last + (now - one.last) / 2] * len(found)
    one.rhythm = learned(one.rhythm, moments, now)
    one.last, one.visits = now, one.visits + 1


def _next(one: _Watched, now: datetime, pace: float) -> datetime:
    one.known = rates(one.rhythm, one.source.zone, now)
    return next_visit(one.known, now, pace, key=f"{one.source.name} {one.visits}")
