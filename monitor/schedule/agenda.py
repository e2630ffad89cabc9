"""Which sources are due now, and as which visit: the catalogue beside what the store knows."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.schedule.due import demand_of, next_due
from monitor.schedule.judging import present_standings
from monitor.schedule.pace import pace_for
from monitor.settings import REQUESTS_A_DAY, Environment
from monitor.sources.model import Source
from monitor.standing import Standing


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit that is due: the source, the number of the visit, and since when it is due."""

    source: Source
    slot: int
    due: datetime


def pace_of(sources: Iterable[Source], standings: Mapping[str, Standing]) -> float:
    """The pace at which all sources together stay within their requests a day."""
    known = [(source, standings[source.name]) for source in sources if source.name in standings]
    demands = [demand for source, standing in known if (demand := demand_of(source, standing)) is not None]
    return pace_for(demands, REQUESTS_A_DAY * sum(demand.cost for demand in demands)) if demands else 1.0


def agenda(
    sources: Sequence[Source], standings: Mapping[str, Standing], now: datetime, pace: float
) -> tuple[list[Visit], datetime | None]:
    """The visits that are due, longest due first, and when the next one after them will be."""
    visits: list[Visit] = []
    later: datetime | None = None
    for source in sources:
        standing = standings.get(source.name)
        due = next_due(source, standing, now, pace)
        if due <= now:
            visits.append(Visit(source, (standing.visits if standing else 0) + 1, due))
        else:
            later = due if later is None else min(later, due)
    return sorted(visits, key=lambda visit: (visit.due, visit.source.name)), later


def due_visits(environment: Environment, sources: Iterable[Source], now: datetime) -> list[Visit]:
    """The visits that are due, by the state in the store."""
    return asyncio.run(_due_visits(environment, list(sources), now))


async def _due_visits(environment: Environment, sources: list[Source], now: datetime) -> list[Visit]:
    standings = await present_standings(environment, sources, now)
    return agenda(sources, standings, now, pace_of(sources, standings))[0]
