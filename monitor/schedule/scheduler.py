"""The part that decides: what is due is handed to crawl workers, and what their runs show is judged."""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import get_args

from monitor.errors import MonitorError
from monitor.schedule.crew import WORKERS, Crew
from monitor.schedule.judging import judge_runs
from monitor.schedule.outlook import Outlook
from monitor.schedule.part import Fact, Work, repeat, unread_files
from monitor.schedule.shelf import Shelf
from monitor.standing import HealthState
from monitor.store.store import Store

logger = logging.getLogger(__name__)

SECONDS = 5.0
SHELF_SECONDS = 20.0


@dataclass(slots=True)
class Scheduler:
    """One round after the other; see `run`."""

    shelf: Shelf
    outlook: Outlook = field(default_factory=Outlook)
    ended: set[str] = field(default_factory=set)
    crew: Crew = field(init=False)
    visits: int = 0
    _shelf_at: float = float("-inf")

    def __post_init__(self) -> None:
        self.crew = Crew(lambda name, status: self.ended.add(name))

    async def __call__(self, store: Store, work: Work) -> Mapping[str, Fact]:
        """Judges what ended, hands out what is due, and says how things stand."""
        self._refresh_shelf()
        now = work.now()
        sources = self.shelf.sources
        await judge_runs(store, sources, now)
        await self.outlook.refresh(store, sources, self.shelf.generation, now)
        ended = list(self.ended)
        await self.outlook.look_again(store, ended)
        self.ended.difference_update(ended)
        due, _ = self.outlook.visits(sources, now)
        self.visits += await self.crew.hand_out(due)
        self.crew.look_after()
        return self._facts(now, [visit.due for visit in due if visit.source.name not in self.crew.busy])

    def _refresh_shelf(self) -> None:
        if time.monotonic() - self._shelf_at < SHELF_SECONDS:
            return
        self._shelf_at = time.monotonic()
        try:
            self.shelf.refresh()
        except (MonitorError, OSError) as error:  # such as no file at all may be opened
            logger.error("the catalogue cannot be read and stays as it was: %s", error)

    def _facts(self, now: datetime, waiting: list[datetime]) -> dict[str, Fact]:
        states = Counter(
            standing.health.state for name, standing in self.outlook.standings.items() if name in self.shelf.sources
        )
        late = (now - min(waiting)).total_seconds() if waiting else 0.0
        facts: dict[str, Fact] = {
            "sources": len(self.shelf.sources),
            "broken_files": self.shelf.problems,
            "trouble": unread_files("sources", self.shelf.problems),
            "due": len(waiting),
            "late_seconds": max(late, 0.0),
            "crawling": len(self.crew.busy),
            "workers": len(self.crew.crawlers),
            "worker_deaths_total": self.crew.deaths,
            "visits_total": self.visits,
        }
        return facts | {f"sources_{state}": states[state] for state in get_args(HealthState)}


async def run(work: Work) -> None:
    """Schedules until told to stop."""
    scheduler = Scheduler(Shelf(work.environment, work.options.get("group", "")))
    scheduler.crew.workers = int(work.options.get("workers", str(WORKERS)))
    try:
        await repeat(work, SECONDS, scheduler)
    finally:
        await scheduler.crew.stop()
