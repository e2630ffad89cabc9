"""Search on the pages: what a watch would find, with its places; exports that no spreadsheet runs."""

import csv
import json

import pytest

from monitor.settings import Environment
from monitor.store.store import Store
from tests.review.alerts import many
from tests.review.people import NOON, Visitor


async def test_what_is_found_is_marked_and_can_be_paged(store: Store, visitor: Visitor) -> None:
    await many(store, 120)
    ada = await visitor("reader")
    page = await ada.get("/search?q=eviction+OR+detention+OR+ban+OR+wages")
    assert "<mark>" in page.text, page.text
    place, ids = "/search.json?q=eviction+OR+detention+OR+ban+OR+wages", []
    while place:
        found = (await ada.get(place)).json()
        ids += [item["id"] for item in found["items"]]
        place = found["older"]
    assert len(ids) == len(set(ids)) > 30


async def test_a_wrong_query_is_explained_where_it_is_wrong(visitor: Visitor) -> None:
    ada = await visitor("reader")
    assert '<u class="wrong">' in (await ada.get('/search?q="ferry')).text
    (problem,) = (await ada.get('/search.json?q="ferry')).json()["problems"]
    assert (problem["code"], problem["start"]) == ("E_UNCLOSED_QUOTE", 0)
    long = (await ada.client.get("/search.json", params={"q": "a" * 20_001})).json()
    assert [problem["code"] for problem in long["problems"]] == ["E_TOO_LONG"]
    for text in ("NOT a", "(" * 5_000, "/(a+)+b/", "\x00", "a" * 20_001):
        assert (await ada.client.get("/search", params={"q": text}, headers={"accept": "text/html"})).status_code == 200


async def test_an_export_holds_everything_and_no_formula(store: Store, visitor: Visitor) -> None:
    await many(store, 40)
    await store.database["items"].update_many({}, {"$set": {"headline": "=cmd|'/C calc'!A0 ferry", "first_seen": NOON}})
    ada = await visitor("reader")
    rows = list(csv.DictReader((await ada.get("/search/export?q=ferry&form=csv")).text.lstrip("\ufeff").splitlines()))
    assert len(rows) == 40
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    lines = (await ada.get("/search/export?q=ferry&form=jsonl")).text.splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == 40
    assert (await ada.get("/search/export?q=(&form=csv")).status_code == 400


async def test_no_export_without_an_index(store: Store, environment: Environment, visitor: Visitor) -> None:
    await many(store, 5)
    environment.home.mkdir(parents=True, exist_ok=True)
    (environment.home / "search").write_text("in the way")
    ada = await visitor("reader")
    answer = await ada.get("/search/export?q=ferry&form=csv")
    assert (answer.status_code, "cannot be written" in answer.text) == (503, True)
    page = await ada.get("/search?q=ferry")
    assert "cannot be written" in page.text and "Nothing was searched" in page.text and "items." not in page.text
    assert (await ada.get("/search.json?q=ferry")).json()["items"] == []


async def test_nothing_so_far_is_not_nothing(store: Store, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.search.search.MOST_LOOKED_AT", 10)
    await many(store, 40)
    page = await (await visitor("reader")).get("/search?q=/zzzz/")
    assert "Nothing found so far" in page.text and "Further results" in page.text
