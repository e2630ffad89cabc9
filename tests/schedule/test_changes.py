"""Texts that took older ones' places find the stories that they tell, and are found by others' copies."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bson import ObjectId

from monitor.items import Revision
from monitor.schedule.settling import settle
from monitor.store.documents import Document
from monitor.store.store import Store
from tests.stories.test_verdict import OTHER, STORY, prose

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FLASH, REPORT = STORY[:40], STORY
WIRE = "https://wire.example/a"


def now() -> datetime:
    return NOON


async def changes(store: Store, story: Any, words: Iterable[str], number: int = 1) -> None:
    """The wire's page is read anew, with these words."""
    item = await the_item(store, WIRE)
    order = Revision(str(item["id"]), number, "sentences: 20 added")
    await store.items.store([story("wire", words, 60 * number, revises=order)])


async def the_item(store: Store, url: str) -> Document:
    item = await store.items.get(url)
    assert item
    return item


async def members(store: Store) -> set[frozenset[str]]:
    """The sources of each story's items."""
    found: dict[Any, set[str]] = {}
    async for item in store.items.collection.find({}):
        found.setdefault(item["story"], set()).add(item["source"])
    return {frozenset(sources) for sources in found.values()}


async def test_copies_of_the_report_that_a_flash_became_belong_to_its_story(store: Store, story: Any) -> None:
    await store.items.store([story("wire", FLASH)])
    await settle(store, now)
    await changes(store, story, REPORT)
    await settle(store, now)
    await store.items.store([story("post", REPORT, 90), story("flashed", FLASH, 91)])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire", "post", "flashed"})}


async def test_copies_that_came_before_the_page_was_read_anew_are_joined_then(store: Store, story: Any) -> None:
    await store.items.store([story("wire", FLASH)])
    await settle(store, now)
    await store.items.store([story("post", REPORT, 10), story("herald", REPORT, 20)])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire"}), frozenset({"post", "herald"})}
    await changes(store, story, REPORT)
    for _ in range(2):
        await settle(store, now)
    assert await members(store) == {frozenset({"wire", "post", "herald"})}
    (whole,) = await store.stories.collection.find({"merged_into": None}).to_list()
    assert whole["leader"] == (await store.items.collection.find_one({"source": "wire"}) or {})["_id"]


async def test_the_numbers_say_what_the_new_text_is_to_the_old(store: Store, story: Any) -> None:
    await store.items.store([story("wire", FLASH)])
    await settle(store, now)
    await changes(store, story, REPORT)
    assert (await the_item(store, WIRE))["change"] is None
    await settle(store, now)
    change = (await the_item(store, WIRE))["change"]
    assert (change["kind"], change["contains"]) == ("version", 1.0)
    assert 0 < change["contained"] < 0.5
    assert change["evidence"].startswith(f"{change['contained']:.0%}".replace("%", " %"))
    await changes(store, story, [*REPORT, "At", "last."], 2)
    await settle(store, now)
    first, second, third = await store.versions.of(await the_item(store, WIRE))
    assert "change" not in first
    assert second["change"] == change
    assert third["change"]["contains"] > 0.9


async def test_an_address_used_for_other_news_ties_nothing_together(store: Store, story: Any) -> None:
    await store.items.store([story("wire", REPORT)])
    await settle(store, now)
    await store.items.store([story("post", OTHER, 10)])
    await settle(store, now)
    await changes(store, story, OTHER)
    await settle(store, now)
    await store.items.store([story("herald", OTHER, 90), story("late", REPORT, 91)])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire", "late"}), frozenset({"post", "herald"})}
    assert (await the_item(store, WIRE))["change"]["contains"] < 0.1


async def test_what_a_person_took_apart_stays_apart(store: Store, story: Any) -> None:
    await store.items.store([story("wire", REPORT), story("post", REPORT, 1)])
    await settle(store, now)
    post = await the_item(store, "https://post.example/a")
    await store.story_decisions.split(str(post["story"]), [str(post["id"])], "ada", NOON)
    await changes(store, story, [*REPORT, *prose("more", 40)])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire"}), frozenset({"post"})}


async def test_a_text_that_says_nothing_any_more_keeps_its_story(store: Store, story: Any) -> None:
    await store.items.store([story("wire", REPORT)])
    await settle(store, now)
    await changes(store, story, ["Gone."])
    await settle(store, now)
    await store.items.store([story("post", REPORT, 90)])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire", "post"})}


async def test_a_page_that_copies_other_news_beneath_its_own_ties_nothing_together(store: Store, story: Any) -> None:
    """Its alert would otherwise stand for what others tell, and keep theirs from being told."""
    teaser = prose("teaser", 60)
    await store.items.store([story("wire", teaser), story("post", OTHER, 1)])
    await settle(store, now)
    await changes(store, story, [*teaser, *OTHER])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire"}), frozenset({"post"})}
    await changes(store, story, [*teaser, *OTHER, "At", "last."], 2)
    await settle(store, now)
    assert await members(store) == {frozenset({"wire"}), frozenset({"post"})}


async def test_a_page_that_said_nothing_joins_the_story_that_it_copies_then_and_does_not_lead_it(
    store: Store, story: Any
) -> None:
    await store.items.store([story("wire", ["More", "soon."]), story("post", OTHER, 1)])
    await settle(store, now)
    await changes(store, story, OTHER)
    await settle(store, now)
    assert await members(store) == {frozenset({"wire", "post"})}
    (whole,) = await store.stories.collection.find({"merged_into": None}).to_list()
    assert whole["headline"] == "Seen by post"


async def test_a_page_that_slides_from_news_to_news_ties_none_of_them(store: Store, story: Any) -> None:
    news = [prose(f"day {day}", 200) for day in range(4)]
    await store.items.store([story("wire", news[0])])
    await store.items.store([story(f"post{day}", words, 1 + day) for day, words in enumerate(news)])
    await settle(store, now)
    apart = await members(store)
    for day in range(1, 4):
        await changes(store, story, [*news[day - 1], *news[day]], day)
        await settle(store, now)
    assert await members(store) == apart


async def test_a_page_that_changes_for_ever_keeps_its_story_to_be_found(store: Store, story: Any) -> None:
    await store.items.store([story("wire", FLASH)])
    await settle(store, now)
    for number in range(1, 13):
        await changes(store, story, [*FLASH, *(prose(f"visit {number}", 300) if number % 2 else [])], number)
        await settle(store, now)
    (whole,) = await store.stories.collection.find({}).to_list()
    assert len(whole["faces"]) <= 5
    await store.items.store([story("post", FLASH, 900)])
    await settle(store, now)
    assert await members(store) == {frozenset({"wire", "post"})}


async def test_items_whose_story_is_gone_hold_up_no_other(store: Store, story: Any) -> None:
    lost = [story(f"lost{number}", prose(f"lost {number}", 60)) for number in range(50)]
    await store.items.store([*lost, story("wire", FLASH)])
    await settle(store, now)
    of_lost = {"source": {"$regex": "^lost"}}
    items = [item async for item in store.items.collection.find(of_lost)]
    await store.stories.collection.delete_many({"_id": {"$in": [item["story"] for item in items]}})
    await store.items.collection.update_many(of_lost, {"$set": {"reread": True}})
    await changes(store, story, REPORT)
    await settle(store, now)
    assert (await the_item(store, WIRE))["change"]["kind"] == "version"
    assert await store.items.collection.count_documents({"reread": True}) == 0


async def test_an_item_that_still_names_a_merged_story_stands_for_the_one_that_it_went_into(
    store: Store, story: Any
) -> None:
    await store.items.store([story("wire", FLASH), story("post", OTHER, 1)])
    await settle(store, now)
    wire, post = await the_item(store, WIRE), await the_item(store, "https://post.example/a")
    await store.story_decisions.merge(str(post["story"]), str(wire["story"]), "ada", NOON)
    await changes(store, story, REPORT)
    await store.items.collection.update_one({"source": "wire"}, {"$set": {"story": ObjectId(wire["story"])}})
    await settle(store, now)
    await store.items.store([story("herald", REPORT, 90)])
    await settle(store, now)
    assert str((await the_item(store, "https://herald.example/a"))["story"]) == str(post["story"])
