"""Keeps one source's costly pages from holding up those of the others.

A source that nobody knows yet has one page at a time in the workers, a known one as many as there are
workers. One whose page killed its worker or took too long, or whose pages cost far more than pages do,
is read from then on by a process of its own, which runs only when nothing else wants the processor.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec, TypeVar

from monitor.errors import EntryError, ExtractionError
from monitor.extract.pool import ExtractionPool
from monitor.extract.reading import Reading
from monitor.extract.work import Work
from monitor.items import Page

P = ParamSpec("P")
T = TypeVar("T")

# Seconds of a processor for a page, on average over a run, beyond which a source is costly; most need 0.05.
COSTLY = 1.0
# Before so many seconds were spent nothing is said of an average.
PATIENCE = 3.0
# After so many pages without trouble a source is known.
KNOWN_AFTER = 3
LOWEST_PRIORITY = 19
TROUBLE = ("took longer", "killed its worker")


class Lanes:
    """An `ExtractionPool` for all sources, and a slow one beside it for those that misbehave."""

    def __init__(self, pool_class: type[ExtractionPool], workers: int, seconds: float) -> None:
        self.main = pool_class(workers, seconds=seconds)
        self.side = pool_class(min(workers, 1), seconds=seconds, nice=LOWEST_PRIORITY)
        self.misbehaving: set[str] = set()
        self._workers = max(1, workers)
        self._read: Counter[str] = Counter()
        self._one: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(1))
        self._some: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(self._workers))

    async def read(self, page: Page, now: datetime) -> Reading:
        """The page's reading; raises `ExtractionError` as `ExtractionPool.read` does."""
        source = page.source
        async with self._turns(source):
            try:
                reading = await self._lane(source).read(page, now)
            except ExtractionError as error:
                self._note(source, error.reason)
                raise
        self._read[source] += 1
        spent = self.main.spent[source]
        if spent > PATIENCE and spent > COSTLY * self._read[source]:
            self.misbehaving.add(source)
        return reading

    def work_of(self, source: str) -> Work:
        """`ExtractionPool.work` in the name of a source: the reading of its entries."""

        async def work(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
            async with self._turns(source):
                try:
                    return await self._lane(source).work(function, *args, **kwargs)
                except EntryError as error:
                    self._note(source, error.reason)
                    raise

        return work

    async def work(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The same for work that is no source's."""
        return await self.main.work(function, *args, **kwargs)

    async def close(self) -> None:
        """Ends the processes; pages still under way raise `ExtractionError`."""
        await self.main.close()
        await self.side.close()

    def _turns(self, source: str) -> asyncio.Semaphore:
        is_known = self._read[source] >= KNOWN_AFTER and source not in self.misbehaving
        return self._some[source] if is_known else self._one[source]

    def _lane(self, source: str) -> ExtractionPool:
        return self.side if source in self.misbehaving else self.main

    def _note(self, source: str, reason: str) -> None:
        if reason.startswith(TROUBLE):
            self.misbehaving.add(source)
