"""Whoever follows the links of the pages, from the alerts on, never meets a page that is not there."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, urlsplit

from monitor.settings import Environment
from monitor.store.store import Store
from tests.review.alerts import many
from tests.review.people import Visitor
from tests.review.sites import furnish

_LINK = re.compile(r'(?:href|hx-get)="(/[^"]*)"')
_ID = re.compile(r"[0-9a-f]{24}")
# A page of each kind is enough: of lists one for each parameter alone, and in each state one with several of them.
Kind = tuple[str, frozenset[str]]


def kind(path: str) -> Kind:
    parts = urlsplit(path)
    told = [f"{name}={value}" if name == "state" else name for name, value in parse_qsl(parts.query)]
    if len(told) > 1:
        told = ["several", *(one for one in told if one.startswith("state="))]
    return _ID.sub("ID", parts.path), frozenset(told)


def links(page: str) -> Iterator[str]:
    for found in _LINK.findall(page):
        yield unescape(found).partition("#")[0]


async def test_every_link_leads_somewhere(store: Store, environment: Environment, visitor: Visitor) -> None:
    await many(store, 60)
    await furnish(store, environment)
    browser = await visitor("administrator", "ada")
    waiting, seen = ["/alerts"], set[Kind]()
    while waiting:
        path = waiting.pop()
        if kind(path) in seen or path.startswith("/static/"):
            continue
        seen.add(kind(path))
        answer = await browser.get(path)
        assert answer.status_code in {200, 204, 303}, f"{answer.status_code} {path}"
        waiting += [*links(answer.text), *([answer.headers["location"]] if answer.status_code == 303 else [])]
    kinds = {path for path, _told in seen}
    assert kinds >= {"/overview", "/alerts/ID", "/items/ID", "/sources/lagoon/edit", "/openapi.json"}
