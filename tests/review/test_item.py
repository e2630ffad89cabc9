"""The page of an item: what it says of other items, of other texts and of earlier ones, and where it was seen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bson import ObjectId

from monitor.items import Revision, Sighting
from monitor.schedule.settling import settle
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


async def test_a_summary_that_the_text_begins_with_is_not_read_twice(store: Store, visitor: Visitor) -> None:
    body = "1 March 2096\nThe ferry sails again, says the harbour office. Nobody knows since when."
    item = await item_of(store, await one(store), body=body, summary="The ferry sails again, says the …")
    reader = await visitor("reader")
    assert 'class="summary"' not in (await reader.get(f"/items/{item}")).text
    await store.database["items"].update_one({"_id": ObjectId(item)}, {"$set": {"summary": "A ferry, and when."}})
    assert '<p class="summary">A ferry, and when.</p>' in (await reader.get(f"/items/{item}")).text


async def test_versions_are_compared_word_by_word_with_how_much_is_left(store: Store, visitor: Visitor) -> None:
    await settled(store, article("wire", [*STORY, "nine", "dead"]))
    item = await store.items.get("https://wire.example/a")
    assert item
    later = article("wire", [*STORY, "twelve", "dead"], minutes=90)
    await store.items.store([replace(later, revises=Revision(item["id"], 1, "sentences: 1 changed"))])
    await settle(store, lambda: NOON)
    ada = await visitor("reader", "ada")
    page = (await ada.get(f"/items/{item['id']}")).text
    assert "<del>nine</del>" in page
    assert "<ins>twelve</ins>" in page
    assert "99 % of the text before is left" in page


async def test_addresses_that_are_not_listed_are_counted(store: Store, visitor: Visitor) -> None:
    many = article("wire", STORY)
    moments = (NOON + timedelta(minutes=number) for number in range(1_100))
    many.sightings = [Sighting(f"{many.url}?p={at:%H%M}", "wire", at) for at in moments]
    await settled(store, article("wire", STORY), many)
    item = await store.items.get("https://wire.example/a")
    assert item
    assert len(item["sightings"]) == 1_000
    ada = await visitor("reader", "ada")
    assert "and 901 more" in (await ada.get(f"/items/{item['id']}")).text
