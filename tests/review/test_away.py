"""The database goes away under the pages, and comes back."""

import asyncio
import gc
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from monitor.review.people import first_link
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.pages import prepare_pages
from monitor.store.store import Store
from monitor.store.users import User
from tests.review.alerts import many, stored
from tests.review.people import NOON, Browser, Clock, log_in, serving


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Path]:
    """A home whose server is this test's alone."""
    yield tmp_path
    embedded.stop(tmp_path)
    with warnings.catch_warnings():
        # pymongo 4.20 leaves connections to a server that ended to the collector.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@asynccontextmanager
async def own_store(home: Path) -> AsyncIterator[Store]:
    """A store whose server can be stopped and started again."""
    embedded.start(home)
    uri = f"{embedded.status(home).uri}&serverSelectionTimeoutMS=2000"
    store = await Store.open(Environment(home=home, mongo_uri=uri, bundled_sources=False))
    await prepare_pages(store)
    yield store
    await store.close()


async def test_one_calm_page_while_the_database_is_away_and_it_comes_back(own_home: Path) -> None:
    async with own_store(own_home) as store:
        await _goes_and_comes_back(store)


async def _goes_and_comes_back(store: Store) -> None:
    home, environment = store.environment.home, store.environment
    link = await first_link(store, NOON)
    async with serving(store, environment, Clock()) as address, httpx.AsyncClient(base_url=address) as client:
        assert (await client.get(link)).status_code == 200
        embedded.stop(home)
        away = await client.get(link)
        assert (away.status_code, away.headers["retry-after"]) == (503, "5")
        assert 'http-equiv="refresh"' in away.text
        assert "Traceback" not in away.text
        client.cookies.set("monitor_session", "x")
        assert (await client.get("/alerts.json")).json()["error"]
        assert (await client.get("/static/app.css")).status_code == 200
        embedded.start(home)
        assert (await client.get(link)).status_code == 200


async def test_a_change_of_many_that_was_cut_off_is_finished_by_sending_it_again(own_home: Path) -> None:
    async with own_store(own_home) as store:
        ids = await many(store, 300)
        await store.users.add(User("ada", "researcher", made_at=NOON))
        async with serving(store, store.environment, Clock()) as address:
            ada = Browser(httpx.AsyncClient(base_url=address, timeout=60))
            await log_in(store, ada, "ada", NOON)
            await ada.get("/help")
            sending = asyncio.create_task(ada.post("/alerts/bulk", do="relevant", alert=[f"{id_}.1" for id_ in ids]))
            while (await stored(store, ids[3]))["state"] == "new":
                await asyncio.sleep(0)
            await asyncio.to_thread(embedded.stop, own_home)
            assert (await sending).status_code == 503
            await asyncio.to_thread(embedded.start, own_home)
            again = await ada.post("/alerts/bulk", do="relevant", alert=[f"{id_}.1" for id_ in ids])
            await ada.client.aclose()
        assert again.headers["location"] == "/alerts?changed=300&missed=0"
        alerts = [await stored(store, id_) for id_ in ids]
        assert {(alert["state"], alert["revision"], len(alert["history"])) for alert in alerts} == {("relevant", 2, 1)}
