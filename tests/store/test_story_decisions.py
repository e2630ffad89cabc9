"""What a person decides about stories holds, whatever the machine sees later and wherever a crash falls."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.errors import DatabaseUnavailable, UsageError
from monitor.items import Article
from monitor.schedule.settling import settle
from monitor.store.forget import forget
from monitor.store.store import Store
from monitor.store.stories import StoryQuery
from tests.store.conftest import MakeArticle
from tests.stories.test_verdict import OTHER, STORY, prose

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)


@pytest.fixture
def story(article: MakeArticle) -> Any:
    def make(name: str, words: Iterable[str], minutes: int = 0) -> Article:
        url = f"https://{name}.example/a"
        values: dict[str, Any] = {"url": url, "source": name, "keys": [f"u:{url}"], "headline": f"Seen by {name}"}
        values |= {"language": "en", "first_seen": NOON + timedelta(minutes=minutes), "body": " ".join(words)}
        return article(name, **values)

    return make


async def settled(store: Store, *articles: Article) -> None:
    await store.items.store(articles)
    await settle(store, lambda: NOON)


async def of(store: Store, name: str) -> Any:
    """The item of a source."""
    return await store.items.collection.find_one({"source": name})


async def story_of(store: Store, name: str) -> Any:
    return await store.stories.get(str((await of(store, name))["story"]))


async def members(store: Store, name: str) -> list[str]:
    return [member["source"] for member in (await story_of(store, name))["members"]]


async def test_merged_stories_stay_one_and_take_what_is_like_either(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("post", OTHER, 1))
    one, other = await story_of(store, "wire"), await story_of(store, "post")
    merged = await store.story_decisions.merge(str(one["_id"]), str(other["_id"]), "editor", LATER)
    assert merged == str(one["_id"])
    await settled(store, story("late", OTHER[:450], 2))
    assert await members(store, "late") == ["wire", "post", "late"]
    found = await story_of(store, "post")
    assert (found["_id"], found["outlets"], found["leader"]) == (one["_id"], 3, one["leader"])
    assert [(made["kind"], made["by"], made["at"]) for made in found["decided"]] == [("merge", "editor", LATER)]
    led_to = await store.stories.get(str(other["_id"]))
    assert led_to
    assert led_to["_id"] == one["_id"]
    assert [listed["_id"] for listed in await store.stories.latest(StoryQuery())] == [one["_id"]]


async def test_a_chain_of_merges_leads_to_the_last(store: Store, story: Any) -> None:
    await settled(store, story("a", STORY), story("b", OTHER, 1), story("c", prose("third", 200), 2))
    a, b, c = [str((await story_of(store, name))["_id"]) for name in "abc"]
    await store.story_decisions.merge(b, a, "editor", LATER)
    await store.story_decisions.merge(c, b, "editor", LATER)
    for name in "abc":
        assert sorted(await members(store, name)) == ["a", "b", "c"]
    led_to = await store.stories.get(a)
    assert led_to
    assert str(led_to["_id"]) == c
    assert await store.story_decisions.merge(a, b, "editor", LATER) == c


async def test_a_split_is_final_for_the_machine(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("post", STORY[:400], 1), story("brief", STORY[:180], 2))
    whole = str((await story_of(store, "wire"))["_id"])
    post = await of(store, "post")
    new = await store.story_decisions.split(whole, [str(post["_id"])], "editor", LATER)
    assert await store.story_decisions.merge(whole, new, "", LATER) == ""
    await settled(store, story("late", STORY[:402], 3))
    assert await members(store, "wire") == ["wire", "brief"]
    assert await members(store, "post") == ["post", "late"]
    apart = await of(store, "post")
    assert (str(apart["story"]), apart["relation"]["kind"]) == (new, "new")
    assert (await story_of(store, "post"))["headline"] == "Seen by post"


async def test_what_a_person_split_a_person_can_merge(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("post", STORY[:400], 1))
    whole, post = str((await story_of(store, "wire"))["_id"]), str((await of(store, "post"))["_id"])
    new = await store.story_decisions.split(whole, [post], "editor", LATER)
    assert await store.story_decisions.merge(whole, new, "editor", LATER) == whole
    assert await members(store, "post") == ["wire", "post"]


async def test_a_story_whose_leader_leaves_is_led_by_its_next_copy(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("brief", STORY[:180], 1), story("post", STORY[:400], 2))
    whole, wire = await story_of(store, "wire"), await of(store, "wire")
    await store.story_decisions.split(str(whole["_id"]), [str(wire["_id"])], "editor", LATER)
    left = await story_of(store, "post")
    assert (left["_id"], left["headline"], left["first_outlet"]) == (whole["_id"], "Seen by post", "brief")
    assert left["leader"] == (await of(store, "post"))["_id"]
    assert left["faces"][0]["item"] == left["leader"]


async def test_another_leader_stands_for_the_story(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("post", STORY[:400], 1))
    whole, post = await story_of(store, "wire"), await of(store, "post")
    await store.story_decisions.lead(str(whole["_id"]), str(post["_id"]), "editor", LATER)
    await settled(store, story("late", STORY[:402], 2))
    led = await story_of(store, "late")
    assert (led["leader"], led["headline"]) == (post["_id"], "Seen by post")
    assert (await of(store, "late"))["relation"]["of"] == post["_id"]


async def test_wrong_names_are_wrong_usage(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("post", OTHER, 1))
    wire, post = await story_of(store, "wire"), await of(store, "post")
    decisions, name = store.story_decisions, str(wire["_id"])
    with pytest.raises(UsageError, match="no story nowhere"):
        await decisions.merge(name, "nowhere", "editor", LATER)
    with pytest.raises(UsageError, match="member of story"):
        await decisions.split(name, [str(post["_id"])], "editor", LATER)
    with pytest.raises(UsageError, match="whole story"):
        await decisions.split(name, [str(wire["leader"])], "editor", LATER)
    with pytest.raises(UsageError, match="no member"):
        await decisions.lead(name, str(post["_id"]), "editor", LATER)


@pytest.mark.parametrize("writes", range(1, 6))
@pytest.mark.parametrize("kind", ["merge", "split"])
async def test_a_crash_after_any_write_is_finished_by_the_next(
    store: Store, story: Any, monkeypatch: pytest.MonkeyPatch, kind: str, writes: int
) -> None:
    await settled(store, story("wire", STORY), story("post", STORY[:400], 1), story("other", OTHER, 2))
    wire, other = await story_of(store, "wire"), await story_of(store, "other")
    post = str((await of(store, "post"))["_id"])
    decisions = store.story_decisions
    left = [writes]

    def dying(write: Any) -> Any:
        async def counted(*args: Any, **values: Any) -> Any:
            if not left[0]:
                raise DatabaseUnavailable("killed here")
            left[0] -= 1
            return await write(*args, **values)

        return counted

    class Dying:
        def __init__(self, collection: Any) -> None:
            self._collection = collection

        def __getattr__(self, name: str) -> Any:
            found = getattr(self._collection, name)
            return dying(found) if name in ("update_one", "update_many", "insert_one") else found

    with monkeypatch.context() as patched:
        patched.setattr(decisions, "stories", Dying(decisions.stories))
        patched.setattr(decisions, "items", Dying(decisions.items))
        try:
            if kind == "merge":
                await decisions.merge(str(wire["_id"]), str(other["_id"]), "editor", LATER)
            else:
                await decisions.split(str(wire["_id"]), [post], "editor", LATER)
        except DatabaseUnavailable:
            pass
    await settle(store, lambda: LATER)
    together = ["wire", "post", "other"] if kind == "merge" else ["wire"]
    assert await members(store, "wire") == together
    apart = str((await of(store, "post"))["story"])
    assert (apart == str(wire["_id"])) == (kind == "merge")
    assert await store.stories.collection.count_documents({"moving": {"$exists": True}}) == 0
    listed = [member["item"] async for one in store.stories.collection.find({}) for member in one["members"]]
    assert len(listed) == len(set(listed)) == 3


async def test_forgotten_sources_leave_their_stories(store: Store, story: Any) -> None:
    await settled(store, story("wire", STORY), story("post", STORY[:400], 1), story("other", OTHER, 2))
    whole = await story_of(store, "wire")
    await forget(store, ["wire", "other"])
    left = await story_of(store, "post")
    assert (left["_id"], left["headline"], left["outlets"]) == (whole["_id"], "Seen by post", 1)
    assert await store.stories.collection.count_documents({}) == 1
