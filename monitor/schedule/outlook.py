"""What is due, kept up to date cheaply: only sources that changed are looked at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.schedule.agenda import Visit, pace_of
from monitor.schedule.due import next_due
from monitor.sources.model import Source
from monitor.standing import Standing
from monitor.store.store import Store

# How often the pace is set anew, and how often what other machines did is looked for.
PACE_EVERY = timedelta(hours=1)
SWEEP_EVERY = timedelta(minutes=1)


@dataclass(slots=True)
class Outlook:
    """The standings of all sources and the moments when they are due."""

    standings: dict[str, Standing] = field(default_factory=dict)
    pace: float = 1.0
    _due: dict[str, datetime] = field(default_factory=dict)
    _paced_at: datetime | None = None
    _swept_at: datetime | None = None
    _generation: int = -1

    async def refresh(self, store: Store, sources: Mapping[str, Source], generation: int, now: datetime) -> None:
        """Brings in what has changed in the store and in the catalogue."""
        if _is_time(self._swept_at, now, SWEEP_EVERY):
            self._swept_at = now
            await self.look_again(store, await self._stale(store))
        if generation != self._generation or _is_time(self._paced_at, now, PACE_EVERY):
            self._generation, self._paced_at = generation, now
            self.pace = pace_of(sources.values(), self.standings)
            self._due.clear()

    async def look_again(self, store: Store, names: Iterable[str]) -> None:
        """Reads the standings of some sources anew."""
        wanted = list(names)
        if wanted:
            self.standings |= await store.standings.all(wanted)
        for name in wanted:
            self._due.pop(name, None)

    def visits(self, sources: Mapping[str, Source], now: datetime) -> tuple[list[Visit], datetime | None]:
        """The visits that are due, longest due first, and when the next one will be."""
        found, later = [], None
        for name, source in sources.items():
            due = self._due_of(source, now)
            if due <= now:
                standing = self.standings.get(name)
                found.append(Visit(source, (standing.visits if standing else 0) + 1, due))
            else:
                later = due if later is None else min(later, due)
        return sorted(found, key=lambda visit: (visit.due, visit.source.name)), later

    def _due_of(self, source: Source, now: datetime) -> datetime:
        standing = self.standings.get(source.name)
        due = self._due.get(source.name)
        if due is None or (standing is not None and standing.last_visit is not None and standing.last_visit > now):
            due = self._due[source.name] = next_due(source, standing, now, self.pace)
        return due

    async def _stale(self, store: Store) -> list[str]:
        counts = await store.standings.counts()
        known = {name: (standing.visits, standing.judged) for name, standing in self.standings.items()}
        return [name for name, count in counts.items() if known.get(name) != count]


def _is_time(last: datetime | None, now: datetime, every: timedelta) -> bool:
    """Also when the clock was set back."""
    return last is None or not timedelta(0) <= now - last < every
