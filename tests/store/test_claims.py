"""What a page says of its own address, and what the store believes of it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from monitor.items import Article, Outcome, Sighting
from monitor.store.store import Store

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOST = "https://tidings.example"
TEXT = "The ferry to Lower Quill sails again after the storm, said the harbour office on Monday."
OTHER = "The bridge over the Quill stays closed until the spring, said the town council on Friday."


async def test_a_canonical_link_to_another_story_changes_nothing(store: Store, article: MakeArticle) -> None:
    hostile = article("trap", body=OTHER, claim=f"u:{HOST}/story", canonical_url=f"{HOST}/story")
    story = article("story", body=TEXT)
    for pair in ([story, hostile], [hostile, story]):
        await store.items.collection.delete_many({})
        results = [(await store.items.store([one]))[0] for one in pair]
        assert [result.outcome for result in results] == [Outcome.NEW, Outcome.NEW]
        kept = await store.items.get(f"{HOST}/story")
        assert kept
        assert (kept["body"], [sighting["url"] for sighting in kept["sightings"]]) == (TEXT, [f"{HOST}/story"])
        assert await store.items.known([f"u:{HOST}/trap"])


async def test_where_another_text_stands_the_item_keeps_its_own_address(store: Store, article: MakeArticle) -> None:
    await store.items.store([article("story", body=TEXT)])
    await store.items.store([article("trap", body=OTHER, claim=f"u:{HOST}/story", canonical_url=f"{HOST}/story")])
    trap = await store.items.get(f"{HOST}/trap")
    assert trap
    assert trap["canonical_url"] == f"{HOST}/trap"
    assert "claim" not in trap


async def test_a_canonical_link_to_the_same_text_is_one_item(store: Store, article: MakeArticle) -> None:
    await store.items.store([article("story", headline="Ferry resumes", body=f"{TEXT}\n3 comments")])
    body, claim = f"{TEXT}\nUpdated: 3 May 2026", f"u:{HOST}/story"
    copy = article("print-of-story", headline="FERRY RESUMES", body=body, claim=claim)
    assert (await store.items.store([copy]))[0].outcome is Outcome.DUPLICATE
    assert await store.items.count() == 1
    assert await store.items.known([f"u:{HOST}/print-of-story"])


async def test_two_at_once_with_a_short_text_make_one_item(store: Store, article: MakeArticle) -> None:
    shared = f"c:{HOST}/story#ab12"
    pages = [article(f"n/{number}", keys=[f"u:{HOST}/n/{number}", shared]) for number in range(20)]
    await asyncio.gather(*(store.items.store([page]) for page in pages))
    assert await store.items.count() == 1
    assert await store.items.known([f"u:{HOST}/n/{number}" for number in range(20)])


async def test_a_second_source_at_the_same_address_is_a_second_sighting(store: Store, article: MakeArticle) -> None:
    later = NOON + timedelta(hours=1)
    await store.items.store([article("a")])
    again = article("a", source="herald", sightings=[Sighting(f"{HOST}/a", "herald", later)])
    assert (await store.items.store([again]))[0].outcome is Outcome.KNOWN
    for _ in range(2):
        await store.items.sight("courier", [(f"u:{HOST}/a", f"{HOST}/a")], later)
    item = await store.items.get(f"{HOST}/a")
    assert item
    assert [sighting["source"] for sighting in item["sightings"]] == ["tidings", "herald", "courier"]


async def test_another_text_met_by_chance_is_looked_at_by_the_next_run(store: Store, article: MakeArticle) -> None:
    later, far = NOON + timedelta(hours=1), NOON + timedelta(days=20)
    await store.items.store([article("a", text_hash="one", next_visit=far)])
    again = article("a", text_hash="two", keys=[f"u:{HOST}/a"], first_seen=later)
    await store.items.store([again])
    item = await store.items.get(f"{HOST}/a")
    assert item
    assert (item["next_visit"], item["text_hash"]) == (later, "one")
