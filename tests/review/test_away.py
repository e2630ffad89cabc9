"""The database goes away under the pages, and comes back."""

import gc
import warnings
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from monitor.review.people import first_link
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.pages import prepare_pages
from monitor.store.store import Store
from tests.review.people import NOON, Clock, serving


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Path]:
    """A home whose server is this test's alone."""
    yield tmp_path
    embedded.stop(tmp_path)
    with warnings.catch_warnings():
        # pymongo 4.20 leaves connections to a server that ended to the collector.
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


async def test_one_calm_page_while_the_database_is_away_and_it_comes_back(own_home: Path) -> None:
    embedded.start(own_home)
    uri = f"{embedded.status(own_home).uri}&serverSelectionTimeoutMS=2000"
    environment = Environment(home=own_home, mongo_uri=uri, bundled_sources=False)
    store = await Store.open(environment)
    await prepare_pages(store)
    link = await first_link(store, NOON)
    async with serving(store, environment, Clock()) as address, httpx.AsyncClient(base_url=address) as client:
        assert (await client.get(link)).status_code == 200
        embedded.stop(own_home)
        away = await client.get(link)
        assert (away.status_code, away.headers["retry-after"]) == (503, "5")
        assert 'http-equiv="refresh"' in away.text
        assert "Traceback" not in away.text
        client.cookies.set("monitor_session", "x")
        assert (await client.get("/alerts.json")).json()["error"]
        assert (await client.get("/static/app.css")).status_code == 200
        embedded.start(own_home)
        assert (await client.get(link)).status_code == 200
    await store.close()
