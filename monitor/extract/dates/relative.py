"""Dates told from now: "3 hours ago", "gestern, 14:05 Uhr"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Literal

from monitor.extract.dates.found import Clock, Found
from monitor.extract.dates.lists import words
from monitor.extract.dates.tokens import Token
from monitor.extract.dates.zones import in_zone
from monitor.items import Site

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

_UNITS: tuple[Unit, ...] = ("second", "minute", "hour", "day", "week", "month", "year")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A moment told from now. `instant` only where the text is precise to the minute."""

    found: Found
    clock: Clock | None = None
    instant: datetime | None = None


def read_relative(parts: list[Token], clock: Clock | None, now: datetime, site: Site) -> Told | None:
    """What a text without a date of its own says from now on backwards; None if it says nothing.

    Minutes give an instant; hours and days a day; weeks a month, unless they straddle two.
    """
    texts = [part.text for part in parts]
    if len(texts) > _MOST_WORDS:
        return None
    back = _named_day(texts)
    if back is not None:
        return Told(Found(in_zone(now, site).date() - timedelta(days=back)), clock)
    amount = _amount(texts)
    return _back(*amount, now, site) if amount else None


def _named_day(texts: list[str]) -> int | None:
    """How many days back a word such as "yesterday" leads; None without one."""
    known = {*texts, *map(" ".join, pairwise(texts)), *(" ".join(texts[at : at + 3]) for at in range(len(texts)))}
    if known & words("relative", "before_yesterday").whole:
        return 2
    if known & words("relative", "yesterday").whole:
        return 1
    return 0 if known & words("relative", "today").whole else None


def _amount(texts: list[str]) -> tuple[int, Unit] | None:
    """The number and unit of a text such as "3 hours ago"."""
    if not _says_ago(texts):
        return None
    units = [(index, unit) for index, text in enumerate(texts) if (unit := _unit(text))]
    for index, unit in units:
        if texts[index] in words("relative", "two").whole:
            return 2, unit
        number = next((count for text in _beside(texts, index) if (count := _count(text)) is not None), None)
        if number is not None:
            return number, unit
    return _one(texts, units)


def _beside(texts: list[str], index: int) -> list[str]:
    """The words next to a unit; those that only link the number to it ("21 de zile") do not count."""
    links = words("relative", "links").whole
    before = next((text for text in reversed(texts[:index]) if text not in links), "")
    return [before, next((text for text in texts[index + 1 :] if text not in links), "")]


def _count(text: str) -> int | None:
    """A number in digits or, up to ten, in words; None for anything else."""
    if text.isdigit():
        return int(text) if len(text) <= 3 else None
    return _counts().get(text)


@cache
def _counts() -> dict[str, int]:
    return {word: count for count in range(2, 11) for word in words("relative", f"count_{count}").whole}


def _says_ago(texts: list[str]) -> bool:
    ago, whole = words("relative", "ago").whole, words("relative", "whole").whole
    if any(text in ago or text in whole for text in texts):
        return True
    return any(" ".join(texts[index : index + 3]) in ago for index in range(len(texts)))


def _one(texts: list[str], units: list[tuple[int, Unit]]) -> tuple[int, Unit] | None:
    """What "an hour ago" and "vor einer Stunde" say: a unit is one, unless a word beside it may be a number."""
    units = [(place, unit) for place, unit in units if len(texts[place]) > 2]
    if len(units) != 1 or any(text.isdigit() for text in texts):
        return None
    place, unit = units[0]
    known = words("relative", "one").whole | words("relative", "ago").whole
    return (1, unit) if place == 0 or texts[place - 1] in known else None


@cache
def _units() -> dict[str, Unit]:
    return {word: unit for unit in _UNITS for word in words("relative", unit).whole}


def _unit(text: str) -> Unit | None:
    return _units().get(text)


def _back(count: int, unit: Unit, now: datetime, site: Site) -> Told | None:
    if unit in ("second", "minute"):
        moment = now - timedelta(minutes=count) if unit == "minute" else now
        return Told(Found(in_zone(moment, site).date()), instant=moment.replace(second=0, microsecond=0))
    if unit == "hour":
        return Told(Found(in_zone(now - timedelta(hours=count), site).date()))
    if unit == "day":
        return Told(Found(in_zone(now, site).date() - timedelta(days=count)))
    if unit == "week":
        return _month_of_weeks(count, in_zone(now, site).date())
    return None


def _month_of_weeks(count: int, here: date) -> Told | None:
    latest, earliest = here - timedelta(weeks=count), here - timedelta(weeks=count + 1, days=-1)
    if (latest.year, latest.month) != (earliest.year, earliest.month):
        return None
    return Told(Found(latest.replace(day=1), day_known=False))
