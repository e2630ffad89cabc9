"""The archive search finds what the matcher finds when it looks at every item."""

import random
from datetime import timedelta

import pytest

from monitor.matching.find import find
from monitor.matching.query import check, parse
from monitor.search.results import Filters, Hit, Results
from monitor.search.search import Search
from monitor.store.store import Store
from monitor.watches.facts import facts_of_item
from monitor.watches.matcher import text_of
from tests.matching.generated import query as generated_query
from tests.search.made import NOON, SOURCES, article, fill, generated

NO_FILTERS = Filters()


async def every_page(
    search: Search, query: str, filters: Filters = NO_FILTERS, size: int = 7, best: bool = False
) -> list[Hit]:
    hits, after = list[Hit](), ""
    while True:
        results = await search.find(parse(query), filters, after, size, best=best, patience=None)
        hits += results.hits
        assert results.count >= len(hits)
        after = results.older
        if not after:
            return hits


def ids(hits: list[Hit] | Results) -> list[str]:
    return [hit.item["id"] for hit in (hits.hits if isinstance(hits, Results) else hits)]


async def naive(store: Store, query: str) -> list[str]:
    parsed, found = parse(query), []
    async for batch in store.archive.all():
        for item in batch:
            facts = facts_of_item(item, SOURCES.get(item["source"]))
            if find(parsed, text_of(facts)) is not None:
                found.append(item)
    return [item["id"] for item in sorted(found, key=lambda item: item["dated"], reverse=True)]


@pytest.mark.parametrize("seed", range(3))
async def test_finds_what_looking_at_every_item_finds(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    await fill(store, generated(chance, 120))
    search = Search(store, SOURCES)
    for _ in range(40):
        query = generated_query(chance)
        if check(query).errors:
            continue
        hits = await every_page(search, query)
        assert sorted(ids(hits)) == sorted(await naive(store, query)), query
        dates = [hit.item["dated"] for hit in hits]
        assert dates == sorted(dates, reverse=True)
        assert sorted(ids(await every_page(search, query, best=True))) == sorted(ids(hits))


async def test_the_index_alone_knows_how_near_two_words_are(store: Store) -> None:
    texts = [["tram"] * 16 for _ in range(-7, 8)]
    for distance, words in zip(range(-7, 8), texts, strict=True):
        words[8], words[8 + distance] = "ferry", "strike"
    texts += [["tram"] * 4 + ["bus"] + ["tram"] * distance + ["bus"] for distance in range(9)] + [["bus"]]
    await fill(store, [article(number, "", " ".join(words)) for number, words in enumerate(texts)])
    search = Search(store, SOURCES)
    for reach in range(1, 9):
        pairs = (
            "ferry NEAR/{} strike",
            "ferry ONEAR/{} strike",
            "strike ONEAR/{} ferry",
            "bus NEAR/{} bus",
            "bus ONEAR/{} bus",
        )
        for query in (pair.format(reach) for pair in pairs):
            results = await search.find(parse(query), size=1, patience=None)
            assert (results.count, results.is_exact) == (len(await naive(store, query)), True), query


@pytest.mark.parametrize(
    "query",
    [
        "country:FR AND ferry",
        "source:tidings.example ferry",
        "source:*.example AND lang:zh",
        "ferry NOT country:SE",
        "/f[e]rry/",
    ],
)
async def test_asks_for_facts(store: Store, query: str) -> None:
    await fill(store, generated(random.Random(9), 80))
    assert sorted(ids(await every_page(Search(store, SOURCES), query))) == sorted(await naive(store, query))


async def test_filters_narrow(store: Store) -> None:
    await fill(store, generated(random.Random(4), 150))
    search = Search(store, SOURCES)
    everything = await every_page(search, "ferry OR strike OR 人权")
    since, until = NOON - timedelta(hours=20), NOON - timedelta(hours=10)
    for filters, keeps in (
        (Filters(since=since, until=until), lambda item: since <= item["dated"] < until),
        (Filters(source="quill"), lambda item: item["source"] == "quill"),
        (Filters(group="partners"), lambda item: item["source"] == "harbour"),
        (Filters(language="zh"), lambda item: item["language"] == "zh-Hant"),
        (Filters(watch="none"), lambda item: False),
        (Filters(group="unknown"), lambda item: False),
    ):
        found = await every_page(search, "ferry OR strike OR 人权", filters)
        assert ids(found) == [hit.item["id"] for hit in everything if keeps(hit.item)]


async def test_marks_the_words_in_extracts(store: Store) -> None:
    await fill(store, [article(1, "The ferry sails", "A strike ended. The Ferry left.")])
    (hit,) = (await Search(store, SOURCES).find(parse("ferry AND strike"), patience=None)).hits
    marked = {piece.text[start:end] for piece in hit.extracts for start, end in piece.marks}
    assert marked == {"ferry", "Ferry", "strike"}


async def test_best_first_means_in_the_title(store: Store) -> None:
    texts = [("Trams", "The ferry was late, and rain fell on the town all day."), ("Ferry sails", "It left at noon.")]
    wanted = (await fill(store, [article(number, *text) for number, text in enumerate(texts)]))[1]
    found = await Search(store, SOURCES).find(parse("ferry"), best=True, patience=None)
    assert (ids(found)[0], found.count, found.is_exact) == (wanted, 2, True)


async def test_pages_through_items_of_one_moment(store: Store) -> None:
    await fill(store, [article(number, "ferry", published=NOON) for number in range(60)])
    found = ids(await every_page(Search(store, SOURCES), "ferry", size=4))
    assert len(found) == len(set(found)) == 60


async def test_gives_up_after_many_candidates_and_leads_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.search.search.MOST_LOOKED_AT", 20)
    await fill(store, [article(number, "ferry" if number == 70 else "tram") for number in range(80)])
    search = Search(store, SOURCES)
    first = await search.find(parse("/ferry/"), patience=None)
    assert (first.hits, first.unfinished, first.is_exact) == ((), True, False)
    assert len(await every_page(search, "/ferry/")) == 1


@pytest.mark.parametrize("after", ["x", "o1", "b-1", "o99999999999999999999-" + "a" * 24, "\0", "b99999999"])
async def test_a_place_that_is_none_leads_nowhere(store: Store, after: str) -> None:
    await fill(store, [article(1, "ferry")])
    search = Search(store, SOURCES)
    for best in (False, True):
        assert not (await search.find(parse("ferry"), after=after, best=best, patience=None)).hits


async def test_hostile_texts_are_found_all_the_same(store: Store) -> None:
    texts = [
        "ferry " + "x" * 70_000,
        "ferry \u202e\u0000 | | |",
        "a\u0301" * 5_000 + " ferry",
        "ferry" * 20_000,
        "\ud800 ferry",
    ]
    await fill(store, [article(number, "", text) for number, text in enumerate(texts)])
    search = Search(store, SOURCES)
    for query, count in (
        ("ferry", 4),
        ("x" * 70_000, 1),
        ("ferry*", 5),
        ("fe?ry" + "*", 5),
        ("*xxx", 1),
        ("xx* AND ferry", 1),
    ):
        found = await every_page(search, query[:19_000])
        assert len(found) == (count if len(query) < 19_000 else 0)
    assert len(await every_page(search, "(" + " OR ".join(f"w{number}*" for number in range(300)) + " OR ferry)")) == 4
