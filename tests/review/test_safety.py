"""Tokens, hosts, headers, and what is sent in the wrong shape."""

import re

import pytest

from monitor.review.routes import ROUTES
from monitor.store.store import Store
from tests.review.alerts import one, stored
from tests.review.people import NOON, Visitor, log_in


async def test_a_form_without_its_token_changes_nothing(visitor: Visitor) -> None:
    browser = await visitor("reader")
    for token in ("", "ab" * 32, "{}", "z" * 64):
        browser.token = token
        assert (await browser.post("/logout")).status_code == 403
    assert (await browser.get("/")).headers["location"] == "/alerts"


async def test_a_token_of_another_session_does_not_fit(visitor: Visitor) -> None:
    mine, other = await visitor("reader", "ada"), await visitor("reader", "ben")
    mine.token = other.token
    assert (await mine.post("/logout")).status_code == 403


async def test_a_form_sent_by_another_site_is_refused(visitor: Visitor) -> None:
    browser = await visitor("reader")
    answer = await browser.client.post(
        "/logout", data={"token": browser.token}, headers={"sec-fetch-site": "cross-site"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example"])
async def test_another_host_is_not_answered(visitor: Visitor, host: str) -> None:
    assert (await (await visitor()).get("/login", host=host)).status_code in {400, 421}


async def test_every_answer_carries_the_policy(visitor: Visitor) -> None:
    browser = await visitor()
    for path in ("/login", "/no/such/page", "/static/app.css", "/alerts.json"):
        headers = (await browser.get(path)).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name": {"$ne": ""}, "passphrase": {"$ne": ""}}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b"\xff\xfe"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=%d" % n for n in range(3_000))),
    ],
)
async def test_what_is_no_form_is_refused(visitor: Visitor, kind: str, body: bytes) -> None:
    browser = await visitor()
    answer = await browser.client.post("/login", content=body, headers={"content-type": kind})
    assert answer.status_code == 400


async def test_a_form_that_is_too_long_is_refused(visitor: Visitor) -> None:
    browser = await visitor()
    assert (await browser.client.post("/login", data={"name": "a" * 1_100_000})).status_code == 413


async def test_operators_in_a_form_are_texts(visitor: Visitor, with_passphrase: str) -> None:
    browser = await visitor()
    await browser.get("/login")
    answer = await browser.client.post("/login", data={"token": browser.token, "name[$ne]": "", "passphrase[$ne]": ""})
    assert answer.status_code == 401


OPERATORS = ({"$ne": ""}, {"$gt": ""}, [{"$where": "1"}], None, 1.5, True)
FIELDS = ("name", "state", "other", "text", "alert", "item", "query", "role", "delivery", "as", "path", "url", "days")


@pytest.mark.parametrize("operator", OPERATORS, ids=range(len(OPERATORS)))
async def test_no_json_body_reaches_the_database_as_an_operator(
    operator: object, store: Store, visitor: Visitor
) -> None:
    id_ = await one(store)
    before = await stored(store, id_)
    root = await visitor("administrator")
    for route in ROUTES:
        if route.method != "POST" or route.signed or route.path == "/logout":
            continue
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: id_ if found[1] == "alert" else "nothing", route.path)
        answer = await root.client.post(path, json=dict.fromkeys(FIELDS, operator), headers={"x-token": root.token})
        assert answer.status_code == 400, (path, answer.status_code)
    assert await stored(store, id_) == before


async def test_a_form_sent_twice_changes_once(store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    item = str((await stored(store, id_))["items"][0]["item"])
    ada = await visitor("researcher", "ada")
    forms: tuple[tuple[str, dict[str, str | list[str]]], ...] = (
        (f"/alerts/{id_}/judge?revision=1", {"state": "relevant"}),
        (f"/alerts/{id_}/assign?revision=2", {"assignee": "ada"}),
        (f"/alerts/{id_}/tags?revision=3", {"tags": "urgent"}),
        (f"/alerts/{id_}/note", {"text": "Seen.", "once": "x" * 20}),
        (f"/items/{item}/pick", {}),
        ("/views", {"title": "Harbour", "path": "/alerts?watch=harbour"}),
        ("/watches", {"name": "ferry", "title": "Ferry", "language": "*", "query": "ferry", "version": "0"}),
    )
    for path, fields in forms:
        first, second = await ada.post(path, **fields), await ada.post(path, **fields)
        assert (first.status_code, second.status_code) == (303, 303), path
        assert first.headers["location"] == second.headers["location"]
    alert = await stored(store, id_)
    assert (alert["revision"], len(alert["history"]), len(alert["notes"])) == (5, 4, 1)
    assert await store.database["alerts"].count_documents({}) == 2
    assert len(await store.saved_views.of("ada")) == 1
    watch = await store.watches.load("ferry")
    assert watch is not None
    assert watch.watch.version == 1


async def test_a_token_of_a_session_that_is_over_fits_no_more(store: Store, visitor: Visitor) -> None:
    ada = await visitor("reader", "ada")
    stale = ada.token
    assert (await ada.post("/logout")).status_code == 303
    await log_in(store, ada, "ada", NOON)
    ada.token = stale
    assert (await ada.post("/views", title="x", path="/alerts")).status_code == 403
    assert await store.saved_views.of("ada") == []
