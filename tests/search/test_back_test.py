"""A back-test by the index gives what a back-test of every item gives."""

import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from monitor.commands.back_test import run_back_test
from monitor.matching.query import check
from monitor.search.candidates import IndexCandidates
from monitor.search.search import Search
from monitor.store.candidates import StoredItems
from monitor.store.store import Store
from monitor.watch import Watch
from monitor.watches.backtest import BackTest, Judgement, back_test
from monitor.watches.looking import leaves_of, looker
from tests.matching.generated import query as generated_query
from tests.search.made import NOON, SOURCES, article, fill, generated

SINCE, UNTIL = NOON - timedelta(hours=25), NOON - timedelta(hours=2)


async def naive(store: Store, watch: Watch) -> BackTest:
    async def nobody(ids: Sequence[str]) -> Mapping[str, Judgement]:
        return {}

    supply, look = StoredItems(store.items), looker(watch, SOURCES)
    return await back_test(supply, list(watch.queries.values()), leaves_of(watch), look, nobody, SINCE, UNTIL)


def told(result: BackTest) -> list[object]:
    newest = [item["dated"] for item in result.newest]
    return [result.total, result.found, result.days, result.sources, result.languages, result.terms, newest]


@pytest.mark.parametrize("seed", range(3))
async def test_counts_what_every_item_gives(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    await fill(store, generated(chance, 120))
    for _ in range(25):
        query = generated_query(chance)
        if not check(query).errors:
            watch = Watch("query", "A query", {"*": query})
            result = await run_back_test(store, watch, SOURCES, SINCE, UNTIL)
            assert told(result) == told(await naive(store, watch)), query
            assert all(item["headline"] is not None and item["url"] for item in result.newest)


@pytest.mark.parametrize(
    "watch",
    [
        Watch("rights", "Rights", {"*": "ferry OR 人权", "zh": "律师", "en": "strike NOT harbour"}),
        Watch("rights", "Rights", {"ar": "حقوق", "ru": "арест*"}),
        Watch("rights", "Rights", {"*": "ferry NEAR/5 (strike OR harbour)"}, sources=("quill",)),
        Watch("rights", "Rights", {"*": "ferry AND (strike OR ~strikes)"}, groups=("news",)),
    ],
)
async def test_heeds_languages_and_sources(store: Store, watch: Watch) -> None:
    await fill(store, generated(random.Random(7), 150))
    assert told(await run_back_test(store, watch, SOURCES, SINCE, UNTIL)) == told(await naive(store, watch))


async def test_looks_at_no_text_where_the_index_knows(store: Store) -> None:
    await fill(store, [article(number, "ferry" if number % 2 else "tram", "It is late.") for number in range(20)])
    search, watch = Search(store, SOURCES), Watch("query", "A query", {"*": '"ferry" AND ("is late" OR tram)'})
    supply = IndexCandidates(search.readiness, store.archive, watch, SOURCES)
    given = [
        item
        async for batch in supply.batches([], datetime(2020, 1, 1, tzinfo=UTC), NOON + timedelta(1))
        for item in batch
    ]
    assert [item["leaves"] for item in given] == [frozenset(('"ferry"', '"is late"'))] * 10
