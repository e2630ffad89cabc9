"""Publishing histories of invented sources: busy and quiet, regular and bursty, in zones all over the world.

Every moment is drawn from a seeded generator, so that each run measures the same month.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bench.schedule.habits import OTHERS, Habit, steady
from bench.schedule.habits import ZONES as OTHER_ZONES

ZONES = (
    "Europe/Paris", "Europe/Lisbon", "America/Sao_Paulo", "America/New_York", "Asia/Tokyo", "Africa/Nairobi",
    "Asia/Kathmandu", "Australia/Adelaide", "America/Los_Angeles", "Asia/Dhaka",
)  # fmt: skip
OFFICE = (0.05,) * 6 + (0.2, 0.5, 1.2, 2.0, 2.4, 2.2, 1.6, 2.0, 2.2, 2.0, 1.8, 1.4, 0.8, 0.5, 0.3, 0.2, 0.1, 0.05)
NEWSROOM = (0.3,) * 5 + (0.6, 1.0, 1.4, 1.6, 1.5, 1.5, 1.4, 1.3, 1.4, 1.4, 1.4, 1.5, 1.5, 1.4, 1.2, 1.0, 0.8, 0.6, 0.4)
ROUND_THE_CLOCK = (0.6,) * 5 + (1.0,) * 15 + (0.9,) * 4
WORKING_WEEK = (1.3, 1.3, 1.3, 1.3, 1.2, 0.4, 0.2)
EVERY_DAY = (1.05, 1.05, 1.05, 1.05, 1.05, 0.9, 0.85)


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of source: how many there are, items a day from and to, when, and in what company.

    `burst` is how many items come together on average; 1 is one at a time.
    """

    name: str
    sources: int
    fewest: float
    most: float
    hours: Sequence[float]
    days: Sequence[float]
    burst: float = 1.0


KINDS = (
    Kind("agency", 25, 40, 120, ROUND_THE_CLOCK, EVERY_DAY),
    Kind("newspaper", 75, 8, 40, NEWSROOM, EVERY_DAY, 1.5),
    Kind("section", 110, 0.3, 2, OFFICE, WORKING_WEEK),
    Kind("quiet", 50, 0.03, 0.15, OFFICE, WORKING_WEEK),
    Kind("bursty", 40, 0.5, 4, OFFICE, WORKING_WEEK, 8.0),
)


@dataclass(frozen=True, slots=True)
class History:
    """One source and when it published. `dated` says whether its pages give the moment, or only the day."""

    name: str
    kind: str
    zone: ZoneInfo
    moments: tuple[datetime, ...]
    dated: bool


def histories(start: datetime, days: int, seed: int = 8, share: float = 1.0, *, others: bool = False) -> list[History]:
    """All sources; `share` of each kind, for a quick look. `others` have the habits and zones of `habits`."""
    return list(_made(start, days, seed, share, others))


def _made(start: datetime, days: int, seed: int, share: float, others: bool) -> Iterator[History]:
    for kind in KINDS:
        for number in range(max(1, round(kind.sources * share))):
            random = Random(f"{seed} {kind.name} {number}")
            zone = ZoneInfo(random.choice(OTHER_ZONES if others else ZONES))
            habit = OTHERS[number % len(OTHERS)] if others else steady
            level = math.exp(random.uniform(math.log(kind.fewest), math.log(kind.most)))
            moments = tuple(sorted(_moments(kind, level, zone, habit, start, days, random)))
            yield History(f"{kind.name}_{number}", kind.name, zone, moments, dated=random.random() < 0.8)


def _moments(
    kind: Kind, level: float, zone: ZoneInfo, habit: Habit, start: datetime, days: int, random: Random
) -> Iterator[datetime]:
    """A Poisson process by local hour and weekday, each event the first of a burst."""
    shift = random.choice((-1, 0, 0, 1))  # some begin earlier in the day
    hours, week = _scaled(kind.hours), _scaled(kind.days)
    own = Random(f"{kind.name} {level}").random()
    for number in range(days * 24):
        hour = start + timedelta(hours=number)
        local = hour.astimezone(zone)
        turn = habit(local, number / (days * 24), own)
        hour_of_day, weekday = (local.hour + shift + turn.hours) % 24, (local.weekday() + turn.days) % 7
        rate = level * turn.factor / kind.burst / 24 * hours[hour_of_day] * week[weekday]
        for _ in range(_poisson(rate, random)):
            first = hour + timedelta(hours=random.random())
            yield first
            for _ in range(_poisson(kind.burst - 1, random)):
                yield first + timedelta(hours=random.expovariate(0.8))


def _scaled(shares: Sequence[float]) -> tuple[float, ...]:
    mean = sum(shares) / len(shares)
    return tuple(share / mean for share in shares)


def _poisson(mean: float, random: Random) -> int:
    count, left = 0, random.random()
    limit = math.exp(-mean)
    while left > limit:
        count += 1
        left *= random.random()
    return count


START = datetime(2026, 3, 1, tzinfo=UTC)  # summer time begins in Europe and America within the month
