"""The page of an item: what it says of other items, other texts, and where it was seen."""

from typing import Any

from bson import ObjectId

from monitor.store.store import Store
from tests.review.alerts import one, stored
from tests.review.people import NOON, Visitor
from tests.review.test_joining import article, settled
from tests.stories.test_verdict import STORY


async def item_of(store: Store, alert: str, **changed: Any) -> str:
    """The item of an alert, changed as a test needs it; its id."""
    id_: ObjectId = (await stored(store, alert))["items"][0]["item"]
    await store.database["items"].update_one({"_id": id_}, {"$set": changed})
    return str(id_)


async def test_other_items_of_its_story_are_shown_with_what_they_are(store: Store, visitor: Visitor) -> None:
    await settled(store, article("wire", STORY), article("post", STORY, minutes=1))
    ids = {item["source"]: str(item["_id"]) async for item in store.database["items"].find({}, {"source": 1})}
    reader, researcher = await visitor("reader"), await visitor("researcher")
    page = (await reader.get(f"/items/{ids['wire']}")).text
    assert f'href="/items/{ids["post"]}"' in page
    assert "the same text" in page
    assert "Not the same story" not in page
    assert "Not the same story" in (await researcher.get(f"/items/{ids['wire']}")).text


async def test_other_texts_of_the_document_are_shown_cut(store: Store, visitor: Visitor) -> None:
    item = await item_of(store, await one(store))
    twin = {"url": "https://lagoon.example/report.html", "source": "lagoon", "read_at": NOON, "language": "en"}
    twin |= {"item": ObjectId(item), "headline": "Report in short", "body": "Tides rose.\n" + "a" * 9_000}
    await store.database["twins"].insert_one(twin)
    reader = await visitor("reader")
    page = (await reader.get(f"/items/{item}")).text
    assert "Report in short" in page
    assert "<p>Tides rose.</p>" in page
    assert "a" * 4_900 in page
    assert "a" * 5_100 not in page
    (told,) = (await reader.get(f"/items/{item}.json")).json()["twins"]
    assert (told["url"], len(told["body"])) == (twin["url"], 9_012)


async def test_addresses_that_are_not_listed_are_counted(store: Store, visitor: Visitor) -> None:
    seen = [{"url": f"https://lagoon.example/{at}", "source": "lagoon", "seen_at": NOON} for at in range(1_000)]
    item = await item_of(store, await one(store), sightings=seen[:201])
    reader = await visitor("reader")
    page = (await reader.get(f"/items/{item}")).text
    assert "and 1 more<" in page
    await store.database["items"].update_one({"_id": ObjectId(item)}, {"$set": {"sightings": seen}})
    assert "and 800 more; further addresses are not kept" in (await reader.get(f"/items/{item}")).text


async def test_a_summary_that_the_text_begins_with_is_not_read_twice(store: Store, visitor: Visitor) -> None:
    body = "1 March 2096\nThe ferry sails again, says the harbour office. Nobody knows since when."
    item = await item_of(store, await one(store), body=body, summary="The ferry sails again, says the …")
    reader = await visitor("reader")
    assert 'class="summary"' not in (await reader.get(f"/items/{item}")).text
    await store.database["items"].update_one({"_id": ObjectId(item)}, {"$set": {"summary": "A ferry, and when."}})
    assert '<p class="summary">A ferry, and when.</p>' in (await reader.get(f"/items/{item}")).text
