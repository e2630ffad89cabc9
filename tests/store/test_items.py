import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.errors import DatabaseUnavailable
from monitor.items import Article, DateCandidate, Outcome, Sighting
from monitor.settings import Environment
from monitor.store.items import ItemQuery
from monitor.store.store import Store

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)


async def test_same_address_again_is_known(store: Store, article: MakeArticle) -> None:
    first, again = [(await store.items.store([article()]))[0] for _ in range(2)]
    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.KNOWN)
    assert first.item_id == again.item_id
    assert await store.items.count() == 1


async def test_twin_at_another_address_is_one_item_with_two_sightings(store: Store, article: MakeArticle) -> None:
    first, twin = await store.items.store([article("a", "same"), article("b", "same")])
    assert sorted([first.outcome, twin.outcome]) == [Outcome.DUPLICATE, Outcome.NEW]
    assert first.item_id == twin.item_id
    item = await store.items.get("https://tidings.example/b")
    assert item
    assert {sighting["url"] for sighting in item["sightings"]} == {article("a").url, article("b").url}
    assert (await store.items.store([article("b", "same")]))[0].outcome == Outcome.KNOWN


async def test_first_visit_of_a_canonical_address_is_a_duplicate(store: Store, article: MakeArticle) -> None:
    plain, archived = article("a"), article("archive/a")
    archived.keys = [archived.keys[0], plain.keys[0]]
    outcomes = [(await store.items.store([made]))[0].outcome for made in (archived, plain, plain, archived)]
    assert outcomes == [Outcome.NEW, Outcome.DUPLICATE, Outcome.KNOWN, Outcome.KNOWN]


async def test_address_with_a_tracking_mark_is_known(store: Store, article: MakeArticle) -> None:
    marked = article().url + "?utm_source=mail"
    await store.items.store([article()])
    again = article(url=marked, sightings=[Sighting(marked, "tidings", NOON)])
    assert (await store.items.store([again]))[0].outcome == Outcome.KNOWN


async def test_parts_of_one_page_are_items_of_their_own(store: Store, article: MakeArticle) -> None:
    parts = [article(f"list#{name}", keys=[f"u:https://tidings.example/list#{name}"]) for name in "ab"]
    for outcome in (Outcome.NEW, Outcome.KNOWN):
        assert [result.outcome for result in await store.items.store(parts)] == [outcome, outcome]
    item = await store.items.get("https://tidings.example/list#b")
    assert item
    assert item["url"].endswith("#b")


async def test_keeps_the_earliest_moment_of_each_sighting(store: Store, article: MakeArticle) -> None:
    url = article().url
    for moment in (LATER, NOON, LATER):
        await store.items.store([article(first_seen=moment, sightings=[Sighting(url, "tidings", moment)])])
    item = await store.items.get(url)
    assert item
    assert item["sightings"] == [{"url": url, "source": "tidings", "seen_at": NOON}]
    assert item["first_seen"] == NOON


async def test_address_that_another_item_holds_is_kept_as_sighting_only(store: Store, article: MakeArticle) -> None:
    held = article("held")
    await store.items.store([article("one"), held])
    mixed = article(
        "other", "one", keys=["u:https://tidings.example/other", "u:https://tidings.example/one", *held.keys]
    )
    result = (await store.items.store([mixed]))[0]
    assert result.outcome == Outcome.DUPLICATE
    assert await store.items.known(mixed.keys) == set(mixed.keys)
    item = await store.items.get(result.item_id)
    assert item
    assert mixed.url in {sighting["url"] for sighting in item["sightings"]}


async def test_article_that_met_two_items_joins_the_one_at_its_address(store: Store, article: MakeArticle) -> None:
    by_text, by_address = await store.items.store([article("x", "text"), article("y")])
    met = (await store.items.store([article("y", "text")]))[0]
    assert (met.outcome, met.item_id) == (Outcome.KNOWN, by_address.item_id)
    assert met.item_id != by_text.item_id


# What each of two processes does: the same thousand articles, in an order of its own.
INSERT = """
import asyncio, random, sys
from collections import Counter
from pathlib import Path
from monitor.items import Article
from monitor.settings import Environment
from monitor.store.store import Store

def article(number):
    url = f"https://tidings.example/{number}"
    return Article("tidings", url, url, "Ferry", "It sails.", keys=[f"u:{url}", f"t:tidings.example:{number}"])

async def insert(uri, name, seed):
    store = await Store.open(Environment(home=Path("/nowhere"), mongo_uri=uri, mongo_db=name))
    articles = [article(number) for number in range(1000)]
    random.Random(seed).shuffle(articles)
    print("ready", flush=True)
    sys.stdin.readline()
    outcomes = Counter()
    for start in range(0, 1000, 200):
        outcomes.update(result.outcome.value for result in await store.items.store(articles[start : start + 200]))
    await store.close()
    print(outcomes["new"], outcomes["known"])

asyncio.run(insert(*sys.argv[1:]))
"""


async def test_two_processes_with_the_same_thousand_make_one_of_each(store: Store, environment: Environment) -> None:
    pipe = asyncio.subprocess.PIPE
    arguments = [environment.mongo_uri, environment.mongo_db]
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", INSERT, *arguments, seed, stdin=pipe, stdout=pipe, cwd=Path(__file__).parents[2]
        )
        for seed in "12"
    ]
    for process in processes:
        assert process.stdout
        assert await process.stdout.readline() == b"ready\n"
    answers = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    counts = [[int(count) for count in output.split()] for output, _ in answers]
    assert [sum(column) for column in zip(*counts, strict=True)] == [1000, 1000]
    assert await store.items.count(ItemQuery()) == 1000


async def test_hostile_text_is_stored_without_what_cannot_be(store: Store, article: MakeArticle) -> None:
    hostile = article(
        headline="ferry\ud800\0", headers={"x-\0.$": "\udfff"}, alternates={"a.b": "$c"}, keys=["u:\ud800\0"]
    )
    result = (await store.items.store([hostile]))[0]
    item = await store.items.get(result.item_id)
    assert item
    assert item["headline"] == "ferry\ufffd\ufffd"
    assert item["headers"] == [["x-\ufffd.$", "\ufffd"]]
    assert item["alternates"] == [["a.b", "$c"]]
    assert await store.items.known(["u:\ud800\0"]) == {"u:\ud800\0"}


async def test_item_too_large_costs_only_itself(store: Store, article: MakeArticle) -> None:
    results = await store.items.store([article("a"), article("b", body="x" * 17_000_000), article("c")])
    assert [result.outcome for result in results] == [Outcome.NEW, Outcome.QUARANTINED, Outcome.NEW]
    assert "too large" in results[1].error


@pytest.mark.parametrize("values", [{"page_count": 2**70}, {"published": datetime.max.replace(tzinfo=UTC)}])
async def test_odd_numbers_and_dates_cost_at_most_the_item(
    store: Store, article: MakeArticle, values: dict[str, object]
) -> None:
    odd, sound = await store.items.store([article("odd", **values), article("sound")])
    assert sound.outcome == Outcome.NEW
    assert bool(odd.error) == ("page_count" in values)


async def test_long_addresses_are_told_apart(store: Store, article: MakeArticle) -> None:
    articles = [article("long" * 500 + end) for end in "ab"]
    assert [result.outcome for result in await store.items.store(articles)] == [Outcome.NEW, Outcome.NEW]
    assert await store.items.known([articles[0].keys[0]]) == {articles[0].keys[0]}
    assert (await store.items.store(articles[:1]))[0].outcome == Outcome.KNOWN


async def test_articles_without_keys_are_told_apart_by_address(store: Store, article: MakeArticle) -> None:
    results = await store.items.store([article("a", keys=[]), article("b", keys=[])])
    assert [result.outcome for result in results] == [Outcome.NEW, Outcome.NEW]


async def test_known_answers_many_keys_at_once(store: Store, article: MakeArticle) -> None:
    articles = [article(f"{number}") for number in range(700)]
    await store.items.store(articles)
    keys = [made.keys[0] for made in articles]
    assert await store.items.known([*keys, "u:https://tidings.example/none"]) == set(keys)
    assert await store.items.known([]) == set()


async def test_every_field_comes_back(store: Store, article: MakeArticle) -> None:
    candidate = DateCandidate("jsonld", "2026-02-28T09:00:00+01:00", date(2026, 2, 28), "second", NOON)
    made = article(
        authors=["News desk"], published=NOON, published_day=date(2026, 2, 28), published_precision="second",
        published_source="jsonld", published_confidence="high", date_candidates=[candidate], page_count=3,
    )  # fmt: skip
    await store.items.store([made])
    item = await store.items.get(made.url)
    assert item
    assert item["published"] == NOON
    assert item["published_day"] == "2026-02-28"
    assert item["date_candidates"][0]["instant"] == NOON
    assert item["date_candidates"][0]["day"] == "2026-02-28"
    assert (item["authors"], item["page_count"], item["dated"]) == (["News desk"], 3, NOON)


async def test_lists_all_in_order_over_many_pages(store: Store, article: MakeArticle) -> None:
    days = [NOON - timedelta(days=number % 7) for number in range(1200)]
    await store.items.store([article(f"{number}", published=day) for number, day in enumerate(days)])
    listed = [item async for item in store.items.find(ItemQuery())]
    assert [item["dated"] for item in listed] == sorted(days)
    assert len({item["id"] for item in listed}) == 1200
    newest = [item async for item in store.items.find(ItemQuery(newest_first=True))]
    assert [item["id"] for item in newest] == [item["id"] for item in reversed(listed)]
    assert len([item async for item in store.items.find(ItemQuery(limit=510))]) == 510


async def found(store: Store, query: ItemQuery) -> set[str]:
    assert await store.items.count(query) == len([item async for item in store.items.find(query)])
    return {item["url"].rpartition("/")[2] async for item in store.items.find(query)}


async def test_narrows_by_source_language_and_time(store: Store, article: MakeArticle) -> None:
    await store.items.store(
        [
            article("a", published=NOON, language="fr"),
            article("b", source="herald", published=None, published_day=date(2026, 2, 1)),
            article("c", source="post", first_seen=LATER),
        ]
    )
    assert await found(store, ItemQuery(sources=("herald", "post"))) == {"b", "c"}
    assert await found(store, ItemQuery(sources=())) == set()
    assert await found(store, ItemQuery(language="fr")) == {"a"}
    assert await found(store, ItemQuery(since=NOON)) == {"a", "c"}
    assert await found(store, ItemQuery(until=NOON)) == {"b"}


async def test_deletes_by_source(store: Store, article: MakeArticle) -> None:
    await store.items.store([article("a"), article("b", source="herald")])
    assert await store.items.delete_by_source(["herald", "none"]) == 1
    assert await found(store, ItemQuery()) == {"a"}


async def test_endless_addresses_of_one_text_do_not_grow_without_end(store: Store, article: MakeArticle) -> None:
    articles: list[Article] = [article(f"{number}", "same") for number in range(1100)]
    results = await store.items.store(articles[:600])
    results += [found for start in (600, 850) for found in await store.items.store(articles[start : start + 250])]
    assert {result.outcome for result in results[1:]} == {Outcome.DUPLICATE}
    item = await store.items.get(results[0].item_id)
    assert item
    assert (len(item["sightings"]), item["sightings_unlisted"]) == (1000, 100)
    await store.items.store([article("0", "same"), article("one more", "same")])
    item = await store.items.get(results[0].item_id)
    assert item
    assert (len(item["sightings"]), item["sightings_unlisted"]) == (1000, 101)


async def test_closed_connection_is_a_plain_sentence(environment: Environment) -> None:
    gone = Environment(
        home=environment.home, mongo_uri="mongodb://reader:s3cret@127.0.0.1:1/?serverSelectionTimeoutMS=50"
    )
    with pytest.raises(DatabaseUnavailable, match=r"MongoDB at mongodb://\*\*\*@127.0.0.1:1") as caught:
        await Store.open(gone)
    assert "s3cret" not in str(caught.value)


async def test_a_batch_of_one_text_adds_every_address_and_the_earliest_moment(
    store: Store, article: MakeArticle
) -> None:
    await store.items.store([article("first", "text")])
    copies = [article(str(number), "text") for number in range(60)]
    copies[40].sightings = [Sighting(copies[7].url, "tidings", NOON - timedelta(days=1))]
    for _ in range(2):
        await store.items.store(copies)
    item = await store.items.get(article("first").url)
    assert item
    assert {f"u:{copy.url}" for copy in copies} <= set(item["keys"])
    seen = {sighting["url"]: sighting["seen_at"] for sighting in item["sightings"]}
    assert (len(item["sightings"]), seen[copies[7].url]) == (60, NOON - timedelta(days=1))


async def test_an_address_that_two_items_are_met_at_goes_to_one_and_costs_no_other(
    store: Store, article: MakeArticle
) -> None:
    one, other = article("one"), article("other")
    await store.items.store([one, other])
    shared = "u:https://tidings.example/shared"
    met = [article("a", keys=[one.keys[1], shared, "u:a"]), article("b", keys=[other.keys[1], shared, "u:b"])]
    await store.items.store(met)
    first, second = [await store.items.get(found.url) for found in (one, other)]
    assert first
    assert second
    assert {"u:a", shared} <= set(first["keys"])
    assert "u:b" in second["keys"]
    assert shared not in second["keys"]


async def test_two_processes_add_the_same_addresses_once(store: Store, article: MakeArticle) -> None:
    await store.items.store([article("first", "text")])
    copies = [article(str(number), "text") for number in range(40)]
    await asyncio.gather(*(store.items.store(copies[turn:] + copies[:turn]) for turn in (0, 10, 20, 30)))
    item = await store.items.get(article("first").url)
    assert item
    assert (len(item["sightings"]), len(item["keys"])) == (41, 42)
