"""Looking at the latest weeks first gives what looking at everything gives; very common finds are reckoned."""

import random
from datetime import timedelta

import pytest

from monitor.matching.query import parse
from monitor.search.results import Filters
from monitor.search.search import Search
from monitor.search.windows import windows
from monitor.store.store import Store
from tests.search.made import NOON, SOURCES, article, fill

WEEK = timedelta(weeks=1)


def test_goes_further_until_it_looks_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.search.windows.FIRST", 3)
    assert len(list(windows([(9, 2), (8, 2), (7, 20), (6, 1)], 1 << 62))) == 3
    assert len(list(windows([(9, 2)], 1 << 62))) == 1
    assert len(list(windows([], 0))) == 1


@pytest.mark.parametrize(
    "query", ["ferry", "strike", '"ferry strike"', "strike NEAR/3 ferry", "fer*", "~strike", "harbour"]
)
async def test_finds_the_latest_of_many_weeks(store: Store, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    words = ("ferry", "ferry", "strike", "tram", "tram", "tram")
    texts = [" ".join(chance.choices(words, k=3)) for _ in range(120)]
    texts[100] = "harbour"
    await fill(store, [article(n, text, published=NOON - timedelta(days=5 * n)) for n, text in enumerate(texts)])
    whole = [hit.item["id"] for hit in (await Search(store, SOURCES).find(parse(query), size=200, patience=None)).hits]
    monkeypatch.setattr("monitor.search.windows.FIRST", 2)
    search, found, after = Search(store, SOURCES), list[str](), ""
    while True:
        results = await search.find(parse(query), after=after, size=3, patience=None)
        found += [hit.item["id"] for hit in results.hits]
        if not (after := results.older):
            break
    assert found == whole
    old = Filters(until=NOON - 60 * WEEK, since=NOON - 80 * WEEK)
    narrowed = await search.find(parse(query), old, size=200, patience=None)
    assert [hit.item["id"] for hit in narrowed.hits] == [
        hit.item["id"]
        for hit in (await search.find(parse(query), size=200, patience=None)).hits
        if old.since and old.until and old.since <= hit.item["dated"] < old.until
    ]


async def test_reckons_how_many_there_are(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    await fill(store, [article(number, "ferry strike", "tram" if number % 2 else "") for number in range(400)])
    search = Search(store, SOURCES)
    exact = await search.find(parse('"ferry strike" NOT tram'), patience=None)
    assert (exact.count, exact.is_exact, exact.is_estimate) == (200, True, False)
    monkeypatch.setattr("monitor.search.asking.MOST_EFFORT", 300)
    reckoned = await search.find(parse('"ferry strike" NOT tram'), patience=None)
    assert (reckoned.is_exact, reckoned.is_estimate, len(reckoned.hits)) == (True, True, 20)
    assert 0 < reckoned.count < 1_000
    only_page = await search.find(parse('"ferry strike" NOT tram'), size=300, patience=None)
    assert (only_page.count, only_page.is_exact, only_page.is_estimate) == (200, True, False)
