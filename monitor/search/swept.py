"""Candidates of a watch after its words were looked for in their rows: counted, or given one by one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from monitor.search.columns import Hit, ids_of
from monitor.search.deciding import Decided, Undecided
from monitor.search.places import Flags, Numbers
from monitor.search.schema import day_at, day_of_order
from monitor.search.snapshot import Snapshot
from monitor.search.tallying import Counted, names_by_number

Leafed = tuple[Hit, frozenset[str] | None]
"""An item with the leaves that stand in it, None where the matcher has to look."""


@dataclass(frozen=True, slots=True)
class Swept:
    """Candidates with what the rows say of them; those `apart` are not counted."""

    items: Undecided
    decided: Decided
    apart: Flags

    def one_by_one(self) -> Iterator[Leafed]:
        """What the matcher has to look at, and what matches and is not counted."""
        for at in np.flatnonzero(self.decided.open).tolist():
            yield self.items.hits[at], None
        known = np.flatnonzero(self.decided.matching & self.apart)
        for at, leaves in zip(known.tolist(), self.decided.leaves_in(known), strict=True):
            yield self.items.hits[at], leaves

    def counted(self, snapshot: Snapshot, newest: int) -> Counted:
        """The others that match, with the ids of the latest."""
        matching = self.decided.matching & ~self.apart
        chosen = np.flatnonzero(matching)
        passed = int(np.count_nonzero(~(self.decided.matching | self.decided.open)))
        if not len(chosen):
            return Counted(passed=passed)
        days = {day_at(day): count for day, count in _counts(day_of_order(self.items.order[chosen])).items()}
        latest = [self.items.hits[at] for at in chosen[np.argsort(self.items.order[chosen])[-newest:]].tolist()]
        return Counted(
            len(chosen),
            passed,
            Counter(days),
            self._named("source_number", chosen, names_by_number(snapshot.sources)),
            self._named("language_number", chosen, names_by_number(snapshot.languages)),
            Counter({leaf: np.count_nonzero(matching[where]) for leaf, where in self.decided.leaves.items()}),
            ids_of(snapshot.searcher, latest),
        )

    def _named(self, column: str, chosen: Numbers, names: Mapping[int, str]) -> Counter[str]:
        counts = _counts(self.items.column(column)[chosen])
        return Counter({names.get(number, ""): count for number, count in counts.items()})


def _counts(numbers: Numbers) -> dict[int, int]:
    values, counts = np.unique(numbers, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))
