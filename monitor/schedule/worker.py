"""A crawl worker: a process that crawls the visits it is handed, several at a time, until it is told that no more come.

It is handed (source, slot) by its parent, pickled, a length before each, on standard input; on
standard output goes a line for each visit that ended: its slot, status, and name.
"""

import asyncio
import logging
import os
import sys

from monitor.errors import MonitorError
from monitor.pipelines import services
from monitor.schedule.limits import limit_memory
from monitor.schedule.logs import log_to_stderr
from monitor.schedule.orders import Order, unpack
from monitor.schedule.progress import Progress
from monitor.schedule.reactor import Crawls
from monitor.schedule.runner import crawl_one, crawl_settings
from monitor.settings import read_environment
from monitor.sources.model import Source

# Its module is run as a program, which is called __main__.
logger = logging.getLogger("monitor.schedule.worker")


async def _serve(crawls: Crawls) -> None:
    """Crawls what is handed over; ends when the parent has no more, or is gone."""
    await services.acquire(crawls.settings)
    tasks: set[asyncio.Task[None]] = set()
    try:
        while not crawls.stopping.is_set():
            order = await _next_order(crawls)
            if order is None:
                break
            task = asyncio.create_task(_visit(crawls, *order))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        while tasks:
            await asyncio.wait(tasks)
    finally:
        await services.release(crawls.settings)


async def _next_order(crawls: Crawls) -> Order | None:
    reading = asyncio.ensure_future(asyncio.to_thread(unpack, sys.stdin.buffer))
    stopping = asyncio.ensure_future(crawls.stopping.wait())
    await asyncio.wait({reading, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    return reading.result() if reading.done() else None


async def _visit(crawls: Crawls, source: Source, slot: int) -> None:
    summary = await crawl_one(crawls, source, Progress([source], {source.name: slot}))
    words = "%s: visit %d ended as %s, %d new of %d, %.1f s"
    logger.info(words, source.name, slot, summary.status, summary.new, summary.seen, summary.seconds)
    print(slot, summary.status, source.name, flush=True)  # noqa: T201 - to the parent


def main() -> int:
    """Runs a worker to its end; gives the exit code, 1 where the database or the settings kept it from its work."""
    try:
        environment = read_environment()
        log_to_stderr(environment.home, "crawl")
        limit_memory()
        Crawls(crawl_settings(environment, {"LOG_LEVEL": "WARNING"})).run(_serve)
    except MonitorError as error:
        logger.error("%s", error)
        return 1
    return 0


if __name__ == "__main__":
    code = main()
    # A thread may still wait for an order that never comes.
    sys.stdout.flush()
    os._exit(code)
