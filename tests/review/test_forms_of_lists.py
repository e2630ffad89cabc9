"""JSON, Atom, reading keys, saved views, the description of the interface."""

import re
from xml.etree.ElementTree import fromstring

import pytest

from monitor.review.access import addresses
from monitor.review.routes import ROUTES
from monitor.review.secret import hashed
from monitor.store.store import Store
from monitor.watch import Watch
from tests.review.alerts import many
from tests.review.people import NOON, Visitor

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("path", ["/alerts", "/items"])
async def test_every_row_of_a_list_comes_exactly_once(path: str, store: Store, visitor: Visitor) -> None:
    await many(store, 120)
    browser = await visitor("reader")
    place, seen, pages = f"{path}.json", [], 0
    while place:
        answer = (await browser.get(place)).json()
        seen += [row["id"] for row in answer["items"]]
        place, pages = answer["older"], pages + 1
    assert (len(seen), len(set(seen)), pages) == (120, 120, 3)
    back = (await browser.get((await browser.get(f"{path}.json")).json()["older"])).json()["newer"]
    assert [row["id"] for row in (await browser.get(back)).json()["items"]] == seen[:50]


async def test_ranked_alerts_come_in_order(store: Store, visitor: Visitor) -> None:
    await many(store, 60)
    browser = await visitor("reader")
    first = (await browser.get("/alerts.json?order=ranked")).json()
    second = (await browser.get(first["older"])).json()
    assert len({row["id"] for row in (*first["items"], *second["items"])}) == 60


@pytest.mark.parametrize("path", ["/alerts", "/items"])
async def test_a_feed_reader_reads_with_a_key(path: str, store: Store, visitor: Visitor) -> None:
    await many(store, 3)
    await visitor("reader", "ada")
    await store.users.set_key("ada", hashed("some key"))
    nobody = await visitor()
    feed = fromstring((await nobody.get(f"{path}.atom?key=some+key")).text)
    assert len(feed.findall(f"{ATOM}entry")) == 3
    assert "key=" not in (await nobody.get(f"{path}.atom?key=some+key")).text
    by_header = await nobody.client.get(f"{path}.json", headers={"authorization": "Bearer some key"})
    assert len(by_header.json()["items"]) == 3
    assert (await nobody.get(f"{path}?key=some+key")).status_code == 303, "a key opens no page"
    assert (await nobody.get(f"{path}.json?key=another")).status_code == 401
    assert (await nobody.client.post("/views", data={"title": "x"}, params={"key": "some key"})).status_code != 200


async def test_the_form_is_chosen_by_what_is_accepted(store: Store, visitor: Visitor) -> None:
    browser = await visitor("reader")
    assert (await browser.get("/alerts", accept="application/json")).json()["items"] == []
    assert (await browser.get("/alerts", accept="application/atom+xml")).text.startswith("<?xml")
    assert (await browser.get("/alerts", accept="*/*")).text.startswith("<!doctype html>")


async def test_a_saved_view_has_an_address_for_everybody(store: Store, visitor: Visitor) -> None:
    ada, ben = await visitor("researcher", "ada"), await visitor("reader", "ben")
    for _ in range(2):
        saved = await ada.post("/views", title="Harbour", path="/alerts?watch=harbour")
        assert saved.headers["location"] == "/alerts?watch=harbour"
    (view,) = (await ada.get("/views.json")).json()["items"]
    assert (await ben.get(f"/views/{view['id']}")).headers["location"] == "/alerts?watch=harbour"
    await ben.post(f"/views/{view['id']}/forget")
    assert "Harbour" in (await ada.get("/alerts")).text
    await ada.post(f"/views/{view['id']}/forget")
    assert (await ada.get("/views.json")).json()["items"] == []
    for path in ("https://evil.example", "//evil.example/alerts", "/logout"):
        await ada.post("/views", title="x", path=path)
    assert all(one["path"] == "/alerts" for one in (await ada.get("/views.json")).json()["items"])


async def test_the_interface_is_described(visitor: Visitor) -> None:
    described = (await (await visitor("reader")).get("/openapi.json")).json()
    assert described["openapi"] == "3.1.0"
    every = {re.sub(r":\w+", "", path) for route in ROUTES for path in addresses(route)}
    assert every == set(described["paths"])
    assert {"name": "watch", "in": "query", "schema": {"type": "string"}} in described["paths"]["/alerts.json"]["get"][
        "parameters"
    ]


@pytest.mark.parametrize("signed_in", [True, False])
async def test_every_answer_is_one_that_the_description_promises(
    signed_in: bool, store: Store, visitor: Visitor
) -> None:
    (id_,) = await many(store, 1)
    browser = await visitor("administrator" if signed_in else None)
    described = (await (await visitor("reader", "ben")).get("/openapi.json")).json()["paths"]
    for path, operations in sorted(described.items(), key=lambda pair: pair[0] == "/logout"):
        where = path.replace("{alert}", id_).replace("{", "").replace("}", "")
        for method, operation in operations.items():
            fields = {"token": browser.token} if method == "post" else None
            answer = await browser.client.request(method, where, data=fields, headers={"accept": "text/html"})
            promised = operation["responses"]
            assert str(answer.status_code) in promised, (method, path, answer.status_code)
            if answer.status_code == 200:
                kind = answer.headers["content-type"].partition(";")[0]
                assert kind in promised["200"]["content"], (method, path, kind)


async def test_every_list_is_a_feed_and_json(store: Store, visitor: Visitor) -> None:
    await many(store, 2)
    await store.watches.save(Watch("ferry", "Ferry", {"*": "ferry"}), expected=0, by="ada", at=NOON)
    root = await visitor("administrator", "root")
    await root.post("/views", title="Harbour", path="/alerts?watch=harbour")
    for path in ("/alerts", "/items", "/watches", "/users", "/views", "/audit"):
        feed = fromstring((await root.get(f"{path}.atom")).text)
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) == len((await root.get(f"{path}.json")).json()["items"]) > 0, path
        assert all(entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}updated") for entry in entries)
