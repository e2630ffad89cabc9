"""Texts from outside, in every field: they stay texts."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import fromstring

import pytest
from bson import ObjectId

from monitor.review.access import Route
from monitor.review.routes import ROUTES
from monitor.settings import Environment
from monitor.store.store import Store
from tests.review.alerts import one, stored
from tests.review.people import NOON, Browser, Visitor
from tests.review.sites import furnish

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "{{ 7777*7777 }}{% raw %}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "invoice\u202egpj.exe\u2066\u200f",
    "lone \ufffd and NUL \x00 gone",
    "=HYPERLINK(\"https://evil.example\")",
    "a" * 100_000,
]  # fmt: skip
OPERATORS = ['{"$gt": ""}', "[$ne]", "../../etc/passwd", "%00", "%ff"]
BESIDE = {"at", "next", "form", "before", "after", "url", "revision", "key", "changed", "missed"}
NAMES = sorted({name for route in ROUTES for name in route.asks} | BESIDE)
ALLOWED = re.compile(r"(https?://|/|\?|#|mailto:)")


class Reader(HTMLParser):
    """Notes every element, address and handler that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str | None] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # The small plots of our own templates.
        self.tags.add("plot" if tag == "svg" and given.get("class") in {"spark", "share"} else tag)
        if tag == "script":
            self.scripts.append(given.get("src"))
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "action", "formaction"}]
        self.handlers += [name for name in given if name.startswith("on") or name in {"style", "srcdoc"}]


def check(page: str) -> None:
    reader = Reader()
    reader.feed(page)
    assert all(source and source.startswith("/static/") for source in reader.scripts)
    assert not reader.handlers
    assert not reader.tags & {"svg", "iframe", "object", "embed", "img", "style"}
    assert all(ALLOWED.match(link) for link in reader.links), reader.links
    assert "60481729" not in page
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069]", page)


async def poisoned(store: Store, text: str) -> tuple[str, str]:
    """An alert and its item with a text in every field that comes from outside."""
    piece = {"field": "body", "text": text[:420], "marks": [[0, 3], [-5, 2], [2, 1], ["a", {}], 7]}
    id_ = await one(store, tags=[text[:60]], outlets=[text[:200]], languages=[text[:20]])
    alert = await store.database["alerts"].find_one({"_id": ObjectId(id_)})
    assert alert is not None
    facts = {"headline": text, "url": text, "source": text[:200], "language": text[:40], "published_day": text[:40]}
    leading = {**alert["leading"], **facts, "extract": [piece, {"field": "title", "text": text, "marks": [[0, 9]]}]}
    change = {"leading": leading, "watch": text[:100], "notes": [{"by": text[:50], "at": NOON, "text": text}]}
    await store.database["alerts"].update_one({"_id": alert["_id"]}, {"$set": change})
    item = alert["items"][0]["item"]
    await store.database["items"].update_one({"_id": item}, {"$set": _poisoned_item(text)})
    return id_, str(item)


def _poisoned_item(text: str) -> dict[str, object]:
    names = (
        "headline",
        "body",
        "summary",
        "url",
        "canonical_url",
        "section",
        "published_raw",
        "published_why",
        "image",
    )
    short = text[:200]
    return {
        **dict.fromkeys(names, text),
        "language": short,
        "source": short,
        "authors": [short, short],
        "index_number": short,
        "published_confidence": short,
        "date_candidates": [{"evidence": short, "raw": short, "day": short, "precision": short}],
        "sightings": [{"url": text, "source": short, "seen_at": NOON}],
        "matches": [{"watch": short, "version": 1, "spans": [{"field": "title", "start": 0, "end": 5, "leaf": short}]}],
        "relation": {"kind": short, "evidence": short},
    }


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_texts_from_outside_stay_texts(text: str, store: Store, visitor: Visitor) -> None:
    alert, item = await poisoned(store, text.replace("\x00", "\ufffd"))
    browser = await visitor("editor")
    for path in (
        "/alerts",
        f"/alerts/{alert}",
        "/items",
        f"/items/{item}",
        "/alerts/changes?seen=2000-01-01T00:00:00Z&loaded=2100-01-01T00:00:00Z",
    ):
        answer = await browser.get(path)
        assert answer.status_code == 200, answer.text[-2000:]
        check(answer.text)
        assert len(answer.content) < 700_000
    for path in ("/alerts.atom?state=all", "/items.atom"):
        fromstring((await browser.get(path)).text)
    for path in ("/alerts.json?state=all", f"/items/{item}.json"):
        assert (await browser.get(path)).json()


def questions(route: Route, text: str) -> Iterator[dict[str, str]]:
    """A text in each parameter that a route reads, then in all that any route reads."""
    for name in (*route.asks, *(("at",) if route.is_long else ())):
        yield {name: text, f"{name}[$ne]": "x"}
    yield {name: text for name in NAMES if name != "at"}


@pytest.mark.parametrize("text", [*HOSTILE[:5], *OPERATORS])
async def test_parameters_are_texts(text: str, store: Store, visitor: Visitor) -> None:
    await one(store)
    browser = await visitor("administrator")
    for route in ROUTES:
        if route.method != "GET":
            continue
        path = re.sub(r"\{(\w+)(?::\w+)?\}", "nothing", route.path)
        for question in questions(route, text):
            answer = await browser.client.get(path, params=question, headers={"accept": "text/html"})
            assert answer.status_code < 500, (path, question)
            if "html" in answer.headers.get("content-type", ""):
                check(answer.text)


# Those of a form of any page; what a page shows again of them has to stay a text there too.
FIELDS = (
    "name", "title", "query", "language", "recipients", "sources", "groups", "owner", "revision", "version", "text",
    "group", "url", "assignee", "tags", "other", "once", "alert", "into", "item", "do", "state", "days", "back", "path",
    "mail", "role", "timezone", "dates", "direction", "delivery", "wanted", "passphrase", "again", "current", "as",
)  # fmt: skip


@pytest.mark.parametrize("text", [HOSTILE[1], HOSTILE[3], HOSTILE[6], "\x00", "\ud800"], ids=range(5))
async def test_fields_of_forms_are_texts(text: str, store: Store, environment: Environment, visitor: Visitor) -> None:
    id_ = await one(store)
    await furnish(store, environment)
    known = {"alert": id_, "item": str((await stored(store, id_))["items"][0]["item"])}
    known |= {"watch": "ferry", "source": "lagoon"}
    browser = await visitor("administrator")
    body = json.dumps(dict.fromkeys(FIELDS, text) | {"token": browser.token})
    headers = {"content-type": "application/json", "accept": "text/html"}
    for route in ROUTES:
        if route.method != "POST" or route.path == "/logout":
            continue
        path = re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: known.get(found[1], "nothing"), route.path)
        answer = await browser.client.post(path, content=body, headers=headers)
        assert answer.status_code < 500, path
        check(answer.text)


async def test_an_operator_as_filter_finds_nothing(store: Store, visitor: Visitor) -> None:
    await one(store)
    browser: Browser = await visitor("reader")
    for name in ("watch", "assignee", "language", "source", "tag"):
        for text in ('{"$ne": null}', "$ne", "[object]"):
            found = await browser.client.get("/alerts.json", params={name: text, "state": "all"})
            assert found.json()["items"] == []
