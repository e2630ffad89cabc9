"""Texts that took older ones' places find the stories that they tell, and are found by others' copies."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

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
