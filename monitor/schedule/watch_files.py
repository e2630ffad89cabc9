"""Watch files of a running system: what is changed in one counts soon, also while no crawl begins."""

import asyncio

from monitor.pipelines.watch_book import bring_in_files
from monitor.schedule.part import Work
from monitor.store.store import Store
from monitor.watches.files import state_of_files


class KeptWatches:
    """Brings watch files into the database whenever one of them has changed."""

    def __init__(self) -> None:
        self._state: frozenset[tuple[str, int, int]] | None = None
        self._broken = 0

    async def bring_in(self, store: Store, work: Work) -> int:
        """How many files are broken, each of which was named in the log once. Raises `DatabaseUnavailable`."""
        state = await asyncio.to_thread(state_of_files, work.environment)
        if state != self._state:
            self._broken = len(await bring_in_files(store.watches, work.environment, work.now()))
            self._state = state
        return self._broken
