"""The page of an item: what it said before, and where it was seen."""

from dataclasses import replace
from datetime import timedelta

from monitor.items import Revision, Sighting
from monitor.schedule.settling import settle
from monitor.store.store import Store
from tests.review.people import NOON, Visitor
from tests.review.test_joining import article, settled
from tests.stories.test_verdict import STORY


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
