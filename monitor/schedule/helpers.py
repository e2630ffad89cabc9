"""Further processes of one crawl, each with a share of its sources: one core fetches some 200 pages a second."""

import asyncio
import os
import pickle
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BufferedReader, BufferedWriter

from monitor.ledger import RunSummary
from monitor.schedule.children import fork
from monitor.schedule.hosts import host_of
from monitor.schedule.progress import Progress, Underway
from monitor.sources.model import Source

# Seconds between two words of a helper on what it is at.
TELL_SECONDS = 0.5
# The first process settles what all of them store: as much work as to fetch this part of it all.
SETTLING = 0.2

Told = list[Underway] | RunSummary | str
Tell = Callable[[Told], None]
# Crawls a share, tells of it, and gives the code to end with.
Work = Callable[[list[Source], Tell], int]


def shared_out(sources: Sequence[Source], number: int) -> list[list[Source]]:
    """So many shares that are about as much work, without empty ones; the first is for whoever settles as well.

    Sources of one host are in one share: requests to a host take turns within a process only.

    >>> sources = [Source(name, "g", name, f"https://{host}.example") for name, host in ("ax", "by", "cx", "dz")]
    >>> [[source.name for source in share] for share in shared_out(sources, 2)]
    [['b', 'd'], ['a', 'c']]
    """
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(host_of(source), []).append(source)
    shares: list[list[Source]] = [[] for _ in range(max(1, number))]
    loads = [SETTLING * len(sources), *[0.0] * (len(shares) - 1)]
    for group in sorted(hosts.values(), key=len, reverse=True):
        lightest = loads.index(min(loads))
        shares[lightest].extend(group)
        loads[lightest] += len(group)
    return [share for share in shares if share] or [[]]


@dataclass(slots=True)
class Helper:
    """One such process, and the end of the pipe on which it tells of its crawl."""

    pid: int
    share: list[Source]
    pipe: BufferedReader
    has_ended: bool = False
    # Of its own: many helpers would take all those that others wait for.
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))

    @classmethod
    def start(cls, share: list[Source], work: Work) -> "Helper":
        """Forks it; to be called before the reactor runs."""
        reading, writing = os.pipe()

        def child() -> int:
            os.close(reading)
            # A Ctrl-C at the terminal is for the parent, which hands it on.
            os.setsid()
            with os.fdopen(writing, "wb") as pipe:
                return work(share, _telling(pipe))

        pid = fork(child)
        os.close(writing)
        return cls(pid, share, os.fdopen(reading, "rb"))

    async def follow(self, progress: Progress) -> None:
        """Takes its progress into ours until it has ended; what it owes then has failed, with the cause."""
        owed, cause = {source.name for source in self.share}, ""
        loop = asyncio.get_running_loop()
        while (told := await loop.run_in_executor(self.thread, self._told)) is not None:
            if isinstance(told, RunSummary):
                progress.done.append(told)
                owed.discard(told.source)
            elif isinstance(told, str):
                cause = told
            else:
                progress.elsewhere[self.pid] = told
        progress.elsewhere.pop(self.pid, None)
        code = await loop.run_in_executor(self.thread, self._end)
        self.thread.shutdown(wait=False)
        if not progress.stopping:
            progress.done += [_failed(name, cause or f"its crawl process ended with {code}") for name in sorted(owed)]

    def stop(self) -> None:
        """Lets it store what it has and end; told a second time, it ends at once."""
        if not self.has_ended:
            with suppress(ProcessLookupError):  # it ended in this moment
                os.kill(self.pid, signal.SIGTERM)

    def _told(self) -> Told | None:
        try:
            told: Told = pickle.load(self.pipe)  # noqa: S301 - from our own child
        except (EOFError, pickle.UnpicklingError):  # it ended, or died in the middle of a word
            return None
        return told

    def _end(self) -> str:
        self.pipe.close()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.has_ended = True
        return f"signal {-code}" if code < 0 else f"code {code}"


def _telling(pipe: BufferedWriter) -> Tell:
    def tell(told: Told) -> None:
        pickle.dump(told, pipe)
        pipe.flush()

    return tell


async def tell_of(progress: Progress, tell: Tell) -> None:
    """Tells of a progress until it is cancelled, and then of what was not told yet."""
    count = 0
    try:
        while True:
            for run in progress.done[count:]:
                tell(run)
                count += 1
            tell(progress.underway())
            await asyncio.sleep(TELL_SECONDS)
    finally:
        for run in progress.done[count:]:
            tell(run)


def _failed(source: str, cause: str) -> RunSummary:
    return RunSummary(source, "failed", datetime.now(UTC).isoformat(), 0.0, errors={cause: 1})
