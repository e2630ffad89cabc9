"""The account of a run's visits to pages of stored items."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.extract.urls import host
from monitor.versions.presence import Look, Sign, sign_of
from monitor.versions.revisit import Revisit, Visited, visited

UNCHANGED, CHANGED, POSTPONED = "unchanged", "changed", "postponed"
NOTHING_THERE = "nothing of the site is there"
# So many pages missing, and none in its place, are no longer single take-downs.
MANY = 5


@dataclass(frozen=True, slots=True)
class _Seen:
    revisit: Revisit
    sign: Sign
    evidence: str
    at: datetime
    headers: Sequence[tuple[str, str]] | None = None
    basis: bytes | None = None


@dataclass(slots=True)
class Revisits:
    """Pages due for a visit, by the key of their address, and what the visits showed."""

    due: dict[str, Revisit] = field(default_factory=dict)
    first: timedelta = timedelta(0)
    # What the visits found, in words for the summary.
    counts: Counter[str] = field(default_factory=Counter)
    returned: int = 0  # pages that were gone and are there again with another text
    _seen: list[_Seen] = field(default_factory=list)

    def there(
        self, key: str, at: datetime, headers: Sequence[tuple[str, str]] | None = None, basis: bytes | None = None
    ) -> None:
        """The page is in its place with its text; `headers` where it was read again."""
        self.counts[UNCHANGED] += 1
        self._seen.append(_Seen(self.due[key], "there", UNCHANGED, at, headers, basis))

    def changed(self, key: str) -> None:
        """The page has another text, which the store has taken on."""
        self.counts[CHANGED] += 1
        self.returned += self.due[key].presence.gone

    def postponed(self, key: str) -> None:
        """The visit was not made, or came to nothing; it stays due."""
        self.counts[POSTPONED] += 1

    def failed(self, key: str, reason: str, at: datetime) -> None:
        """Something else stands in the page's place, or no answer came."""
        self.counts[reason] += 1
        revisit = self.due[key]
        self._seen.append(_Seen(revisit, sign_of(reason, was_read=revisit.was_read), reason, at))

    def concluded(self, alive: Iterable[str], dark: Iterable[str] = ()) -> list[Visited]:
        """What the visits come to; `alive` are hosts that this run had something good from, `dark` those that
        failed it otherwise too.

        Missing pages of a dark host say that it is down, not that they are gone. Where the run had no other
        business with a host, they count like those of a site that may have been moved.
        """
        there = {host(seen.revisit.url) for seen in self._seen if seen.sign == "there"}
        missing = Counter(host(seen.revisit.url) for seen in self._seen if seen.sign == "missing")
        together = {name for name, count in missing.items() if count >= MANY and name not in there}
        together |= missing.keys() - there - set(alive)
        return [self._concluded(seen, set(dark) - there - set(alive), together) for seen in self._seen]

    def _concluded(self, seen: _Seen, dark: set[str], together: set[str]) -> Visited:
        name = host(seen.revisit.url)
        look = Look(seen.sign, seen.evidence, seen.at, name in together)
        if seen.sign == "missing" and name in dark:
            look = Look("down", NOTHING_THERE, seen.at)
        return visited(seen.revisit, look, first=self.first, headers=seen.headers, basis=seen.basis)
