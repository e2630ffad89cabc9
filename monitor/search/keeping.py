"""Brings the index to where the database is, and builds it anew."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

import tantivy

from monitor.search.adding import Adding
from monitor.search.bounds import ALL
from monitor.search.columns import changes_of, identities
from monitor.search.directory import HEAP, Directory
from monitor.search.schema import milliseconds
from monitor.search.snapshot import Snapshot
from monitor.store.archive import Archive, Mark

Progress = Callable[[int, int], None]
# Ids and changes of several processes do not come in the order of their moments; nor do clocks agree.
OVERLAP: Final = timedelta(minutes=10)
AT_ONCE: Final = 500
LOG = logging.getLogger("monitor.search")


def silent(done: int, total: int) -> None:
    """For those who need not be told how far a rebuilding is."""


def nobody_waits() -> None:
    """For those who go on when all is done."""


class Keeper:
    """Writes the index of one database; each call is for one process at a time and raises `Busy` in another."""

    def __init__(self, directory: Directory, archive: Archive) -> None:
        self.directory = directory
        self.archive = archive

    async def rebuild(self, progress: Progress = silent) -> int:
        """Builds the index anew from the database, while the old one is read on; gives the number of items."""
        with self.directory.writing():
            total, done = await self.archive.count(), 0
            with self.directory.building() as index:
                adding = Adding(index.writer(HEAP, 1), self.directory.volumes(building=True))
                async for items in _ahead(self.archive.all(AT_ONCE)):
                    await asyncio.to_thread(adding.add, items)
                    done += len(items)
                    progress(done, max(total, done))
                await asyncio.to_thread(adding.finish)
                await asyncio.to_thread(self.directory.exchange)
        return done

    async def catch_up(self, readable: Callable[[], None] = nobody_waits) -> int:
        """Takes in what is new, changed or gone since the last time; gives the number of items.

        Calls `readable` when they can be found, which is long before the end where large parts of the index
        are put together. Raises ValueError or OSError where the index cannot be written.
        """
        snapshot = await asyncio.to_thread(self.directory.snapshot)
        if snapshot is None:
            return 0
        wanted = await self._missing(snapshot)
        gone = [] if await self._is_complete(snapshot, wanted) else await self._compare(snapshot, wanted)
        if not (wanted or gone):
            return 0
        with self.directory.writing():
            await self._write(sorted(wanted), gone, readable)
        return len(wanted) + len(gone)

    async def _missing(self, snapshot: Snapshot) -> set[str]:
        """Items that are not in the index as they are now, by what is newest in it."""
        stored, changed = await asyncio.to_thread(lambda: (snapshot.stored - OVERLAP, snapshot.changed - OVERLAP))
        marks = [*await self.archive.stored_since(stored), *await self.archive.changed_since(changed)]
        return await asyncio.to_thread(_unknown, snapshot.searcher, marks)

    async def _is_complete(self, snapshot: Snapshot, wanted: Iterable[str]) -> bool:
        new = await asyncio.to_thread(lambda: sum(not changes_of(snapshot.searcher, [one]) for one in wanted))
        return snapshot.num_docs + new == await self.archive.count()

    async def _compare(self, snapshot: Snapshot, wanted: set[str]) -> list[str]:
        """Items of the index that are no more; adds to `wanted` what it lacks. Looks at all ids."""
        known = await asyncio.to_thread(lambda: set(identities(snapshot.searcher, ALL)))
        async for ids in self.archive.ids():
            wanted.update(one for one in ids if one not in known)
            known.difference_update(ids)
        return sorted(known)

    async def _write(self, wanted: Sequence[str], gone: Sequence[str], readable: Callable[[], None]) -> None:
        index = await asyncio.to_thread(self.directory.open)
        adding = Adding(index.writer(HEAP, 1), self.directory.volumes())
        for start in range(0, len(wanted), AT_ONCE):
            ids = wanted[start : start + AT_ONCE]
            items = await self.archive.some(ids)
            await asyncio.to_thread(adding.replace, ids, items)
        await asyncio.to_thread(adding.replace, gone, ())
        await asyncio.to_thread(adding.commit)
        readable()
        await asyncio.to_thread(adding.close)


async def _ahead(batches: AsyncIterator[list[dict[str, Any]]]) -> AsyncIterator[list[dict[str, Any]]]:
    """The same batches; the next one is fetched while one is worked on."""
    following = asyncio.ensure_future(anext(batches, None))
    try:
        while (batch := await following) is not None:
            following = asyncio.ensure_future(anext(batches, None))
            yield batch
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following


def _unknown(searcher: tantivy.Searcher, marks: Sequence[Mark]) -> set[str]:
    """Items that are not in the index, or with an older text."""
    if not marks:
        return set()
    known = changes_of(searcher, {identity for identity, _ in marks})
    return {identity for identity, changed in marks if known.get(identity) != milliseconds(changed)}
