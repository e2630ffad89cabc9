"""Bad signs in a row, weighed against how often they used to come singly. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

# What happened longer ago counts less and less.
REMEMBERED = 200.0
# Before so many, nothing is known of what is usual.
ENOUGH = 4
# Alarms a year that chance alone may cause, for one source and one sort of sign.
FALSE_A_YEAR = 0.25


@dataclass(frozen=True, slots=True)
class Streak:
    """`count` signs were seen, of which a share `bad`; the last `length` were bad, in so many visits."""

    count: float = 0.0
    bad: float = 0.0
    length: int = 0
    visits: int = 0

    @classmethod
    def of(cls, stored: dict[str, Any] | None) -> "Streak":
        """Out of a stored mapping."""
        return cls(**stored) if stored else cls()

    @property
    def stored(self) -> dict[str, Any]:
        """As a mapping."""
        return asdict(self)

    def with_visit(self, signs: Iterable[bool]) -> "Streak":
        """The streak with the signs of one visit, True for bad.

        >>> Streak().with_visit([True, False, True, True])
        Streak(count=2.0, bad=0.5, length=2, visits=1)
        """
        count, bad, length, is_new = self.count, self.bad, self.length, True
        visits = self.visits
        for is_bad in signs:
            if is_bad:
                length += 1
                visits += is_new
                is_new = False
                continue
            # A streak that ended was chance: only now does it count as usual.
            for was_bad in (*[True] * length, False):
                count = min(count + 1, REMEMBERED)
                bad += (was_bad - bad) / count
            length, visits, is_new = 0, 0, True
        return Streak(count, bad, length, visits)

    def is_telling(self, signs_a_year: float, enough: float = ENOUGH) -> bool:
        """Whether so many in a row, over two visits at least, are more than chance.

        `enough` are the signs before which nothing is said; 0 for what is bad even if it never was otherwise.

        >>> Streak(100, 0.0, 2, 2).is_telling(100), Streak(100, 0.2, 2, 2).is_telling(100)
        (True, False)
        >>> Streak(0, 0.0, 9, 9).is_telling(100), Streak(0, 0.0, 9, 9).is_telling(100, enough=0)
        (False, True)
        """
        if self.count < enough or self.visits < 2:
            return False
        usual = (self.bad * self.count + 0.5) / (self.count + 1)
        return usual**self.length < FALSE_A_YEAR / max(signs_a_year, 20.0)
