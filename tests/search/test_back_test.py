"""A back-test by the index gives what a back-test of every item gives."""

import os
import random
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from bson import ObjectId

from monitor.commands.back_test import run_back_test
from monitor.matching.query import check
from monitor.search.candidates import IndexCandidates
from monitor.search.directory import Directory
from monitor.search.past import Past
from monitor.search.search import Search
from monitor.search.volumes import Volumes
from monitor.store.candidates import StoredItems
from monitor.store.store import Store
from monitor.watch import Watch
from monitor.watches.backtest import BackTest, back_test
from monitor.watches.looking import leaves_of, looker
from tests.matching.generated import query as generated_query
from tests.search.made import NOON, SOURCES, article, fill, generated

SINCE, UNTIL = NOON - timedelta(hours=25), NOON - timedelta(hours=2)


async def naive(store: Store, watch: Watch) -> BackTest:
    judged = partial(store.judgements.of_items, watch=watch.name)
    supply, look = StoredItems(store.items), looker(watch, SOURCES)
    return await back_test(supply, list(watch.queries.values()), leaves_of(watch), look, judged, SINCE, UNTIL)


def told(result: BackTest) -> list[object]:
    newest = [item["dated"] for item in result.newest]
    judged = result.relevant, result.not_relevant
    return [result.total, result.found, judged, result.days, result.sources, result.languages, result.terms, newest]


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
    since, until = datetime(2020, 1, 1, tzinfo=UTC), NOON + timedelta(1)
    tally = await supply.tally(since, until)
    assert (tally.found, tally.leaves) == (10, {'"ferry"': 10, '"is late"': 10, "tram": 0})
    assert [batch async for batch in supply.batches([], since, until)] == []


async def test_items_that_were_judged_are_counted_one_by_one(store: Store) -> None:
    chance = random.Random(5)
    ids = await fill(store, generated(chance, 150))
    for state in ("relevant", "not relevant", "new", "escalated"):
        parts = [{"item": ObjectId(one), "kind": "new", "at": NOON} for one in chance.sample(ids, 25)]
        await store.judgements.collection.insert_one(
            {"watch": "query", "story": ObjectId(), "state": state, "items": parts}
        )
    for query in ("ferry OR strike", '"ferry" AND (strike OR ~strikes)', "人权 OR harbour NEAR/5 ferry", "/fer+y/"):
        watch = Watch("query", "A query", {"*": query})
        result = await run_back_test(store, watch, SOURCES, SINCE, UNTIL)
        assert told(result) == told(await naive(store, watch)), query
        assert result.relevant and result.not_relevant


async def test_rows_that_were_overwritten_unseen_are_made_anew(store: Store) -> None:
    await fill(store, generated(random.Random(3), 60))
    watch = Watch("query", "A query", {"*": "~ferry AND ATLEAST/2(strike OR harbour)"})
    before = await run_back_test(store, watch, SOURCES, SINCE, UNTIL)
    rows = next(Directory(store.environment).path.glob("*.rows"))
    times, whole = rows.stat().st_mtime_ns, rows.read_bytes()
    rows.write_bytes(whole[: len(whole) // 2] + bytes(len(whole) - len(whole) // 2))
    os.utime(rows, ns=(times, times))
    assert told(await run_back_test(store, watch, SOURCES, SINCE, UNTIL)) == told(before)
    assert next(Directory(store.environment).path.glob("*.rows")).read_bytes() == whole


async def test_items_whose_rows_are_missing_are_looked_at_one_by_one(store: Store) -> None:
    await fill(store, generated(random.Random(4), 60))
    watch = Watch("query", "A query", {"*": "~ferry OR {strike}"})
    search = Search(store, SOURCES)
    snapshot, _ = await search.readiness.ready(None)
    assert snapshot is not None
    past = Past(snapshot, watch, SOURCES, SINCE, UNTIL)
    assert past.found() == []
    snapshot.volumes = Volumes(Directory(store.environment).path)
    bare = Past(snapshot, watch, SOURCES, SINCE, UNTIL)
    assert len(bare.found()) >= past.counted(0).found and all(one.leaves is None for one in bare.found())
