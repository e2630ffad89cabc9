"""How soon health names what broke, and how often it cries wolf, on a virtual clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from bench.schedule.histories import History
from bench.schedule.world import BREAKAGES, Site, kind_of, site_of
from monitor.schedule.due import next_due
from monitor.schedule.judging import weighed
from monitor.standing import ILL, Standing

DAY = timedelta(days=1)
PACE = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """One notice: when, the state and the kind."""

    at: datetime
    state: str
    kind: str
    cause: str
    mended: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One breakage and what was said of it."""

    site: Site
    told: tuple[Told, ...]
    visits: int

    @property
    def named(self) -> Told | None:
        """The first notice with the right kind after the breakage began."""
        assert self.site.breaks_at is not None
        wanted = kind_of(self.site.breakage)
        return next((one for one in self.told if one.at >= self.site.breaks_at and one.kind == wanted), None)

    @property
    def limit(self) -> timedelta:
        """Two expected intervals between items for what only items show, at least 24 hours."""
        moments = self.site.history.moments
        every = (moments[-1] - moments[0]) / max(len(moments) - 1, 1)
        return max(DAY, 2 * every)

    @property
    def delay(self) -> timedelta | None:
        """From the first moment at which anything could be seen to the right word; None: never said."""
        hit, named = self.site.first_hit(), self.named
        return None if hit is None or named is None else max(named.at - hit, timedelta(0))

    @property
    def is_in_time(self) -> bool:
        """Whether the right cause was named within the limit."""
        return self.delay is not None and self.delay <= self.limit


def watch(site: Site, start: datetime, end: datetime) -> tuple[tuple[Told, ...], int]:
    """Visits a site as the scheduler would, and gives the notices and the number of visits."""
    source, told = site.source, []
    standing, now, visits = Standing(source.name), start, 0
    while now < end:
        signs = site.visit(standing, now)
        after, judgement = weighed(source, standing, signs, now)
        visits += 1
        standing = replace(after, visits=visits, last_visit=now, last_ended=now, judged=visits)
        if judgement.told:
            health = judgement.health
            told.append(Told(now, health.state, health.kind, health.cause, judgement.mended))
        now = max(next_due(source, standing, now, PACE), now + timedelta(minutes=1))
    return tuple(told), visits


def broken(sources: Sequence[History], start: datetime, days: int) -> Iterator[Case]:
    """Each source breaks once, after six weeks, in one of the ways in turn."""
    for number, history in enumerate(sources):
        site = site_of(history, start, days)
        random = Random(f"breakage {history.name}")
        site.breakage = BREAKAGES[number % len(BREAKAGES)]
        site.breaks_at = start + timedelta(days=42 + 7 * random.random())
        site.outages = [outage for outage in site.outages if outage[1] < site.breaks_at - DAY]
        if site.first_hit() is None or (site.first_hit() or start) > start + timedelta(days=days) - site_limit(history):
            continue  # too quiet a source to show it before the end
        yield Case(site, *watch(site, start, start + timedelta(days=days)))


def site_limit(history: History) -> timedelta:
    """Time enough to see a breakage: three expected intervals."""
    moments = history.moments
    return max(2 * DAY, 3 * (moments[-1] - moments[0]) / max(len(moments) - 1, 1))


def false_alarms(
    sources: Sequence[History], start: datetime, days: int
) -> Iterator[tuple[Site, tuple[Told, ...], int]]:
    """Sources with ordinary bad days only: whatever is told of them but for mending is a false alarm."""
    for history in sources:
        site = site_of(history, start, days)
        told, visits = watch(site, start, start + timedelta(days=days))
        yield site, tuple(one for one in told if one.state in ILL), visits
