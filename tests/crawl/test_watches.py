"""Watches from end to end: found as items arrive, stored with them, changed while a crawl runs."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from threading import Event
from typing import Any, TypeVar

from monitor.settings import Environment
from monitor.store.items import ItemQuery
from monitor.store.store import Store
from monitor.watch import Watch
from tests.crawl.lab import Lab
from tests.crawl.pages import article, newspaper
from tests.site.server import Site

T = TypeVar("T")
OBSERVERS = 'title = "Observers"\nquery = "observers AND lawyers"\n'


def courier(lab: Lab, site: Site, count: int) -> None:
    """A source with that many articles, fetched one after the other."""
    newspaper(site, count)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")), concurrency=1)


def watch(lab: Lab, name: str, text: str) -> None:
    """Writes a watch file into the home."""
    folder = lab.home / "watches"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def with_store(lab: Lab, job: Callable[[Store], Awaitable[T]]) -> T:
    """What a job with the lab's database gives."""

    async def run() -> T:
        store = await Store.open(Environment(home=lab.home, mongo_uri=lab.mongo_uri, mongo_db=lab.mongo_db))
        try:
            return await job(store)
        finally:
            await store.close()

    return asyncio.run(run())


def stored(lab: Lab) -> dict[str, dict[str, Any]]:
    """The stored items by the number in their headline."""

    async def job(store: Store) -> dict[str, dict[str, Any]]:
        return {item["headline"].split()[1]: item async for item in store.items.find(ItemQuery())}

    return with_store(lab, job)


def wait_until_stored(lab: Lab, count: int) -> None:
    """Returns when so many items are stored; raises TimeoutError after half a minute."""

    async def job(store: Store) -> None:
        async with asyncio.timeout(30):
            while await store.items.collection.count_documents({}) < count:
                await asyncio.sleep(0.05)

    with_store(lab, job)


def names(item: dict[str, Any]) -> list[str]:
    """The watches that found an item."""
    return sorted(match["watch"] for match in item["matches"])


def test_a_match_is_stored_with_its_item(lab: Lab, site: Site) -> None:
    courier(lab, site, 3)
    watch(lab, "observers", OBSERVERS)
    watch(lab, "second", 'title = "Second report"\nquery = \'title:"report 2"\'\n')
    watch(lab, "elsewhere", f'{OBSERVERS}groups = ["elsewhere"]\n')
    watch(lab, "muted", f"{OBSERVERS}muted_until = 2999-01-01\n")
    watch(lab, "paused", f"{OBSERVERS}paused = true\n")
    run = lab.crawl("courier").run("courier")
    assert run["matches"] == {"observers": 3, "muted": 3, "second": 1}
    items = stored(lab)
    assert names(items["1"]) == ["muted", "observers"]
    assert names(items["2"]) == ["muted", "observers", "second"]
    item = items["2"]
    matches = {match["watch"]: match for match in item["matches"]}
    assert (matches["second"]["version"], matches["second"]["language"]) == (1, "*")
    span = matches["second"]["spans"][0]
    assert item["headline"][span["start"] : span["end"]] == "Report 2"
    assert (matches["muted"]["suppressed"], matches["observers"]["suppressed"]) == ("muted", "")
    # Whoever settles alerts has turned them into alerts by now; nobody is told by the muted watch.
    alerts = with_store(lab, lambda store: store.alerts.latest())
    assert {(alert["watch"], alert["version"]) for alert in alerts} == {("observers", 1), ("second", 1)}


def test_a_watch_that_comes_during_a_crawl_takes_effect_without_a_restart(lab: Lab, site: Site) -> None:
    courier(lab, site, 5)
    release = Event()
    site.add("/news/3", article(3), delay_event=release)
    process = lab.start("crawl", "--json", "courier")
    site.wait_for("/news/3")
    wait_until_stored(lab, 2)
    late = Watch("late", "Late", {"*": "Velmora"})
    with_store(lab, lambda store: store.watches.save(late, expected=0, by="ines", at=datetime.now(UTC)))
    # Somebody who asks for the list sees it; by then the second between two looks is over.
    assert "late" in lab.monitor("watches", "list").out
    release.set()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert '"late": 3' in out
    assert {number: names(item) for number, item in stored(lab).items() if item["matches"]} == {
        "3": ["late"], "4": ["late"], "5": ["late"],
    }  # fmt: skip


def test_matches_remember_the_version_that_made_them(lab: Lab, site: Site) -> None:
    courier(lab, site, 1)
    watch(lab, "reports", 'title = "Reports"\nquery = "report"\n')
    lab.crawl("courier")
    watch(lab, "reports", 'title = "Reports"\nquery = "report OR hearing"\n')
    newspaper(site, 2)
    lab.crawl("courier")
    versions = {number: [match["version"] for match in item["matches"]] for number, item in stored(lab).items()}
    assert versions == {"1": [1], "2": [2]}
    history = with_store(lab, lambda store: store.watches.history("reports"))
    assert [one.version for one in history] == [1, 2]


def test_a_broken_watch_stops_no_crawl_and_is_said(lab: Lab, site: Site) -> None:
    courier(lab, site, 2)
    watch(lab, "good", OBSERVERS)
    watch(lab, "open", 'title = "Open"\nquery = "(report OR hearing"\n')
    watch(lab, "torn", "title = ")
    result = lab.monitor("crawl", "courier")
    assert result.code == 0, result.err
    assert "The watch open cannot be used" in result.out
    assert "The watch torn cannot be used" in result.out
    assert "New items by watch: good 2" in result.out
