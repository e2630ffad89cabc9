"""How often a source publishes, by hour and weekday in its own zone. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.standing import Rhythm

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# What is older says little of next week.
REMEMBERED = timedelta(weeks=8)
MOST_MOMENTS = 400
HALF_LIFE_DAYS = 14.0
# So many items' worth of "any hour is like any other", until a source has shown otherwise.
HOURS_PRIOR = 6.0
DAYS_PRIOR = 7.0
# Before two weeks have passed, a weekday was seen once and says nothing.
WEEKDAYS_AFTER_DAYS = 14.0
# Items in the last hours beyond what was expected mean that more may follow.
BURST = timedelta(hours=3)
MOST_BURST = 6.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Expected items an hour: `level` times the shares of the local hour and weekday (1 on average)."""

    level: float
    hours: tuple[float, ...]
    days: tuple[float, ...]
    zone: ZoneInfo
    burst: float = 1.0
    burst_until: datetime | None = None

    def at(self, moment: datetime) -> float:
        """Items an hour at a moment in UTC; local clock time decides, whatever summer time does."""
        local = moment.astimezone(self.zone)
        rate = self.level * self.hours[local.hour] * self.days[local.weekday()]
        return rate * self.burst if self.burst_until and moment < self.burst_until else rate

    def expected(self, start: datetime, end: datetime) -> float:
        """Items expected between two moments, to the hour.

        >>> from datetime import UTC
        >>> flat = Rates(0.5, (1.0,) * 24, (1.0,) * 7, ZoneInfo("UTC"))
        >>> flat.expected(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC))
        12.0
        """
        hours = max((end - start) / HOUR, 0.0)
        weeks, rest = divmod(hours, 168)  # every hour and weekday once: the level alone counts
        begin = end - timedelta(hours=rest)
        total = sum(self.at(begin + number * HOUR) for number in range(int(rest)))
        return weeks * 168 * self.level + total + self.at(end) * (rest % 1)


def learned(rhythm: Rhythm, moments: Sequence[datetime], now: datetime) -> Rhythm:
    """The rhythm with further moments of publication; what is old, or in the future, is left out.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    >>> learned(Rhythm(), [noon, noon - timedelta(days=400), noon + DAY], noon).moments == (noon,)
    True
    """
    since = rhythm.since if rhythm.since is not None and rhythm.since <= now else now
    if not moments and since == rhythm.since and (not rhythm.moments or rhythm.moments[0] >= now - REMEMBERED):
        return rhythm
    kept = [moment for moment in (*rhythm.moments, *moments) if now - REMEMBERED <= moment <= now]
    return Rhythm(tuple(sorted(kept)[-MOST_MOMENTS:]), since)


@lru_cache(maxsize=4096)
def rates(rhythm: Rhythm, zone: ZoneInfo, now: datetime) -> Rates:
    """What the rhythm lets expect from now on."""
    moments = [moment for moment in rhythm.moments if moment <= now]
    ages = [(now - moment) / DAY for moment in moments]
    weights = [2.0 ** (-age / HALF_LIFE_DAYS) for age in ages]
    days = _observed_days(rhythm, moments, now)
    level = (sum(weights) + 0.5) / (_worth(days) + 1.0) / 24
    local = [moment.astimezone(zone) for moment in moments]
    flat = Rates(level, _hours(local, weights), _weekdays(local, weights, days), zone)
    return _with_burst(flat, moments, now)


def _with_burst(flat: Rates, moments: Sequence[datetime], now: datetime) -> Rates:
    """More is expected for a while where more than usual has just come, less where nothing did."""
    recent = sum(now - moment <= BURST for moment in moments)
    expected = flat.expected(now - BURST, now)
    burst = min((recent + 1) / (expected + 1), MOST_BURST)
    if burst <= 1.0:
        return flat
    return Rates(flat.level, flat.hours, flat.days, flat.zone, burst, now + BURST)


def _observed_days(rhythm: Rhythm, moments: Sequence[datetime], now: datetime) -> float:
    """For how long the moments speak: a first visit brings some from before the first look."""
    starts = [moment for moment in (rhythm.since, moments[0] if moments else None) if moment is not None]
    start = min(starts, default=now)
    if len(moments) >= MOST_MOMENTS:  # older ones were there and are forgotten
        start = moments[0]
    return min(max((now - start) / DAY, 0.5), REMEMBERED / DAY)


def _worth(days: float) -> float:
    """So many days, each with the weight that its items have."""
    scale = HALF_LIFE_DAYS / math.log(2)
    return scale * (1 - math.exp(-days / scale))


def _hours(local: Sequence[datetime], weights: Sequence[float]) -> tuple[float, ...]:
    counts = [0.0] * 24
    for moment, weight in zip(local, weights, strict=True):
        counts[moment.hour] += weight
    # News of nine o'clock comes at five to nine too.
    smooth = [(counts[h - 1] + 2 * counts[h] + counts[(h + 1) % 24]) / 4 for h in range(24)]
    total = sum(smooth) + HOURS_PRIOR
    return tuple((count + HOURS_PRIOR / 24) / total * 24 for count in smooth)


def _weekdays(local: Sequence[datetime], weights: Sequence[float], days: float) -> tuple[float, ...]:
    if days < WEEKDAYS_AFTER_DAYS:
        return (1.0,) * 7
    counts = [0.0] * 7
    for moment, weight in zip(local, weights, strict=True):
        counts[moment.weekday()] += weight
    total = sum(counts) + DAYS_PRIOR
    return tuple((count + DAYS_PRIOR / 7) / total * 7 for count in counts)
