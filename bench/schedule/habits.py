"""Habits that the histories of development do not have: seasons, closed weeks, other weekends, new hours."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """What a habit makes of an hour: by how many hours and days the day and the week begin later, and how much more."""

    hours: int = 0
    days: int = 0
    factor: float = 1.0


# Local time, the share of the watched time that has passed, and a number from 0 to 1 that is the source's own.
Habit = Callable[[datetime, float, float], Turn]
# Friday and Saturday are free, clocks change on a Friday, in Ramadan or not at all, or by half an hour.
ZONES = (
    "Africa/Cairo", "Asia/Riyadh", "Africa/Casablanca", "Asia/Beirut", "Asia/Tehran", "America/Santiago",
    "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Auckland", "America/Havana",
)  # fmt: skip


def steady(local: datetime, passed: float, own: float) -> Turn:
    """As ever."""
    return Turn()


def seasons(local: datetime, passed: float, own: float) -> Turn:
    """Up to nine times as much in one season as in the opposite one."""
    return Turn(factor=1 + 0.8 * math.sin(2 * math.pi * (local.timetuple().tm_yday / 365 + own)))


def closed_weeks(local: datetime, passed: float, own: float) -> Turn:
    """Nothing for six weeks of summer, three of winter, and one in between."""
    day = local.timetuple().tm_yday
    is_closed = 195 <= day < 237 or day >= 352 or day < 8 or 100 <= day < 107
    return Turn(factor=0.0 if is_closed else 1.0)


def friday_weekend(local: datetime, passed: float, own: float) -> Turn:
    """The week begins on Sunday."""
    return Turn(days=1)


def new_hours(local: datetime, passed: float, own: float) -> Turn:
    """From the middle on everything is published by another shift."""
    return Turn(hours=10 if passed > 0.4 + 0.2 * own else 0)


def new_week(local: datetime, passed: float, own: float) -> Turn:
    """From the middle on weekends are what working days were."""
    return Turn(days=3 if passed > 0.4 + 0.2 * own else 0)


def campaigns(local: datetime, passed: float, own: float) -> Turn:
    """Little, and ten times as much for two weeks of each quarter."""
    week = int(local.timetuple().tm_yday / 7 + 13 * own) % 13
    return Turn(factor=4.0 if week < 2 else 0.4)


def decline(local: datetime, passed: float, own: float) -> Turn:
    """In the end a tenth of the beginning."""
    return Turn(factor=2.0 * 0.1**passed)


OTHERS: tuple[Habit, ...] = (
    seasons, closed_weeks, friday_weekend, new_hours, new_week, campaigns, decline,
)  # fmt: skip
