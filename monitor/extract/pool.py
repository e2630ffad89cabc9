"""Worker processes that read pages; a page that kills or stalls its worker costs that page only.

Trafilatura, lxml and pdfium are C code that hostile input can crash, loop or bloat, and none of
them is safe to use from several threads: hence processes, with a time and a memory limit each.
Everything here runs on the caller's event loop, without threads of its own.
"""

import asyncio
import contextlib
import fcntl
import pickle
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from typing import ParamSpec, TypeVar, cast

from monitor.errors import EntryError, ExtractionError
from monitor.extract.reading import ArticleReading, NotAnArticle, Reading
from monitor.extract.worker import LENGTH, Done, Failed, command
from monitor.items import Page

# Pages that lie ready at a worker, so that it never waits for a busy event loop.
_AHEAD = 2
_START = 60.0  # seconds for a process to start and warm up
_PIPE = 1 << 20  # bytes, the most that Linux gives to everyone
_IN_FLIGHT = 4  # pages for each worker that callers may have under way


P = ParamSpec("P")
T = TypeVar("T")


@dataclass(order=True)
class _Job:
    number: int
    payload: bytes = field(compare=False)
    answer: asyncio.Future[object] = field(compare=False)
    seconds: float = field(default=0.0, compare=False)

    def settle(self, answer: object) -> None:
        """Hands the answer to the caller, if it still waits."""
        if self.answer.done():
            return
        if isinstance(answer, ExtractionError | EntryError):
            self.answer.set_exception(answer)
        elif isinstance(answer, Failed):
            self.answer.set_exception(ExtractionError(f"could not be read: {answer.name}"))
        elif isinstance(answer, Done):
            self.seconds = answer.seconds
            self.answer.set_result(answer.value)
        else:
            self.answer.set_exception(ExtractionError("could not be read: no answer"))


class _Worker:
    """One process and the pages that were sent to it, in the order in which it reads them."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.sent: deque[_Job] = deque()

    @classmethod
    async def start(cls, reader: str, seconds: float, nice: int = 0) -> "_Worker":
        """A process that has warmed up; raises OSError, EOFError or TimeoutError where it does not."""
        process = await asyncio.create_subprocess_exec(
            *command(reader, seconds, nice), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
        worker = cls(process)
        worker._widen()
        try:
            greeting = await worker.receive(_START)
            if isinstance(greeting, Failed):
                raise OSError(greeting.name)
        except BaseException:
            await worker.stop()
            raise
        return worker

    def _widen(self) -> None:
        """Lets a whole page into the pipe at once, where the system can: Linux gives it but 64 KiB by itself."""
        assert self._process.stdin is not None
        pipe = self._process.stdin.transport.get_extra_info("pipe")
        with contextlib.suppress(AttributeError, OSError):
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)

    def send(self, job: _Job) -> None:
        """Puts a page into the pipe; it waits there until the process comes to it."""
        assert self._process.stdin is not None
        self.sent.append(job)
        self._process.stdin.write(LENGTH.pack(len(job.payload)) + job.payload)

    async def receive(self, seconds: float) -> object:
        """The next answer; raises EOFError when the process died, TimeoutError when it took too long."""
        assert self._process.stdout is not None
        async with asyncio.timeout(seconds):
            (length,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
            return pickle.loads(await self._process.stdout.readexactly(length))  # noqa: S301 (our own child)

    async def stop(self) -> None:
        """Ends the process at once and waits until it is gone, also when the waiting is cancelled."""
        ending = asyncio.ensure_future(self._end())
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            await ending
            raise

    async def _end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        # Read to its end, or the loop keeps the pipe open.
        while await self._process.stdout.read(1 << 20):
            pass
        await self._process.wait()


class ExtractionPool:
    """Reads pages in `workers` processes, `seconds` at most for each page, on one event loop.

    A process is replaced after `recycle` pages, since C libraries leak. With `workers=0` pages are
    read in this process, without limits. `reader` is what the processes run, as `module:function`.
    """

    def __init__(
        self,
        workers: int,
        seconds: float = 20,
        recycle: int = 5_000,
        reader: str = "monitor.extract.page:read_page",
        nice: int = 0,
    ) -> None:
        self._workers = workers
        self._seconds = seconds
        self._recycle = recycle
        self._reader = reader
        self._nice = nice
        # Seconds of a processor that the pages of each source have taken.
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._room = asyncio.Semaphore(max(1, workers * _IN_FLIGHT))
        self._waiting: asyncio.PriorityQueue[_Job] = asyncio.PriorityQueue()
        self._numbers = count()
        self._slots: list[asyncio.Task[None]] = []
        self._open: set[asyncio.Future[object]] = set()
        self._closed = False

    async def read(self, page: Page, now: datetime) -> Reading:
        """The page's reading; waits while more than four pages a worker are under way.

        Raises `ExtractionError` for a page that killed its worker, took too long, or raised.
        """
        if self._workers == 0:
            # Not at the top: a process that only hands pages to workers need not load what reads them.
            from monitor.extract.page import read_page

            return read_page(page, now)
        reading = await self._ask((None, (page, now)), page.source)
        if isinstance(reading, ArticleReading | NotAnArticle):
            return reading
        raise ExtractionError("could not be read: no answer")

    async def work(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of a module gives, called in a worker; see `extract.work`.

        Raises `EntryError`: the function's own, or one for what killed its worker or took too long.
        """
        if self._workers == 0:
            return function(*args, **kwargs)
        try:
            return cast(T, await self._ask((partial(function, *args, **kwargs), ())))
        except ExtractionError as error:
            raise EntryError(error.reason) from error

    async def _ask(self, job: tuple[object, tuple[object, ...]], source: str = "") -> object:
        async with self._room:
            if self._closed:
                raise ExtractionError("the pool is closed")
            self._start()
            answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
            waiting = _Job(next(self._numbers), pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL), answer)
            self._waiting.put_nowait(waiting)
            self._open.add(answer)
            try:
                return await answer
            finally:
                self._open.discard(answer)
                self.spent[source] += waiting.seconds

    def _start(self) -> None:
        if not self._slots:
            self._slots = [asyncio.create_task(self._work(), name=f"extraction {n}") for n in range(self._workers)]

    async def close(self) -> None:
        """Ends the processes; pages still under way raise `ExtractionError`."""
        self._closed = True
        for slot in self._slots:
            slot.cancel()
        await asyncio.gather(*self._slots, return_exceptions=True)
        for answer in list(self._open):
            if not answer.done():
                answer.set_exception(ExtractionError("the pool is closed"))

    async def _work(self) -> None:
        """One slot: a process after another until the pool closes."""
        while True:
            first = await self._waiting.get()
            try:
                worker = await _Worker.start(self._reader, self._seconds, self._nice)
            except (EOFError, TimeoutError, OSError) as error:
                first.settle(ExtractionError(f"its worker did not start: {error or type(error).__name__}"))
                continue
            except BaseException:
                self._waiting.put_nowait(first)
                raise
            worker.send(first)
            try:
                await self._use(worker)
            finally:
                # Pages behind the one that killed the process are blameless: another reads them.
                for job in worker.sent:
                    self._waiting.put_nowait(job)
                await worker.stop()

    async def _use(self, worker: _Worker) -> None:
        """Feeds a process until it dies, stalls, or has read its share."""
        for number in range(self._recycle):
            await self._feed(worker, self._recycle - number)
            try:
                answer = await worker.receive(self._seconds)
            except TimeoutError:
                worker.sent.popleft().settle(ExtractionError(f"took longer than {self._seconds:g} s"))
                return
            except (EOFError, OSError):
                worker.sent.popleft().settle(ExtractionError("killed its worker"))
                return
            worker.sent.popleft().settle(answer)

    async def _feed(self, worker: _Worker, left: int) -> None:
        """Sends pages ahead as far as there are any; waits for one only when the process has none."""
        if not worker.sent:
            worker.send(await self._waiting.get())
        while len(worker.sent) < min(_AHEAD, left) and not self._waiting.empty():
            worker.send(self._waiting.get_nowait())
