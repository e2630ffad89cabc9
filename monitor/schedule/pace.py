"""How often to visit: where a request finds most, within a budget for all sources. Pure.

With items coming at a rate L and visits at a rate f, the mean delay of an item is 1/(2f); over many
sources and hours the delays of all items together are least, for a given number of requests, where
f is proportional to the square root of L divided by the requests that a visit costs.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from monitor.schedule.rhythm import HOUR, Rates

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=24)
STEP = timedelta(minutes=15)
JITTER = 0.1
_MOST = HOUR / SHORTEST  # visits an hour
_LEAST = HOUR / LONGEST
# The rest of the budget goes to bursts, which nobody can plan.
FOR_RHYTHM = 0.93
# Rates are put into classes of 5 % to find the pace; nobody needs it finer.
_CLASSES_AN_E = 20


@dataclass(frozen=True, slots=True)
class Demand:
    """One source's claim on the budget: its rates, and requests a visit."""

    rates: Rates
    cost: float = 1.0


def frequency(rate: float, cost: float, pace: float) -> float:
    """Visits an hour that items at `rate` an hour are worth.

    >>> frequency(4.0, 1.0, 1.0), frequency(0.0, 1.0, 1.0) == 1 / 24, frequency(10_000, 1.0, 1.0)
    (2.0, True, 6.0)
    """
    return min(max(pace * math.sqrt(rate / max(cost, 1.0)), _LEAST), _MOST)


def pace_for(demands: Iterable[Demand], requests_a_day: float) -> float:
    """The factor of `frequency` at which all sources together make so many requests a day.

    Sources at their fewest or most visits stay there, so a budget that is too small or too large is
    not met exactly.
    """
    wanted = requests_a_day * FOR_RHYTHM
    classes: Counter[tuple[int, float]] = Counter()
    for demand in demands:
        for hour in demand.rates.hours:
            for day in demand.rates.days:
                worth = demand.rates.level * hour * day / max(demand.cost, 1.0)
                classes[round(math.log(max(worth, 1e-9)) * _CLASSES_AN_E), demand.cost] += 1
    low, high = 1e-4, 1e6
    for _ in range(50):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if _requests(classes, middle) < wanted else (low, middle)
    return math.sqrt(low * high)


def _requests(classes: Counter[tuple[int, float]], pace: float) -> float:
    """Requests a day; a class stands for an hour of the week."""
    week = sum(
        count * max(cost, 1.0) * frequency(math.exp(number / _CLASSES_AN_E), 1.0, pace)
        for (number, cost), count in classes.items()
    )
    return week / 7


def next_visit(rates: Rates, last: datetime, pace: float, *, cost: float = 1.0, key: str = "") -> datetime:
    """When the visit after `last` is due: between ten minutes and a day later.

    `key` decides the jitter, a tenth either way: the same key gives the same moment, so that several
    schedulers agree.

    >>> from datetime import UTC
    >>> from zoneinfo import ZoneInfo
    >>> busy = Rates(4.0, (1.0,) * 24, (1.0,) * 7, ZoneInfo("UTC"))
    >>> next_visit(busy, datetime(2026, 3, 1, tzinfo=UTC), 1.0).strftime("%H:%M")
    '00:30'
    """
    share, moment = 0.0, last
    while share < 1.0 and moment < last + LONGEST:
        visits = frequency(rates.at(moment), cost, pace) * (STEP / HOUR)
        moment += STEP * min(1.0, (1.0 - share) / visits)
        share += visits
    wait = min(max((moment - last) * (1 + JITTER * noise(key)), SHORTEST), LONGEST)
    return last + wait


def noise(key: str) -> float:
    """A number between -1 and 1 that looks random and is always the same for a key; 0 for none.

    >>> noise(""), -1 <= noise("a") <= 1, noise("a") == noise("a")
    (0.0, True, True)
    """
    if not key:
        return 0.0
    number = int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=4).digest())
    return number / 2**31 - 1
