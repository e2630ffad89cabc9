"""When a source is visited next: its cron line or interval, else its rhythm; later while it fails. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from monitor.schedule.backoff import retry_after
from monitor.schedule.pace import LONGEST, SHORTEST, Demand, next_visit
from monitor.schedule.rhythm import Rates, rates
from monitor.sources.countries import countries
from monitor.sources.model import Source
from monitor.standing import Standing

# Clocks of two machines differ; more than this means that one was set back.
CLOCKS_DIFFER = timedelta(minutes=5)


def zone_of(source: Source) -> ZoneInfo:
    """The zone in which a source lives: as its file says, else its country's main one, else UTC.

    >>> zone_of(Source("a", "g", "A", "https://a.example", country="JP")).key
    'Asia/Tokyo'
    """
    country = countries().get(source.country)
    return ZoneInfo(source.timezone or (country.timezone if country else "") or "UTC")


def cost_of(source: Source) -> float:
    """Requests that a visit makes where nothing is new."""
    return float(max(1, len(source.entries)))


def rates_of(source: Source, standing: Standing) -> Rates | None:
    """What a source's rhythm lets expect since its last visit; None before the first."""
    if standing.last_visit is None:
        return None
    return rates(standing.rhythm, zone_of(source), standing.last_visit)


def demand_of(source: Source, standing: Standing) -> Demand | None:
    """A source's claim on the budget; None for one that has not been visited, or says itself when it wants to be."""
    known = None if source.interval is not None or source.cron else rates_of(source, standing)
    return None if known is None else Demand(known, cost_of(source))


def next_due(source: Source, standing: Standing | None, now: datetime, pace: float) -> datetime:
    """When the next visit is due; `now` or earlier means at once.

    A source that was never visited is due, and so is one whose last visit lies in the future: the
    clock was set back, and nobody knows how far.
    """
    if standing is None or standing.last_visit is None:
        return _not_before(standing, now)
    last = standing.last_visit
    if last > now + CLOCKS_DIFFER:
        return now
    due = _explicit(source, last)
    if due is None:
        due = _by_rhythm(source, standing, last, pace)
    return max(due, _not_before(standing, due, now))


def is_due(source: Source, standing: Standing | None, now: datetime, pace: float = 1.0) -> bool:
    """Whether a source may and should be crawled now.

    >>> is_due(Source("a", "g", "A", "https://a.example"), None, datetime(2026, 1, 1))
    True
    """
    return next_due(source, standing, now, pace) <= now


def _not_before(standing: Standing | None, due: datetime, now: datetime | None = None) -> datetime:
    """Until when its host asked to be left alone, a week at most; `due` where it did not."""
    asked = standing.not_before if standing else None
    if asked is None or asked > (now or due) + 8 * LONGEST:
        return due
    return asked


def _explicit(source: Source, last: datetime) -> datetime | None:
    if source.interval is not None:
        return last + timedelta(seconds=source.interval)
    if source.cron:
        # In the zone's own time, so that "at 8" stays at 8 when summer time begins.
        following = next(CronSim(source.cron, last.astimezone(zone_of(source))))
        return following.astimezone(last.tzinfo)
    return None


def _by_rhythm(source: Source, standing: Standing, last: datetime, pace: float) -> datetime:
    known = rates_of(source, standing)
    assert known is not None
    due = next_visit(known, last, pace, cost=cost_of(source), key=f"{source.name} {standing.visits}")
    health = standing.health
    if health.failing:
        return retry_after(health, last, due)
    if standing.last_ended is None or standing.last_ended < last:  # something was left over
        return min(due, last + SHORTEST)
    return due
