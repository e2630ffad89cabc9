from typing import Any

from feedparser.api import parse

from monitor.alerts.channels.atom import feed
from monitor.alerts.links import feed_address, is_feed_secret
from monitor.alerts.preview import desk_of
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Channel, Rhythm
from tests.alerts.lab import insert, item, keep, settle, watch

FEED = Channel("atom", "feed")


async def test_another_reader_understands_the_feed(store: Store, environment: Environment) -> None:
    open_feed = Channel("atom", "feed", secret="s" * 20)
    found = watch(channels=(open_feed,), recipients=())
    await keep(store, found)
    await insert(store, item(1), item(2, headline="العبّارة تعود", language="ar"))
    await insert(store, item(3, headline="Ferry \0\x0b <b>\ud800</b> &".encode("utf-8", "replace").decode()))
    await settle(store, environment)
    reader: Any = parse
    read = reader(await feed(store, desk_of(environment, Rhythm()), found, open_feed))
    assert not read.bozo
    assert read.feed.title == "Ferries that do not sail"
    assert {entry.link for entry in read.entries} == {f"https://post.example/{number}" for number in (1, 2, 3)}
    assert len({entry.id for entry in read.entries}) == 3
    assert any("العبّارة تعود" in entry.title for entry in read.entries)


def test_the_address_is_a_secret(environment: Environment) -> None:
    found = watch(channels=(FEED,))
    secret = feed_address(environment, found, FEED).rpartition("/")[2].removesuffix(".atom")
    assert len(secret) == 40
    assert is_feed_secret(environment, found, secret)
    assert not is_feed_secret(environment, found, secret[:-1])
    assert not is_feed_secret(environment, watch("trains", channels=(FEED,)), secret)
    assert not is_feed_secret(environment, watch(), "")
