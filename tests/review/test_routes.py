"""Every address by every role: who may, may; who may not, changes nothing."""

import re

import pytest

from monitor.review.access import Route, addresses
from monitor.review.routes import ROUTES
from monitor.store.store import Store
from monitor.store.users import ROLES, Role
from tests.review.alerts import one, stored
from tests.review.people import Visitor

EVERY = [(route, path) for route in ROUTES for path in addresses(route)]
REFUSALS = {401, 403}
OPEN = {"/login", "/welcome/{link}", "/stop/{link}", "/feeds/{watch}/{secret}.atom"}


def _filled(path: str, alert: str, item: str) -> str:
    known = {"alert": alert, "item": item}
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: known.get(found[1], "nothing"), path)


@pytest.mark.parametrize("role", [None, *ROLES])
async def test_every_role_at_every_address(role: Role | None, store: Store, visitor: Visitor) -> None:
    id_ = await one(store)
    alert = await stored(store, id_)
    browser = await visitor(role)
    for route, path in sorted(EVERY, key=lambda pair: pair[1] == "/logout"):
        await _check(route, _filled(path, id_, str(alert["items"][0]["item"])), role, browser)
    if role in {None, "reader"}:
        assert await stored(store, id_) == alert


async def _check(route: Route, path: str, role: Role | None, browser: object) -> None:
    from tests.review.people import Browser

    assert isinstance(browser, Browser)
    headers = {"accept": "text/html"}
    if route.method == "GET":
        answer = await browser.client.get(path, headers=headers)
    else:
        answer = await browser.client.post(path, data={"token": browser.token}, headers=headers)
    assert answer.status_code < 500, f"{route.method} {path}: {answer.text[:2000]}"
    if route.role is None:
        return
    if role is None:
        is_form = path.endswith((".json", ".atom"))
        assert answer.status_code == (401 if is_form else 303), path
        assert is_form or answer.headers["location"].startswith("/login")
    elif ROLES.index(role) < ROLES.index(route.role):
        assert answer.status_code == 403, path
    else:
        assert answer.status_code not in REFUSALS, path
        assert not answer.headers.get("location", "").startswith("/login") or path == "/logout"


def test_every_change_is_a_post_and_nobody_changes_anything_without_a_name() -> None:
    for route in ROUTES:
        assert route.method in {"GET", "POST"}
        assert route.role is not None or route.signed or route.path in OPEN
        assert not (route.forms and route.method == "POST")
