"""How items were judged, and every item of a time for whoever has to look at all of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bson import ObjectId

from monitor.items import Article
from monitor.store.candidates import AT_ONCE, StoredItems
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MakeArticle = Callable[..., Article]


async def alert(store: Store, watch: str, state: str, *items: ObjectId) -> None:
    parts = [{"item": item, "kind": "new", "at": NOON} for item in items]
    document = {"watch": watch, "story": ObjectId(), "state": state, "items": parts, "made_at": NOON}
    await store.judgements.collection.insert_one(document)


async def test_items_are_judged_in_their_alerts(store: Store) -> None:
    one, two, three, four = (ObjectId() for _ in range(4))
    await alert(store, "ferries", "relevant", one, two)
    await alert(store, "trams", "not relevant", two, three)
    await alert(store, "trams", "new", four)
    ids = [str(item) for item in (one, two, three, four)]
    found = await store.judgements.of_items([*ids, "no id"])
    assert found == {ids[0]: "relevant", ids[1]: "relevant", ids[2]: "not relevant"}
    assert (await store.judgements.of_items(ids, "trams"))[ids[1]] == "not relevant"
    assert await store.judgements.of_items([]) == {}


async def test_the_alert_of_a_watch_for_a_story(store: Store) -> None:
    item = ObjectId()
    await alert(store, "ferries", "escalated", item)
    stored = await store.judgements.collection.find_one({})
    assert stored
    found = await store.judgements.alert_of("ferries", str(stored["story"]))
    assert found
    assert (found["state"], found["made_at"], found["items"][0]["item"]) == ("escalated", NOON, item)
    for watch, story in (("trams", str(stored["story"])), ("ferries", None), ("ferries", "x"), ("ferries", str(item))):
        assert await store.judgements.alert_of(watch, story) is None


async def test_every_item_of_a_time_comes_once_in_its_order(store: Store, article: MakeArticle) -> None:
    hours = [timedelta(hours=number) for number in range(AT_ONCE + 20)]
    articles = [article(str(number), published=NOON + hour) for number, hour in enumerate(hours)]
    await store.items.store(articles)
    supply, until = StoredItems(store.items), NOON + hours[-1]
    batches = [batch async for batch in supply.batches(["ferry"], NOON + hours[2], until)]
    items = [item for batch in batches for item in batch]
    assert await supply.total(NOON + hours[2], until) == len(items) == len(hours) - 3
    assert [item["dated"] for item in items] == sorted(item["dated"] for item in items)
    assert len({item["id"] for item in items}) == len(items)
    assert max(map(len, batches)) <= AT_ONCE
    assert {"headline", "body", "source", "url"} <= items[0].keys()
