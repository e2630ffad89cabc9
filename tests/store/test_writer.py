import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from monitor.items import Article, Outcome
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.bulk import StoreResult
from monitor.store.items import ItemQuery
from monitor.store.store import Store
from monitor.store.writer import Writer

MakeArticle = Callable[..., Article]


@pytest.fixture
async def writer(store: Store, environment: Environment) -> AsyncIterator[Writer]:
    made = Writer(store, environment.home)
    yield made
    await made.close()


@pytest.fixture
async def away(environment: Environment) -> AsyncIterator[Store]:
    """A store whose MongoDB is gone: its socket was there, and nobody listens any more."""
    opened = await Store.open(environment)
    await opened.client.drop_database(environment.mongo_db)
    await opened.close()  # every call from now on fails as on a lost connection
    yield opened


async def test_settles_each_article_once(store: Store, writer: Writer, article: MakeArticle) -> None:
    results: dict[str, list[StoreResult]] = {}
    for number in range(450):
        made = article(f"{number}")
        await writer.put(made, results.setdefault(made.url, []).append)
    await writer.drain()
    assert {len(settled) for settled in results.values()} == {1}
    assert {settled[0].outcome for settled in results.values()} == {Outcome.NEW}
    assert await store.items.count(ItemQuery()) == 450


async def test_stores_by_itself_after_a_while(store: Store, environment: Environment, article: MakeArticle) -> None:
    writer = Writer(store, environment.home, seconds=0.01)
    settled: asyncio.Future[StoreResult] = asyncio.get_running_loop().create_future()
    await writer.put(article(), settled.set_result)
    assert (await settled).outcome == Outcome.NEW
    await writer.close()


async def test_full_queue_makes_wait_and_loses_nothing(
    store: Store, environment: Environment, article: MakeArticle
) -> None:
    writer, results = Writer(store, environment.home, queue=3, batch=2), list[StoreResult]()
    await asyncio.gather(*(writer.put(article(f"{number}"), results.append) for number in range(30)))
    await writer.close()
    assert len(results) == 30


async def test_two_spiders_drain_while_others_go_on(store: Store, writer: Writer, article: MakeArticle) -> None:
    results: list[StoreResult] = []

    async def spider(name: str) -> None:
        for number in range(20):
            await writer.put(article(f"{name}{number}"), results.append)
            if number % 7 == 0:
                await writer.drain()
        await writer.drain()

    await asyncio.gather(*(spider(name) for name in "abc"))
    assert len(results) == 60
    await writer.drain()


async def test_poison_costs_only_itself(writer: Writer, article: MakeArticle) -> None:
    results: list[StoreResult] = []
    for made in (article("a"), article("b", page_count=2**70), article("c")):
        await writer.put(made, results.append)
    await writer.drain()
    assert [result.outcome for result in results] == [Outcome.NEW, Outcome.QUARANTINED, Outcome.NEW]
    assert "cannot be stored" in results[1].error


async def test_caller_that_breaks_is_told_and_nobody_waits_for_ever(writer: Writer, article: MakeArticle) -> None:
    def breaks(_result: StoreResult) -> None:
        raise LookupError("no such address")

    await writer.put(article(), breaks)
    with pytest.raises(LookupError):
        await writer.drain()
    with pytest.raises(LookupError):
        await writer.put(article(), breaks)
    writer._task = None


async def test_without_mongodb_articles_wait_on_the_disk_until_the_next_opening(
    away: Store, environment: Environment, article: MakeArticle
) -> None:
    writer, results = Writer(away, environment.home), list[StoreResult]()
    for made in (article("a"), article("b", page_count=2**70), article("c", "a")):
        await writer.put(made, results.append)
    await writer.close()
    assert [result.spooled for result in results] == [True, False, True]
    assert results[1].error
    assert writer.spool.pending() == 2
    again = await Store.open(environment)
    assert writer.spool.pending() == 0
    assert await again.items.count(ItemQuery()) == 1
    item = await again.items.get(article("c").url)
    assert item
    assert item["first_seen"] == article().first_seen
    await again.client.drop_database(environment.mongo_db)
    await again.close()


async def test_full_disk_is_said(away: Store, environment: Environment, article: MakeArticle) -> None:
    environment.home.mkdir()
    (environment.home / "spool").write_text("not a directory")
    writer, results = Writer(away, environment.home), list[StoreResult]()
    await writer.put(article(), results.append)
    await writer.close()
    assert "spool cannot be written" in results[0].error


@pytest.mark.usefixtures("dying_server")
async def test_killed_server_comes_back_within_the_run(own_home: Path, article: MakeArticle) -> None:
    environment = Environment(home=own_home)
    store = await Store.open(environment)
    writer, results = Writer(store, own_home, pause=0.0), list[StoreResult]()
    await writer.put(article("a"), results.append)
    await writer.drain()
    pid = embedded.status(own_home).pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    for number in range(3):
        await writer.put(article(f"after{number}"), results.append)
        await writer.drain()
    await writer.close()
    assert await store.items.count(ItemQuery()) == 4
    assert [result.outcome for result in results] == [Outcome.NEW] * 4
    assert writer.spool.pending() == 0
    await store.close()
