"""Decisions on the same stories that meet, or that come while a process that died has left one half done."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from bson import ObjectId

from monitor.items import Article
from monitor.schedule.settling import settle
from monitor.store.store import Store
from monitor.store.story_decisions import MOST_DECIDED, StoryDecisions
from tests.store.conftest import MakeArticle
from tests.stories.test_verdict import OTHER, STORY, prose

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXTS = {"a": STORY, "b": OTHER, "c": prose("third", 200)}
# What each source tells.
SAID = {"a": "story", "b": "other", "c": "third", "d": "other"}


class Dying(StoryDecisions):
    """A process that is killed as soon as it has written down what it is about to do."""

    async def finish_moves(self) -> int:
        return 0


@pytest.fixture
def story(article: MakeArticle) -> Any:
    def make(name: str, words: Iterable[str]) -> Article:
        url = f"https://{name}.example/a"
        values: dict[str, Any] = {"url": url, "source": name, "keys": [f"u:{url}"], "headline": f"Seen by {name}"}
        values |= {"language": "en", "first_seen": NOON + timedelta(minutes=ord(name)), "body": " ".join(words)}
        return article(name, **values)

    return make


async def three_stories(store: Store, story: Any) -> dict[str, str]:
    """The ids of three stories of one item each, by the name of its source."""
    await store.items.store([story(name, words) for name, words in TEXTS.items()])
    await settle(store, lambda: NOON)
    return {item["source"]: str(item["story"]) async for item in store.items.collection.find({})}


async def together(store: Store) -> list[list[str]]:
    """The sources of each story's members; checks that each item says the same as its story."""
    found = []
    async for one in store.stories.collection.find({"merged_into": None}):
        said = [item["source"] async for item in store.items.collection.find({"story": one["_id"]})]
        listed = [member["source"] for member in one["members"]]
        assert sorted(listed) == sorted(said)
        assert len(one["faces"]) == len({words for name, words in SAID.items() if name in listed})
        found.append(sorted(listed))
    assert await store.stories.collection.count_documents({"moving": {"$exists": True}}) == 0
    return sorted(found)


MEETING: list[Sequence[tuple[str, str]]] = [
    [("a", "b"), ("b", "a")],
    [("a", "b"), ("b", "c")],
    [("b", "c"), ("a", "b")],
    [("a", "b"), ("b", "c"), ("c", "a")],
]


@pytest.mark.parametrize("pairs", MEETING)
async def test_merges_that_were_begun_and_meet_end_in_one_story(
    store: Store, story: Any, pairs: Sequence[tuple[str, str]]
) -> None:
    ids = await three_stories(store, story)
    dying = Dying(store.stories.collection.database)
    async with asyncio.timeout(10):
        for into, other in pairs:
            await dying.merge(ids[into], ids[other], "editor", NOON)
        await settle(store, lambda: NOON)
        named = {name for pair in pairs for name in pair}
        assert await together(store) == sorted([sorted(named), *([name] for name in ids.keys() - named)])
        for one, other in permutations(named, 2):
            whole = await store.story_decisions.merge(ids[one], ids[other], "editor", NOON)
            assert (await store.stories.get(whole) or {})["_id"]


async def test_merges_crosswise_at_once_end_in_one_story(store: Store, story: Any) -> None:
    ids = await three_stories(store, story)
    decisions = store.story_decisions
    async with asyncio.timeout(20):
        await asyncio.gather(
            *(decisions.merge(ids[one], ids[other], "editor", NOON) for one, other in ("ab", "ba", "bc", "ca"))
        )
        await settle(store, lambda: NOON)
    assert await together(store) == [["a", "b", "c"]]


async def test_a_story_whose_merge_a_dead_process_left_half_done_can_go_elsewhere(store: Store, story: Any) -> None:
    ids = await three_stories(store, story)
    await Dying(store.stories.collection.database).merge(ids["a"], ids["b"], "editor", NOON)
    await store.story_decisions.merge(ids["c"], ids["b"], "editor", NOON)
    assert await together(store) == [["a", "b", "c"]]


async def test_nothing_joins_a_story_that_is_on_its_way_into_another(store: Store, story: Any) -> None:
    ids = await three_stories(store, story)
    await Dying(store.stories.collection.database).merge(ids["a"], ids["b"], "editor", NOON)
    await store.items.store([story("d", OTHER[:450])])
    await settle(store, lambda: NOON)
    assert await together(store) == [["a", "b", "d"], ["c"]]


async def test_what_a_person_took_apart_stays_apart_under_the_names_that_it_got_later(store: Store, story: Any) -> None:
    await store.items.store([story("a", STORY), story("b", STORY[:400]), story("c", OTHER)])
    await settle(store, lambda: NOON)
    of = {item["source"]: item async for item in store.items.collection.find({})}
    whole, third = str(of["a"]["story"]), str(of["c"]["story"])
    apart = await store.story_decisions.split(whole, [str(of["b"]["_id"])], "editor", NOON)
    assert await store.story_decisions.merge(third, whole, "", NOON) == third
    assert await store.story_decisions.merge(third, apart, "", NOON) == ""
    assert (await store.items.get("https://b.example/a") or {})["story"] == apart


async def test_the_machine_leaves_the_leader_that_a_person_chose(store: Store, story: Any) -> None:
    await store.items.store([story("a", OTHER), story("b", STORY), story("c", STORY[:400])])
    await settle(store, lambda: NOON)
    of = {item["source"]: item async for item in store.items.collection.find({})}
    older, led = str(of["a"]["story"]), str(of["b"]["story"])
    await store.story_decisions.lead(led, str(of["c"]["_id"]), "editor", NOON)
    assert await store.story_decisions.merge(older, led, "", NOON) == led
    assert (await store.stories.get(older) or {})["leader"] == of["c"]["_id"]


async def test_the_keys_of_merged_stories_go_on_leading_to_them_when_others_join(store: Store, story: Any) -> None:
    """Each of the texts has to be found, not only those with the smallest keys."""
    await store.items.store([story(name, prose(name, 200)) for name in "abcd"])
    await settle(store, lambda: NOON)
    ids = [str(item["story"]) async for item in store.items.collection.find({})]
    for other in ids[1:]:
        await store.story_decisions.merge(ids[0], other, "editor", NOON)
    await store.items.store([story("e", prose("a", 200))])
    await settle(store, lambda: NOON)
    (whole,) = await store.stories.collection.find({"merged_into": None}).to_list()
    assert (len(whole["members"]), len(whole["keys"])) == (5, 64)


async def test_a_decision_of_a_person_outlives_any_number_of_the_machines(store: Store, story: Any) -> None:
    await store.items.store([story("a", STORY), story("b", STORY[:400]), story("c", OTHER)])
    await settle(store, lambda: NOON)
    of = {item["source"]: item async for item in store.items.collection.find({})}
    whole, third = of["a"]["story"], of["c"]["story"]
    apart = await store.story_decisions.split(str(whole), [str(of["b"]["_id"])], "editor", NOON)
    merges = [{"kind": "merge", "by": "", "at": NOON, "stories": [whole, ObjectId()]} for _ in range(MOST_DECIDED)]
    await store.stories.collection.update_one({"_id": whole}, {"$push": {"decided": {"$each": merges}}})
    await store.stories.collection.update_one({"_id": ObjectId(apart)}, {"$set": {"decided": []}})
    await store.story_decisions.merge(str(whole), str(third), "", NOON)
    assert len((await store.stories.get(str(whole)) or {})["decided"]) == MOST_DECIDED
    assert await store.story_decisions.merge(str(whole), apart, "", NOON) == ""
