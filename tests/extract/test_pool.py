"""Real worker processes, with readers that do to them what hostile pages do."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import EntryError, ExtractionError
from monitor.extract.feeds import read_feed
from monitor.extract.pool import ExtractionPool
from monitor.extract.reading import ArticleReading
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
HOSTILE = '''
import os, signal, time
from monitor.extract.reading import ArticleReading

def read(page, now):
    """Does what the page's body says."""
    order = page.body.decode(errors="replace")
    if order == "exit":
        os._exit(3)
    if order == "segfault":
        os.kill(os.getpid(), signal.SIGSEGV)
    if order == "stall":
        while True:
            pass
    if order == "bomb":
        kept = [bytearray(64 << 20) for _ in range(1000)]
    if order == "raise":
        raise RecursionError("too deep")
    if order == "print":
        print("noise on the way of the answers", flush=True)
    return ArticleReading(headline=order, body=str(os.getpid()))
'''
ARTICLE = (
    "<html lang=en><title>Court frees two writers</title><article><h1>Court frees two writers</h1>"
    + "<p>The court of Northhaven freed two writers who had spent a year in prison without a trial.</p>" * 4
).encode()


def page(body: bytes) -> Page:
    url = "https://example.org/news/1"
    return Page("example", url, body, "text/html", Link(url), Site(), NOW)


Pool = Callable[..., ExtractionPool]


@pytest.fixture
async def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pool]:
    """Makes pools whose workers obey their pages; closes them."""
    (tmp_path / "hostile_reader.py").write_text(HOSTILE)
    monkeypatch.syspath_prepend(str(tmp_path))
    pools: list[ExtractionPool] = []

    def make(workers: int = 1, seconds: float = 20, recycle: int = 500) -> ExtractionPool:
        pools.append(ExtractionPool(workers, seconds, recycle, reader="hostile_reader:read"))
        return pools[-1]

    yield make
    for pool in pools:
        await pool.close()


async def outcome(pool: ExtractionPool, order: str) -> str:
    """What became of a page: its headline, or the reason why it could not be read."""
    try:
        reading = await pool.read(page(order.encode()), NOW)
    except ExtractionError as error:
        return error.reason
    assert isinstance(reading, ArticleReading)
    return reading.headline


@pytest.mark.parametrize("order", ["exit", "segfault", "bomb"])
async def test_a_page_that_kills_its_worker_costs_only_itself(hostile: Pool, order: str) -> None:
    pool = hostile()
    orders = ["one", order, "two", "three"]
    assert await asyncio.gather(*(outcome(pool, one) for one in orders)) == ["one", "killed its worker", "two", "three"]


async def test_a_page_that_stalls_its_worker_costs_only_itself(hostile: Pool) -> None:
    pool = hostile(workers=2, seconds=0.3)
    orders = ["one", "stall", "two", "stall", "three"]
    expected = ["one", "took longer than 0.3 s", "two", "took longer than 0.3 s", "three"]
    assert await asyncio.gather(*(outcome(pool, one) for one in orders)) == expected


async def test_an_exception_is_a_reason_and_keeps_the_worker(hostile: Pool) -> None:
    pool = hostile()
    first = await pool.read(page(b"one"), NOW)
    assert await outcome(pool, "raise") == "could not be read: RecursionError"
    second = await pool.read(page(b"two"), NOW)
    assert isinstance(first, ArticleReading)
    assert isinstance(second, ArticleReading)
    assert first.body == second.body


async def test_printing_does_not_break_the_protocol(hostile: Pool) -> None:
    assert await outcome(hostile(), "print") == "print"


async def test_workers_are_replaced_after_their_share(hostile: Pool) -> None:
    pool = hostile(recycle=3)
    readings = await asyncio.gather(*(pool.read(page(b"one"), NOW) for _ in range(9)))
    assert len({reading.body for reading in readings if isinstance(reading, ArticleReading)}) == 3


async def test_callers_wait_when_many_pages_are_under_way(hostile: Pool) -> None:
    pool = hostile(workers=1, seconds=30)
    stuck = [asyncio.create_task(outcome(pool, "stall")) for _ in range(6)]
    while len(pool._open) < 4:
        await asyncio.sleep(0)
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(pool._open) == 4
    await pool.close()
    assert set(await asyncio.gather(*stuck)) == {"the pool is closed"}


async def test_a_caller_that_gives_up_does_not_hold_the_pool(hostile: Pool) -> None:
    pool = hostile()
    assert await outcome(pool, "one") == "one"
    given_up = asyncio.create_task(outcome(pool, "two"))
    await asyncio.sleep(0)
    given_up.cancel()
    assert await outcome(pool, "three") == "three"


async def test_a_reader_that_cannot_start_is_a_reason() -> None:
    pool = ExtractionPool(1, reader="no_such_module:read")
    assert (await outcome(pool, "one")).startswith("its worker did not start: ModuleNotFoundError")
    await pool.close()


@pytest.mark.parametrize("workers", [0, 1])
async def test_reads_a_real_page(workers: int) -> None:
    pool = ExtractionPool(workers)
    reading = await pool.read(page(ARTICLE), NOW)
    await pool.close()
    assert isinstance(reading, ArticleReading)
    assert reading.headline == "Court frees two writers"
    assert reading.detected_language == "en"


async def test_ctrl_c_does_not_reach_the_workers(hostile: Pool) -> None:
    pool = hostile()
    first = await pool.read(page(b"one"), NOW)
    assert isinstance(first, ArticleReading)
    os.kill(int(first.body), signal.SIGINT)
    assert await pool.read(page(b"two"), NOW) == ArticleReading(headline="two", body=first.body)


PARENT = """
import asyncio, os, sys
from datetime import UTC, datetime
from monitor.extract.pool import ExtractionPool
from monitor.items import Link, Page, Site

async def main():
    now = datetime(2024, 5, 10, tzinfo=UTC)
    pool = ExtractionPool(1, reader="hostile_reader:read")
    url = "https://example.org/"
    reading = await pool.read(Page("example", url, b"one", "text/html", Link(url), Site(), now), now)
    print(reading.body, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "hostile_reader.py").write_text(HOSTILE)
    (tmp_path / "parent.py").write_text(PARENT)
    code = (
        f"import sys; sys.path[:] = {[str(tmp_path), *sys.path]!r}; exec(open({str(tmp_path / 'parent.py')!r}).read())"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        ended = os.pidfd_open(worker)
        parent.kill()
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    loop.add_reader(ended, gone.set)
    try:
        await asyncio.wait_for(gone.wait(), 20)
    finally:
        loop.remove_reader(ended)
        os.close(ended)


async def test_work_comes_back_with_its_value_or_its_own_error() -> None:
    pool = ExtractionPool(1)
    try:
        assert await pool.work(str.upper, "ferry") == "FERRY"
        with pytest.raises(EntryError, match="is empty") as caught:
            await pool.work(read_feed, b"", "https://example.org/feed", "text/xml")
        assert caught.value.reason == "is empty"
    finally:
        await pool.close()


async def test_work_that_stalls_or_kills_costs_itself() -> None:
    pool = ExtractionPool(1, seconds=0.5)
    try:
        with pytest.raises(EntryError, match="took longer"):
            await pool.work(time.sleep, 60)
        with pytest.raises(EntryError, match="killed its worker"):
            await pool.work(os._exit, 3)
        assert await pool.work(len, "ferry") == 5
    finally:
        await pool.close()
