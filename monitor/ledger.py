"""The count of one run: every address taken on is settled exactly once, or the run says so."""

from collections import Counter
from dataclasses import dataclass, field

from monitor.items import Outcome


@dataclass(slots=True)
class Ledger:
    """Addresses taken on by one run of one source, and what became of each.

    `seen = new + known + duplicate + not an article + quarantined` is checked by `balanced`,
    from two counts that are kept apart: addresses are counted when taken, outcomes when settled.

    >>> ledger = Ledger()
    >>> ledger.take("https://example.org/a"), ledger.take("https://example.org/a")
    (True, False)
    >>> ledger.settle("https://example.org/a", Outcome.NEW)
    >>> ledger.seen, ledger.count(Outcome.NEW), ledger.balanced
    (1, 1, True)
    """

    seen: int = 0
    # Taken on but given back unread: interrupted, or over the budget. The next run takes them.
    left: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[tuple[Outcome, str]] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    _open: set[str] = field(default_factory=set)
    _taken: set[str] = field(default_factory=set)

    def take(self, address: str) -> bool:
        """Takes an address on; False when this run has it already."""
        if address in self._taken:
            return False
        self._taken.add(address)
        self._open.add(address)
        self.seen += 1
        return True

    def settle(self, address: str, outcome: Outcome, reason: str = "") -> None:
        """Closes an address. Raises KeyError when it was not open: a page was counted twice."""
        self._open.remove(address)
        self.outcomes[outcome] += 1
        if reason:
            self.reasons[outcome, reason] += 1

    def give_back(self, address: str) -> None:
        """Returns an address unread; it counts as left, not as seen."""
        self._open.remove(address)
        self.seen -= 1
        self.left += 1

    def error(self, cause: str) -> None:
        """Counts something that went wrong, in words that a summary can print."""
        self.errors[cause] += 1

    def count(self, outcome: Outcome) -> int:
        """How many addresses ended that way."""
        return self.outcomes[outcome]

    @property
    def open(self) -> frozenset[str]:
        """Addresses taken on and not settled yet."""
        return frozenset(self._open)

    @property
    def balanced(self) -> bool:
        """Whether every address seen has exactly one outcome."""
        return not self._open and self.seen == self.outcomes.total()


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run of one source as it is stored, shown and given to other programs.

    `status` is "finished", "partial" (something is quarantined, left over, waits on the disk, or an entry failed),
    "failed" (no entry could be read), "interrupted", or "refused" (another process has the source).
    Times are ISO 8601 in UTC, `seconds` is wall time, `bytes` what came over the network.
    """

    source: str
    status: str
    started_at: str
    seconds: float
    seen: int = 0
    new: int = 0
    known: int = 0
    duplicate: int = 0
    not_article: int = 0
    quarantined: int = 0
    left: int = 0
    # Of the known: items whose text changed, whose page was found to be gone, and whose page is there again.
    changed: int = 0
    gone: int = 0
    back: int = 0
    older: int = 0
    spooled: int = 0
    requests: int = 0
    bytes: int = 0
    errors: dict[str, int] = field(default_factory=dict)
    not_article_reasons: dict[str, int] = field(default_factory=dict)
    duplicate_reasons: dict[str, int] = field(default_factory=dict)
    quarantine_reasons: dict[str, int] = field(default_factory=dict)
    left_reasons: dict[str, int] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    # What visits to the pages of known items showed.
    visits: dict[str, int] = field(default_factory=dict)
    # New items by the watch that found them, and watches that cannot be used with the reason.
    matches: dict[str, int] = field(default_factory=dict)
    broken_watches: dict[str, str] = field(default_factory=dict)
    balanced: bool = True

    @property
    def line(self) -> str:
        """The run in one line.

        >>> RunSummary("courier", "finished", "", 1.25, seen=7, new=3, known=4, changed=1).line
        'courier: finished: 7 seen, 3 new, 1 changed; 1.2 s'
        """
        others = ("changed", "gone", "back", "quarantined", "left")
        parts = [f"{self.seen} seen", f"{self.new} new"]
        parts += [f"{count} {name}" for name in others if (count := getattr(self, name))]
        parts += [f"{cause} ({count})" for cause, count in self.errors.items()]
        return f"{self.source}: {self.status}: {', '.join(parts)}; {self.seconds:.1f} s"
