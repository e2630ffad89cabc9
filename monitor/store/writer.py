"""The writer: gathers articles of all sources and stores them in bulk."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from monitor.errors import DatabaseUnavailable
from monitor.items import Article, Outcome
from monitor.store.bulk import StoreResult
from monitor.store.documents import Document, article_document, encode
from monitor.store.spool import Spool, spool_directory
from monitor.store.store import Store

__all__ = ["StoreResult", "Writer"]

Settled = Callable[[StoreResult], None]
Mark = asyncio.Future[None]
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
        home: Path,
        *,
        batch: int = BATCH,
        seconds: float = SECONDS,
        queue: int = QUEUE,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self.store = store
        self.spool = Spool(spool_directory(home))
        self._spooled = False
        self._batch = batch
        self._seconds = seconds
        self._pause = pause
        self._queue: asyncio.Queue[Waiting | Mark] = asyncio.Queue(queue)
        self._task: asyncio.Task[None] | None = None
        self._away_until = 0.0

    async def put(self, article: Article, settled: Settled) -> None:
        """Takes an article on and waits while too many wait already.

        `settled` is called once, when the article is safe on a disk or known to be unstorable.
        """
        await self._enqueue((article_document(article), settled))

    async def drain(self) -> None:
        """Returns when everything that was put before is settled. Others may go on putting."""
        if self._task is None and self._queue.empty():
            return
        mark: Mark = asyncio.get_running_loop().create_future()
        await _unless_broken(await self._enqueue(mark), mark)

    async def close(self) -> None:
        """Settles what waits and lets go of the spool."""
        await self.drain()
        self.spool.close()

    async def _enqueue(self, waiting: Waiting | Mark) -> "asyncio.Task[None]":
        task = self._running()
        try:
            self._queue.put_nowait(waiting)
        except asyncio.QueueFull:
            await _unless_broken(task, self._queue.put(waiting))
            task = self._running()
        return task

    def _running(self) -> "asyncio.Task[None]":
        if self._task is not None and self._task.done():
            self._task.result()  # raises what broke it
            self._task = None
        if self._task is None:
            self._task = asyncio.create_task(self._run())
        return self._task

    async def _run(self) -> None:
        """Works until a mark was reached and nothing waits; `put` begins anew."""
        mark: Mark | None = None
        while mark is None or not self._queue.empty():
            batch, mark = await self._gather()
            await self._flush(batch)
            if mark is not None and not mark.done():
                mark.set_result(None)

    async def _gather(self) -> tuple[list[Waiting], Mark | None]:
        """The next batch, and the mark right after it if there is one."""
        batch: list[Waiting] = []
        waiting = await self._queue.get()
        try:
            async with asyncio.timeout(self._seconds):
                while not isinstance(waiting, asyncio.Future):
                    batch.append(waiting)
                    if len(batch) == self._batch:
                        return batch, None
                    waiting = await self._queue.get()
        except TimeoutError:
            return batch, None
        return batch, waiting

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
        if not self._spooled:
            return
        try:
            await self.spool.replay(self.store.items.store_documents)
        except DatabaseUnavailable:  # away again; the spool keeps what it has
            return
        self._spooled = False

    async def _to_disk(self, documents: list[Document]) -> list[StoreResult]:
        checked = [(document, _fault(document)) for document in documents]
        sound = [document for document, fault in checked if not fault]
        try:
            await asyncio.to_thread(self.spool.append, sound)
        except OSError as error:
            lost = f"MongoDB is away and the spool cannot be written: {error.strerror}"
            return [StoreResult(Outcome.QUARANTINED, error=fault or lost) for _, fault in checked]
        self._spooled = True
        return [_on_disk(document, fault) for document, fault in checked]


def _on_disk(document: Document, fault: str) -> StoreResult:
    if fault:
        return StoreResult(Outcome.QUARANTINED, error=fault)
    return StoreResult(Outcome.KNOWN if document.get("revises") else Outcome.NEW, spooled=True)


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
