"""Users, settings, audit: what ends sessions ends them; secrets are shown once or never."""

import re
from dataclasses import replace

import pytest

from monitor.review.facets import Shelf
from monitor.review.secret import Tokens
from monitor.review.surroundings import surroundings
from monitor.review.visit import House
from monitor.settings import Environment
from monitor.store.store import Store
from tests.review.people import NOON, PASSPHRASE, Visitor, log_in

NEW = "nine loud red kites"


async def test_somebody_is_added_and_comes_in_by_the_link(store: Store, visitor: Visitor) -> None:
    root = await visitor("administrator", "root")
    page = (await root.post("/users", name="ada", role="editor", mail="ada@section.example")).text
    link = re.search(r"/welcome/[\w-]+", page)
    assert link is not None
    assert link[0] not in (await root.get("/users")).text
    ada = await visitor()
    await ada.get(link[0])
    answer = await ada.post(link[0], passphrase=PASSPHRASE, again=PASSPHRASE)
    assert answer.headers["location"] == "/alerts"
    assert (await root.post("/users", name="ada", role="reader")).status_code == 422
    assert (await root.post("/users", name="eve", role="owner")).status_code == 400
    assert (await root.post("/users", name="<b>", role="reader")).status_code == 422


@pytest.mark.parametrize(("path", "fields"), [("role", {"role": "reader"}), ("account", {"as": "closed"})])
async def test_a_change_of_role_or_account_ends_sessions(
    path: str, fields: dict[str, str], store: Store, visitor: Visitor
) -> None:
    root, ada = await visitor("administrator", "root"), await visitor("editor", "ada")
    assert (await ada.get("/alerts")).status_code == 200
    assert (await root.post(f"/users/ada/{path}", **fields)).status_code == 303
    assert (await ada.get("/alerts")).headers["location"].startswith("/login")


async def test_nobody_locks_themselves_out(store: Store, visitor: Visitor) -> None:
    root = await visitor("administrator", "root")
    assert (await root.post("/users/root/role", role="reader")).status_code == 422
    assert (await root.post("/users/ROOT/account", **{"as": "closed"})).status_code == 422
    user = await store.users.get("root")
    assert user is not None
    assert (user.role, user.active) == ("administrator", True)


async def test_another_passphrase_ends_every_other_session(
    store: Store, visitor: Visitor, with_passphrase: str
) -> None:
    here, there = await visitor(), await visitor()
    for browser in (here, there):
        await log_in(store, browser, with_passphrase, NOON)
        await browser.get("/settings")
    fields = {"current": PASSPHRASE, "passphrase": NEW, "again": NEW}
    for wrong in ({"current": "no"}, {"again": "no"}, {"passphrase": "short", "again": "short"}):
        assert (await here.post("/settings/passphrase", **(fields | wrong))).status_code == 422
    assert (await here.post("/settings/passphrase", **fields)).status_code == 303
    assert (await here.get("/settings")).status_code == 200
    assert (await there.get("/settings")).status_code == 303


async def test_how_a_person_reads(store: Store, visitor: Visitor) -> None:
    ada = await visitor("reader", "ada")
    fields = {"title": "Ada <b>", "mail": "", "language": "en", "timezone": "Africa/Nairobi", "dates": "fr"}
    assert (await ada.post("/settings", **fields, direction="rtl")).status_code == 303
    page = (await ada.get("/settings")).text
    assert 'dir="rtl"' in page
    assert "Ada &lt;b&gt;" in page
    user = await store.users.get("ada")
    assert user is not None
    assert (user.habits.timezone, user.habits.dates, user.habits.direction) == ("Africa/Nairobi", "fr", "rtl")
    for bad in ({"timezone": "../etc/passwd"}, {"dates": "xx"}, {"language": "tlh"}):
        assert (await ada.post("/settings", **(fields | bad))).status_code == 422


async def test_a_reading_key_reads_and_is_taken_back(store: Store, visitor: Visitor) -> None:
    ada, nobody = await visitor("reader", "ada"), await visitor()
    page = (await ada.post("/settings/key")).text
    key = re.search(r'class="once mono" dir="ltr">([\w-]+)<', page)
    assert key is not None
    bearer = {"authorization": f"Bearer {key[1]}"}
    assert (await nobody.client.get("/items.json", headers=bearer)).status_code == 200
    await ada.post("/settings/key", **{"as": "none"})
    assert (await nobody.client.get("/items.json", headers=bearer)).status_code == 401


async def test_no_secret_of_the_environment_is_shown(store: Store, environment: Environment, visitor: Visitor) -> None:
    root = await visitor("administrator")
    assert "MONITOR_HOME" in (await root.get("/settings")).text
    assert "MONITOR_HOME" not in (await (await visitor("editor")).get("/settings")).text
    secret = "hunter-2-secret"
    told = replace(
        environment,
        smtp_url=f"smtps://desk:{secret}@mail.section.example/?key={secret}",
        redis_url=f"redis://:{secret}@cache.example/0",
        mongo_uri=f"mongodb://u:{secret}@db.example/?x={secret}",
    )
    house = House(store, told, lambda: NOON, Tokens(b"k" * 32), Shelf(store, told))
    values = dict(await surroundings(house))
    assert values["MONITOR_SMTP_URL"] == "mail.section.example"
    assert secret not in str(values)


async def test_every_change_stands_in_the_audit(store: Store, visitor: Visitor) -> None:
    root = await visitor("administrator", "root")
    await root.post("/users", name="ada", role="reader")
    await root.post("/users/ada/role", role="editor")
    found = (await root.client.get("/audit.json", params={"of": "ada"})).json()["items"]
    assert [one["what"] for one in found] == ["user.role", "user.link", "user.added"]
    assert found[0]["details"] == {"role": "editor", "before": "reader"}
    assert (await root.client.get("/audit.json", params={"by": '{"$ne": ""}'})).json()["items"] == []
    assert "user.role" in (await root.get("/audit?by=root")).text
