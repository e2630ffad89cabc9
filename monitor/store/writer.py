"""The writer: gathers articles of all sources and stores them in bulk."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from monitor.errors import DatabaseUnavailable
from monitor.items import Article, Outcome
from monitor.store.bulk import StoreResult
from monitor.store.documents import Document, article_document, encode
from monitor.store.store import Store

Settled = Callable[[StoreResult], None]
Waiting = tuple[Document, Settled]

BATCH = 200
SECONDS = 1.0
QUEUE = 1_000
# After MongoDB went away, how long articles go to the disk unasked before it is tried again.
PAUSE_SECONDS = 5.0


class Writer:
    """Stores each article within about a second and then says what became of it.

    While MongoDB is away articles lie on the local disk and count as new; they are stored as soon
    as it is back.
    """

    def __init__(
        self,
        store: Store,
        *,
        batch: int = BATCH,
        seconds: float = SECONDS,
        queue: int = QUEUE,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self.store = store
        self.spooled = 0
        self._batch = batch
        self._seconds = seconds
        self._pause = pause
        self._queue: asyncio.Queue[Waiting | None] = asyncio.Queue(queue)
        self._task: asyncio.Task[None] | None = None
        self._away_until = 0.0

    async def put(self, article: Article, settled: Settled) -> None:
        """Takes an article on and waits while too many wait already.

        `settled` is called once, when the article is safe on a disk or known to be unstorable.
        """
        task = self._running()
        waiting = (article_document(article), settled)
        try:
            self._queue.put_nowait(waiting)
        except asyncio.QueueFull:
            await _unless_broken(task, self._queue.put(waiting))

    async def drain(self) -> None:
        """Stores whatever waits; when this returns everything that was put is settled."""
        if self._task is not None:
            task = self._task
            await _unless_broken(task, self._queue.put(None))
            await _unless_broken(task, self._queue.join())
            await task
            self._task = None

    def _running(self) -> asyncio.Task[None]:
        if self._task is not None and self._task.done():
            self._task.result()  # raises what broke it
            self._task = None
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return self._task

    async def _run(self) -> None:
        ended = False
        while not ended:
            batch, ended = await self._gather()
            try:
                await self._flush(batch)
            finally:
                for _ in range(len(batch) + ended):
                    self._queue.task_done()

    async def _gather(self) -> tuple[list[Waiting], bool]:
        """The next batch, and whether it is the last one before the end of a drain."""
        batch: list[Waiting] = []
        waiting = await self._queue.get()
        try:
            async with asyncio.timeout(self._seconds):
                while waiting is not None:
                    batch.append(waiting)
                    if len(batch) == self._batch:
                        return batch, False
                    waiting = await self._queue.get()
        except TimeoutError:
            return batch, False
        return batch, True

    async def _flush(self, batch: list[Waiting]) -> None:
        if not batch:
            return
        results = await self._store([document for document, _ in batch])
        for (_, settled), result in zip(batch, results, strict=True):
            settled(result)

    async def _store(self, documents: list[Document]) -> list[StoreResult]:
        loop = asyncio.get_running_loop()
        if loop.time() < self._away_until:
            return await self._to_disk(documents)
        try:
            results = await self._to_database(documents)
        except DatabaseUnavailable:
            self._away_until = loop.time() + self._pause
            return await self._to_disk(documents)
        await self._replay()
        return results

    async def _to_database(self, documents: list[Document]) -> list[StoreResult]:
        try:
            return await self.store.items.store_documents(documents)
        except DatabaseUnavailable:
            if not await self.store.revive():
                raise
        return await self.store.items.store_documents(documents)

    async def _replay(self) -> None:
        if not self.spooled:
            return
        try:
            await self.store.spool.replay(self.store.items.store_documents)
        except DatabaseUnavailable:  # away again; the spool keeps what it has
            return
        self.spooled = 0

    async def _to_disk(self, documents: list[Document]) -> list[StoreResult]:
        checked = [(document, _fault(document)) for document in documents]
        sound = [document for document, fault in checked if not fault]
        try:
            await asyncio.to_thread(self.store.spool.append, sound)
        except OSError as error:
            lost = f"MongoDB is away and the spool cannot be written: {error.strerror}"
            return [StoreResult(Outcome.QUARANTINED, error=fault or lost) for _, fault in checked]
        self.spooled += len(sound)
        spooled = StoreResult(Outcome.NEW, spooled=True)
        return [
            replace(spooled, outcome=Outcome.QUARANTINED, error=fault, spooled=False) if fault else spooled
            for _, fault in checked
        ]


def _fault(document: Document) -> str:
    try:
        encode(document)
    except ValueError as error:
        return str(error)
    return ""


async def _unless_broken(task: asyncio.Task[None], waited: Awaitable[None]) -> None:
    """Waits, but not for ever for a writer that broke: then its error is raised."""
    waiting = asyncio.ensure_future(waited)
    await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    return task.result()
