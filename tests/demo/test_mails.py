import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.demo.mails import catch_mails, forget_mails, mail_directory
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from monitor.watch import Rhythm
from tests.alerts.lab import NOON, files, insert, item, keep, settle, watch


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="monitor-mails-") as directory:
        yield Path(directory)
        embedded.stop(Path(directory))


async def test_mails_of_the_demo_are_caught_and_nobody_elses(home: Path) -> None:
    environment = Environment(home=home, bundled_sources=False)
    store = await Store.open(environment)
    try:
        weekly = Rhythm("weekly", nothing_found=True)
        await keep(
            store, watch("demo_ferries", "demo@desk.example", rhythm=weekly), watch("real", "real@tidings.example")
        )
        await insert(
            store, item(1, "demo_ferries", "real"), item(2, "demo_ferries", headline="下奎尔渡轮停航", language="zh")
        )
        await settle(store, environment)
        caught = await catch_mails(store, environment, ["demo_ferries"], NOON)
        assert (caught.new, caught.all) == (1, 1)
        assert "1 new, 1 in all" in caught.sentence()
        assert caught.page is not None
        assert "停航" in caught.page.read_text()
        assert [mail["To"] for mail in files(mail_directory(environment))] == ["demo@desk.example"]
        assert (await catch_mails(store, environment, ["demo_ferries"], NOON)).new == 0
        assert [one.watch for one in await store.announcements.waiting("mail:real@tidings.example")] == ["real"]
        assert await forget_mails(store, environment, ["demo_ferries"]) == 2
        assert [alert["watch"] for alert in await store.alerts.latest()] == ["real"]
        assert await store.mailboxes.find("mail:demo@desk.example") is None
        assert not mail_directory(environment).exists()
        other = replace(environment, home=home / "other")
        assert "no mails" in (await catch_mails(store, other, [], NOON)).sentence()
    finally:
        await store.close()
