"""A run whose source another process has taken over stops, and leaves nothing in the books."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pymongo
import pytest

from tests.crawl.clocked import crawl_at
from tests.crawl.lab import Lab
from tests.crawl.pages import NEWEST, article, newspaper
from tests.crawl.test_up import until
from tests.site.server import Site


@pytest.fixture
def slow(site: Site) -> Event:
    """A newspaper whose third article keeps the run waiting."""
    newspaper(site, 3)
    release = Event()
    site.add("/news/3", article(3), delay_event=release)
    return release


def test_a_run_that_lost_its_lease_stops_writing(lab: Lab, site: Site, slow: Event) -> None:
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    with (
        pymongo.MongoClient[dict[str, Any]](lab.mongo_uri) as client,
        ThreadPoolExecutor() as pool,
    ):
        database = client[lab.mongo_db]
        running = pool.submit(crawl_at, lab, NEWEST, MONITOR_LEASE=2)
        site.wait_for("/news/3")
        stolen = {"$inc": {"fence": 1}, "$set": {"lease.owner": "far.example/boot/1/1"}}
        assert database["sources"].update_one({"_id": "courier"}, stolen).matched_count == 1
        run = until(lambda: running.done() and running.result())[0]["courier"]
        slow.set()
        assert run["status"] == "refused"
        assert run["errors"] == {"another process took this source over": 1}
        state = database["sources"].find_one({"_id": "courier"}) or {}
        assert (state.get("visits"), state["lease"]["owner"]) == (None, "far.example/boot/1/1")
        assert [stored["status"] for stored in database["runs"].find()] == ["running"]
        assert database["items"].count_documents({"url": {"$regex": "3$"}}) == 0
