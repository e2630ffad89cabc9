import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest

from monitor.alerts.channels.webhook import signature
from monitor.alerts.sender import send_due
from monitor.settings import Environment
from monitor.store.store import Store
from monitor.watch import Channel
from tests.alerts.lab import NOON, insert, item, keep, settle, watch
from tests.site.server import Site

SECRET = "a secret that is long enough"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as opened:
        yield opened


@pytest.fixture
def here(environment: Environment) -> Environment:
    """An installation that may post to this machine."""
    return replace(environment, allow_networks=(ip_network("127.0.0.0/8"),))


async def queue(store: Store, environment: Environment, url: str, *items: int) -> None:
    hook = Channel("webhook", "chat", url, SECRET.replace(" ", "-"))
    await keep(store, watch(recipients=(), channels=(hook,)))
    await insert(store, *map(item, items or (1,)))
    await settle(store, environment)


async def test_posts_signed_json_once(store: Store, here: Environment, site: Site) -> None:
    site.add("/hook", "thanks")
    await queue(store, here, site.url("/hook"))
    assert (await send_due(store, here, NOON)).sent == 1
    assert (await send_due(store, here, NOON + MINUTE)).sent == 0
    (request,) = site.requests
    headers = request.headers
    moment, _ = headers["monitor-signature"].removeprefix("t=").split(",")
    assert headers["monitor-signature"] == signature(SECRET.replace(" ", "-"), int(moment), request.body)
    told = json.loads(request.body)
    assert told["id"] == headers["idempotency-key"]
    assert told["alerts"][0]["headline"] == "Ferry 1 to Lower Quill resumes"
    assert told["alerts"][0]["published"] == "2026-03-02T11:00:00Z"


async def test_a_receiver_in_trouble_is_asked_again_with_the_same_key(
    store: Store, here: Environment, site: Site
) -> None:
    site.fail("/hook", 503)
    await queue(store, here, site.url("/hook"))
    assert (await send_due(store, here, NOON)).deferred == 1
    site.add("/hook", "thanks")
    assert (await send_due(store, here, NOON + MINUTE)).sent == 1
    first, second = [request.headers["idempotency-key"] for request in site.requests]
    assert first == second


async def test_a_refusal_is_final(store: Store, here: Environment, site: Site) -> None:
    site.fail("/hook", 410)
    await queue(store, here, site.url("/hook"))
    assert (await send_due(store, here, NOON)).dead == 1


async def test_a_redirect_is_not_followed(store: Store, here: Environment, site: Site) -> None:
    site.redirect("/hook", "/other")
    await queue(store, here, site.url("/hook"))
    assert (await send_due(store, here, NOON)).dead == 1
    assert site.count("/other") == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]"])
async def test_private_networks_are_out_of_reach(store: Store, environment: Environment, site: Site, host: str) -> None:
    await queue(store, environment, f"http://{host}:{site.port}/hook")
    assert (await send_due(store, environment, NOON)).refused == 1
    assert site.requests == []
    (delivery,) = await store.deliveries.latest(["refused"])
    assert "not on the public internet" in delivery["attempts"][0]["answer"]


async def test_a_receiver_that_hangs_is_given_up_for_now(store: Store, here: Environment) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        await queue(store, here, f"http://127.0.0.1:{mute.getsockname()[1]}/hook")
        assert (await send_due(store, here, NOON, patience=0.2)).deferred == 1


async def test_many_alerts_come_in_several_requests(store: Store, here: Environment, site: Site) -> None:
    site.add("/hook", "thanks")
    await queue(store, here, site.url("/hook"), *range(130))
    assert (await send_due(store, here, NOON)).sent == 2
    told = [alert["id"] for request in site.requests for alert in json.loads(request.body)["alerts"]]
    assert len(told) == len(set(told)) == 130


async def test_a_host_that_only_some_programs_can_spell_is_refused_with_the_cause(
    store: Store, here: Environment, site: Site
) -> None:
    site.add("/hook", "thanks")
    sound = Channel("webhook", "chat", site.url("/hook"), SECRET.replace(" ", "-"))
    wide = Channel("webhook", "odd", "http://ｌｏｃａｌｈｏｓｔ/hook", SECRET.replace(" ", "-"))
    await keep(store, watch(recipients=(), channels=(wide, sound)))
    await insert(store, item(1))
    await settle(store, here)
    report = await send_due(store, here, NOON)
    assert (report.sent, report.refused, report.errors) == (1, 1, [])
