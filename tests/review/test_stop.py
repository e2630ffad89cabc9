"""Links in mails: looking changes nothing, a button or a mail program's one click does, without a log-in."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import fromstring

import pytest

from monitor.alerts.links import feed_address, stop_link
from monitor.alerts.subscriptions import WANTED, wishes
from monitor.settings import Environment
from monitor.store.mailboxes import Wish
from monitor.store.store import Store
from monitor.watch import Channel, Watch
from tests.review.alerts import many
from tests.review.people import NOON, Browser, Visitor

DESK = "desk@section.example"
MULTIPART = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'


async def _wish(store: Store, environment: Environment, path: str) -> Wish:
    return (await wishes(store, environment, path.removeprefix("/stop/")))["ferry"]


@pytest.fixture
async def path(store: Store, environment: Environment, address: str) -> str:
    await store.watches.save(Watch("ferry", "Ferry <b>", {"*": "ferry"}), expected=0, by="x", at=NOON)
    return urlsplit(stop_link(environment, DESK, ["ferry"])).path


async def test_looking_changes_nothing(store: Store, environment: Environment, visitor: Visitor, path: str) -> None:
    nobody: Browser = await visitor()
    page = (await nobody.get(path)).text
    assert "Ferry &lt;b&gt;" in page
    assert DESK in page
    assert all(f'name="wanted" value="{wanted}"' in page for wanted in WANTED)
    assert await _wish(store, environment, path) == Wish("ferry")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        (MULTIPART, "multipart/form-data; boundary=x"),
    ],
)
async def test_one_click_stops_twice_as_once(
    body: str, kind: str, store: Store, environment: Environment, visitor: Visitor, path: str
) -> None:
    nobody: Browser = await visitor()
    for _ in range(2):
        answer = await nobody.client.post(path, content=body, headers={"content-type": kind})
        assert answer.status_code == 200
        assert (await _wish(store, environment, path)).stopped


async def test_a_button_slows_and_another_takes_it_back(
    store: Store, environment: Environment, visitor: Visitor, path: str
) -> None:
    nobody: Browser = await visitor()
    for wanted in ("weekly", "pause", "resume"):
        answer = await nobody.client.post(path, data={"wanted": wanted})
        assert answer.headers["location"] == path
    assert await _wish(store, environment, path) == Wish("ferry")
    assert (await nobody.client.post(path, data={"wanted": "$ne"})).status_code == 404


async def test_a_link_that_is_not_ours_does_nothing(visitor: Visitor) -> None:
    nobody: Browser = await visitor()
    for link in ("x", "W10.abc", "%00", "a" * 4_000):
        assert (await nobody.get(f"/stop/{link}")).status_code == 404
        assert (await nobody.client.post(f"/stop/{link}", data={"wanted": "stop"})).status_code == 404


async def test_a_feed_opens_to_whoever_knows_its_address(
    store: Store, environment: Environment, visitor: Visitor
) -> None:
    channel = Channel("atom", "feed", secret="quiet-ferries-at-dawn")
    watch = Watch("harbour", "Harbour", {"*": "ferry"}, channels=(channel,))
    await store.watches.save(watch, expected=0, by="x", at=NOON)
    await many(store, 8)
    nobody: Browser = await visitor()
    where = urlsplit(feed_address(environment, watch, channel)).path
    answer = await nobody.client.get(where)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert fromstring(answer.text).tag.endswith("feed")
    for wrong in (where.replace("harbour", "ferry"), where[:-8] + "x.atom", "/feeds/harbour/x.atom"):
        assert (await nobody.client.get(wrong)).status_code == 404
