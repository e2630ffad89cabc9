"""An index that is ready to be asked: caught up, or built anew where it is missing or damaged."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Final, TypeVar

from monitor.errors import MonitorError
from monitor.search.directory import Busy, Directory
from monitor.search.keeping import Keeper, Progress, silent
from monitor.search.snapshot import Snapshot
from monitor.store.archive import Archive

# Seconds between two looks at the database for what is new, and those that an asker waits for the index.
FRESH: Final = 1.0
PATIENCE: Final = 3.0
BUSY: Final = 0.2
UNWRITABLE = "The search index cannot be written: {reason}."
OLD = "The newest items may be missing."
LATE = "The index is being brought up to date; the newest items may be missing."
REBUILT = "The search index was {state} and has been built anew."
BUILDING = "The search index was {state} and is being built anew: {done:,} of {total:,} items."
FIRST = "The search index is being built: {done:,} of {total:,} items."
NEW = "new"
LOG = logging.getLogger("monitor.search")
T = TypeVar("T")


class IndexBrokenError(MonitorError):
    """The index cannot be read; raised by `reading`, and by `Search` where it could not be built anew."""


class Readiness:
    """Keeps one index ready inside one event loop."""

    def __init__(self, directory: Directory, archive: Archive) -> None:
        self.directory = directory
        self.keeper = Keeper(directory, archive)
        self.progress = (0, 0)
        self._looked = float("-inf")
        self._work: asyncio.Task[None] | None = None
        self._readable = asyncio.Event()
        self._tell: Progress = silent
        self._notice = ""
        self._trouble = ""

    async def ready(self, patience: float | None = PATIENCE, tell: Progress = silent) -> tuple[Snapshot | None, str]:
        """The index, None while it is being built, and a sentence where something has to be said.

        Waits `patience` seconds for it, None: as long as it takes. Raises `DatabaseUnavailable`.
        """
        self._tell = tell
        if self._work is None and (not await self._is_good() or monotonic() - self._looked > FRESH):
            self._readable.clear()
            self._work = asyncio.create_task(self._bring_up())
        is_late = self._work is not None and not await self._finished(patience)
        snapshot = await asyncio.to_thread(self.directory.snapshot)
        if snapshot is None:
            done, total = self.progress
            words = FIRST if self._notice == NEW else BUILDING
            return None, words.format(state=self._notice or "missing", done=done, total=total)
        return snapshot, self._said(is_late=is_late)

    def _said(self, *, is_late: bool) -> str:
        """What has to be said of an index that can be read; that it was built anew, once."""
        if is_late or self._trouble:
            return self._trouble or LATE
        notice, self._notice = self._notice, ""
        return "" if notice in {"", NEW} else REBUILT.format(state=notice)

    async def _finished(self, patience: float | None) -> bool:
        """Whether the work is done in time, or what is new can be read already; raises what it raised."""
        work = self._work
        assert work is not None
        readable = asyncio.create_task(self._readable.wait())
        wanted = {work} if patience is None else {work, readable}
        try:
            await asyncio.wait(wanted, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            readable.cancel()
        if not work.done():
            return self._readable.is_set()
        self._work = None
        work.result()
        return True

    async def broken(self) -> None:
        """Builds an index anew that looked good and could not be read."""
        self._notice = "damaged"
        LOG.warning("The search index could not be read; it is built anew.")
        with suppress(Busy):  # another process has seen it too
            await self.keeper.rebuild(self._note)

    async def rebuild(self, tell: Progress = silent) -> int:
        """Builds the index anew, as soon as no other process writes it; gives the number of items."""
        while True:
            try:
                return await self.keeper.rebuild(tell)
            except Busy:
                await asyncio.sleep(BUSY)

    async def close(self) -> None:
        """Ends what is under way; the next one begins anew."""
        if self._work is not None:
            self._work.cancel()
            with suppress(asyncio.CancelledError, MonitorError):
                await self._work

    async def _is_good(self) -> bool:
        return await asyncio.to_thread(self.directory.snapshot) is not None

    async def _bring_up(self) -> None:
        try:
            await self._catch_up()
            self._trouble = ""
        except (ValueError, OSError) as error:  # no space left, or a directory that is not ours
            reason = UNWRITABLE.format(reason=error)
            LOG.warning(reason)
            if not await self._is_good():
                raise IndexBrokenError(reason) from error
            self._trouble = f"{reason} {OLD}"
        finally:
            self._looked = monotonic()

    async def _catch_up(self) -> None:
        while True:
            try:
                if not await self._is_good():
                    await self._build()
                await self.keeper.catch_up(self._readable.set)
                break
            except Busy:
                if await self._is_good():
                    break
                await asyncio.sleep(BUSY)
            except (ValueError, OSError):
                await self.broken()

    async def _build(self) -> None:
        self._notice = await asyncio.to_thread(self.directory.state)
        if self._notice != NEW:
            LOG.warning("The search index is %s; it is built anew.", self._notice)
        await self.keeper.rebuild(self._note)

    def _note(self, done: int, total: int) -> None:
        self.progress = done, total
        self._tell(done, total)


async def reading(work: Callable[[], T]) -> T:
    """What a piece of work with the index gives, done in a thread; raises `IndexBrokenError`."""
    try:
        return await asyncio.to_thread(_guarded, work)
    except (ValueError, OSError) as error:
        raise IndexBrokenError(f"The search index cannot be read: {error}") from error


def _guarded(work: Callable[[], T]) -> T:
    try:
        return work()
    except BaseException as error:
        # What Rust calls a panic is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise OSError(str(error)) from error
        raise
