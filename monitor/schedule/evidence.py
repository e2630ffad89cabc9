"""Reads the evidence of one visit against what the source usually does. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from monitor.schedule.causes import Trouble, trouble_of
from monitor.schedule.rhythm import Rates
from monitor.schedule.streaks import Streak
from monitor.signs import EntrySign, Signs
from monitor.standing import Rhythm

# A text so much shorter than the usual one has lost its body.
COLLAPSED = 0.25
# So many items should have come: time to see whether the home page has them.
DOUBTED = 1.2
DOUBT_AFTER = timedelta(hours=3)
# The chance at which links that the home page shows besides are no longer taken for ordinary.
BY_CHANCE = 0.012
FEWEST_SHOWN = 2
# Items missing beyond so many add nothing to the suspicion.
MOST_COUNTED = 3.0
# Of the pages that are lost by chance, so many at most say that we are turned away.
BLOCKS_BY_CHANCE = 0.1
# Long silence: so many items should have come, and the longest gap so far was that much shorter.
SILENT = 5.0
LONGER_THAN_EVER = 1.5


@dataclass(frozen=True, slots=True)
class Usual:
    """What a source usually does: its rates, its silence so far, and slow averages of its texts."""

    rates: Rates | None
    rhythm: Rhythm
    history: dict[str, Any]
    last_new: datetime | None
    expect_every: timedelta | None = None

    def expected(self, now: datetime) -> float:
        """Items that should have come since the last one."""
        if self.rates is None or self.last_new is None:
            return 0.0
        return self.rates.expected(max(self.last_new, now - timedelta(days=120)), now)

    def silence(self, now: datetime) -> timedelta:
        """How long nothing new has come."""
        return max(now - self.last_new, timedelta(0)) if self.last_new is not None else timedelta(0)

    @property
    def items_a_year(self) -> float:
        """How many items come in a year."""
        return self.rates.level * 8_766 if self.rates is not None else 0.0

    @property
    def home_noise(self) -> float:
        """Links a day that the home page shows and no entry offers, while all is well."""
        links, days = self.history.get("home_noise", (0.0, 0.0))
        return float((links + 1.0) / (days + 2.0))

    def streak(self, name: str) -> Streak:
        """What is usual of one sort of sign, and how the latest were."""
        return Streak.of(self.history.get(name))

    @property
    def longest_gap(self) -> timedelta:
        """The longest time between two items that is remembered."""
        moments = self.rhythm.moments
        return max((b - a for a, b in pairwise(moments)), default=timedelta(0))


def is_silent(usual: Usual, now: datetime) -> bool:
    """Whether nothing has come for longer than the source's history explains, or than its file allows."""
    if usual.expect_every is not None:
        return usual.silence(now) > usual.expect_every
    if usual.silence(now) < DOUBT_AFTER:
        return False
    return usual.expected(now) >= SILENT and usual.silence(now) > LONGER_THAN_EVER * usual.longest_gap


def is_doubted(usual: Usual, now: datetime) -> bool:
    """Whether the home page should be asked if something new is there."""
    if usual.silence(now) < DOUBT_AFTER:
        return False
    return usual.expected(now) >= DOUBTED or is_silent(usual, now)


def trouble_in(signs: Signs, usual: Usual, now: datetime) -> Trouble | None:
    """What is wrong, the worst first; None for a visit that went well."""
    read = [entry for entry in signs.entries if not entry.cause]
    failed = [entry for entry in signs.entries if entry.cause]
    if failed:
        found = _failed(failed, read, signs)
        if found is not None:
            return found
    return _pages(signs, usual) or _withheld(signs, read, usual, now) or _texts(usual) or _dates(usual)


def _failed(failed: Sequence[EntrySign], read: Sequence[EntrySign], signs: Signs) -> Trouble | None:
    troubles = [(entry, trouble) for entry in failed if (trouble := trouble_of(entry.cause)) is not None]
    if not troubles:
        return None
    entry, worst = troubles[0]
    cause = f"{worst.cause} ({entry.url})"
    if read:
        number = len(failed) + len(read)
        return Trouble(worst.kind, f"{len(failed)} of {number} entries cannot be read: {cause}", "degraded")
    home = trouble_of(signs.home_cause) if signs.home_cause else None
    if home is not None and {home.kind, worst.kind} <= {"http", "gone"} and "404" in home.cause + worst.cause:
        return Trouble("gone", f"{cause}; the home page too: {home.cause}", "gone", "permanent")
    return Trouble(worst.kind, cause, worst.state, worst.failure)


def _pages(signs: Signs, usual: Usual) -> Trouble | None:
    """One article after the other could not be had; also at a source of which none ever could."""
    streak = usual.streak("pages")
    reason = max(signs.losses, key=lambda reason: signs.losses[reason], default=usual.history.get("last_loss", ""))
    trouble = trouble_of(reason)
    is_block = trouble is not None and trouble.kind in {"blocked", "robots"}
    if not streak.is_telling(usual.items_a_year * (BLOCKS_BY_CHANCE if is_block else 1.0), enough=0):
        return None
    words = f"The latest {streak.length} articles could not be read: {reason}"
    return Trouble(trouble.kind, words, "blocked") if trouble and is_block else Trouble("pages", words, "degraded")


def _withheld(signs: Signs, read: Sequence[EntrySign], usual: Usual, now: datetime) -> Trouble | None:
    """The entries answer and give nothing new, while the site publishes."""
    shown = int(usual.history.get("home_shows", 0))
    if signs.new or not shown or not is_doubted(usual, now):
        return None
    by_chance = more_than(shown, usual.home_noise * float(usual.history.get("home_days", 0.0)))
    # The longer the silence, the less it takes; but holidays are long, and items come in company.
    if shown < FEWEST_SHOWN or by_chance * math.exp(-min(usual.expected(now), MOST_COUNTED) / 2) > BY_CHANCE:
        return None
    empty = [entry for entry in read if not entry.links and not entry.unchanged]
    what = "The entries are empty" if len(empty) == len(read) else "The entries give nothing new"
    days = usual.silence(now) / timedelta(days=1)
    return Trouble("empty", f"{what} for {days:.1f} days, while the home page shows {shown} new links", "broken")


def more_than(count: int, mean: float) -> float:
    """The chance of so many or more where `mean` are usual (Poisson).

    >>> round(more_than(1, 0.1), 3), more_than(0, 0.1)
    (0.095, 1.0)
    """
    term, below = math.exp(-mean), 0.0
    for number in range(min(count, 200)):
        below += term
        term *= mean / (number + 1)
    return max(1.0 - below, 0.0)


def _texts(usual: Usual) -> Trouble | None:
    streak = usual.streak("bodies")
    if not streak.is_telling(usual.items_a_year):
        return None
    length = float(usual.history.get("length", 0.0))
    words = f"The latest {streak.length} texts have less than a quarter of the usual {length:.0f} characters"
    return Trouble("bodies", words, "degraded")


def _dates(usual: Usual) -> Trouble | None:
    streak = usual.streak("dates")
    if not streak.is_telling(usual.items_a_year):
        return None
    dated = 1 - streak.bad
    return Trouble("dates", f"The latest {streak.length} items have no date; {dated:.0%} used to have one", "degraded")
