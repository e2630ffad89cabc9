"""What the items of one source have shown about its dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.items import DateCandidate, Evidence

# Fewer than these prove nothing.
ENOUGH_TO_DOUBT, ENOUGH_TO_PROVE, ENOUGH_DENIALS, ENOUGH_ALIKE = 6, 10, 3, 8
# A day given to most items of a source is news while it is fresh, and a template's later on.
_FRESH = timedelta(days=7)
_MOST_ITEMS = 0.6

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Learned:
    """Counts over a source's items; all keys are text, so that it can be stored as JSON.

    `right` and `wrong` count, by kind of evidence, how often it named the day on which
    independent voices agreed, or another one. `days` counts items by evidence and day ("jsonld
    2019-03-01"), `denied` those among them in which everything else named other days. `orders`
    counts numeric dates that show which of day and month comes first ("DMY" or "MDY"), `clocks`
    moments by day and minutes east of Greenwich ("2026-03-04 120").
    """

    right: Counts = field(default_factory=dict)
    wrong: Counts = field(default_factory=dict)
    days: Counts = field(default_factory=dict)
    denied: Counts = field(default_factory=dict)
    orders: Counts = field(default_factory=dict)
    clocks: Counts = field(default_factory=dict)

    def factor(self, one: DateCandidate, now: datetime) -> float:
        """By how much a candidate's worth shrinks.

        >>> from datetime import UTC, date
        >>> one = DateCandidate("meta", "", date(2024, 5, 3), "day")
        >>> Learned(wrong={"meta": 9}).factor(one, datetime(2024, 5, 4, tzinfo=UTC))
        0.2
        """
        if self.is_template(one, now):
            return 0.1
        share = self._wrong_share(one.evidence)
        return 0.2 if share >= 0.5 else 0.6 if share >= 0.2 else 1.0

    def doubts(self, one: DateCandidate, now: datetime) -> bool:
        """Whether such a date is too often not the publication to be called sure."""
        return self.is_template(one, now) or self._wrong_share(one.evidence) >= 0.2

    def proves(self, evidence: Evidence) -> bool:
        """Whether this kind of evidence has been right in item after item."""
        return self.right.get(evidence, 0) >= ENOUGH_TO_PROVE and self._wrong_share(evidence) < 0.03

    def is_template(self, one: DateCandidate, now: datetime) -> bool:
        """Whether a day belongs to the site rather than to its items: it stands in many, and others deny it."""
        if not self.days and not self.denied:
            return False
        key = day_key(one)
        seen, denied = self.days.get(key, 0), self.denied.get(key, 0)
        if denied >= ENOUGH_DENIALS and 2 * denied > seen:
            return True
        if seen < ENOUGH_ALIKE or now.date() - one.day <= _FRESH:
            return False
        everything = sum(count for other, count in self.days.items() if other.startswith(f"{one.evidence} "))
        return seen >= _MOST_ITEMS * everything

    def _wrong_share(self, evidence: Evidence) -> float:
        wrong = self.wrong.get(evidence, 0)
        count = wrong + self.right.get(evidence, 0)
        return wrong / count if count >= ENOUGH_TO_DOUBT else 0.0


NOTHING = Learned()


def day_key(one: DateCandidate) -> str:
    """Under which a candidate's day is counted.

    >>> from datetime import date
    >>> day_key(DateCandidate("jsonld", "", date(2019, 3, 1), "day"))
    'jsonld 2019-03-01'
    """
    return f"{one.evidence} {one.day.isoformat()}"
