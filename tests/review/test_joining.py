"""Who merges two alerts merges their stories, for good; who splits them again parts the stories."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from monitor.items import Article, Sighting
from monitor.schedule.settling import settle
from monitor.store.store import Store
from monitor.watch import PendingAlert
from tests.review.alerts import stored
from tests.review.people import NOON, Visitor
from tests.stories.test_verdict import OTHER, STORY


def article(name: str, words: Sequence[str], *watches: str, minutes: int = 0) -> Article:
    """What a source says, found by some watches."""
    url, seen = f"https://{name}.example/a", NOON + timedelta(minutes=minutes)
    return Article(
        source=name,
        url=url,
        canonical_url=url,
        headline=f"Seen by {name}",
        body=" ".join(words),
        language="en",
        first_seen=seen,
        keys=[f"u:{url}"],
        sightings=[Sighting(url, name, seen)],
        pending_alerts=[PendingAlert(watch, 1, "new", seen) for watch in watches],
    )


async def settled(store: Store, *articles: Article) -> None:
    await store.items.store(articles)
    await settle(store, lambda: NOON)


async def alert_of(store: Store, watch: str, source: str) -> dict[str, Any]:
    found = await store.database["alerts"].find_one({"watch": watch, "leading.source": source})
    assert found is not None
    return found


async def members(store: Store, source: str) -> set[str]:
    item = await store.database["items"].find_one({"source": source})
    assert item is not None
    story = await store.stories.get(str(item["story"]))
    return {member["source"] for member in story["members"]} if story else set()


async def test_merged_alerts_are_one_story_and_what_comes_later_joins_them(store: Store, visitor: Visitor) -> None:
    await settled(store, article("wire", STORY, "ferry"), article("post", OTHER, "boats", minutes=1))
    ferry, boats = await alert_of(store, "ferry", "wire"), await alert_of(store, "boats", "post")
    ada = await visitor("researcher", "ada")
    merged = await ada.post(f"/alerts/{ferry['_id']}/merge?revision=1", other=str(boats["_id"]))
    assert merged.status_code == 303
    assert await members(store, "post") == {"wire", "post"}
    # The machine heeds it: a copy of either is an item of the one story, and makes no other alert.
    await settled(store, article("late", OTHER, "boats", minutes=2), article("later", STORY, "ferry", minutes=3))
    assert await members(store, "wire") == {"wire", "post", "late", "later"}
    whole = await stored(store, str(ferry["_id"]))
    assert set(whole["outlets"]) == {"wire", "post", "late", "later"}
    assert [one["id"] for one in (await ada.get("/alerts.json?state=all")).json()["items"]] == [str(ferry["_id"])]


async def test_split_alerts_are_two_stories_again_for_good(store: Store, visitor: Visitor) -> None:
    await settled(store, article("wire", STORY, "ferry"), article("post", OTHER, "boats", minutes=1))
    ferry, boats = await alert_of(store, "ferry", "wire"), await alert_of(store, "boats", "post")
    ada = await visitor("researcher", "ada")
    await ada.post(f"/alerts/{ferry['_id']}/merge?revision=1", other=str(boats["_id"]))
    assert (await stored(store, str(ferry["_id"])))["outlets"] == ["wire", "post"]
    await ada.post(f"/alerts/{ferry['_id']}/split?revision=2", other=str(boats["_id"]))
    assert await members(store, "wire") == {"wire"}
    assert await members(store, "post") == {"post"}
    await settled(store, article("late", OTHER, "boats", minutes=2))
    assert (await stored(store, str(ferry["_id"])))["outlets"] == ["wire"]
    assert set((await stored(store, str(boats["_id"])))["outlets"]) == {"post", "late"}


async def test_two_alerts_of_one_story_keep_what_each_had(store: Store, visitor: Visitor) -> None:
    await settled(store, article("wire", STORY, "ferry", "boats"))
    ferry, boats = await alert_of(store, "ferry", "wire"), await alert_of(store, "boats", "wire")
    ada = await visitor("researcher", "ada")
    await ada.post(f"/alerts/{ferry['_id']}/merge?revision=1", other=str(boats["_id"]))
    await ada.post(f"/alerts/{ferry['_id']}/split?revision=2", other=str(boats["_id"]))
    for alert in (ferry, boats):
        after = await stored(store, str(alert["_id"]))
        assert (after["items"], after["outlets"], after["story"]) == (alert["items"], ["wire"], alert["story"])
        assert after["merged_into"] is None


async def part(store: Store, visitor: Visitor, stays: str, leaves: str) -> None:
    """Somebody says on the page of one source's item that another's is another story."""
    items = {one["source"]: str(one["_id"]) async for one in store.database["items"].find({}, {"source": 1})}
    ada = await visitor("researcher", "ada")
    assert (await ada.post(f"/items/{items[stays]}/part", other=items[leaves])).status_code == 303


async def test_an_item_that_leaves_a_story_takes_along_the_alerts_that_are_its_own(
    store: Store, visitor: Visitor
) -> None:
    await settled(store, article("wire", STORY, "ferry"), article("post", STORY, "boats", minutes=1))
    boats = await alert_of(store, "boats", "post")
    await part(store, visitor, "wire", "post")
    item = await store.database["items"].find_one({"source": "post"})
    assert item is not None
    assert (await stored(store, str(boats["_id"])))["story"] == item["story"] != boats["story"]
    # What comes later meets the alert there and not a second one.
    await settled(store, article("late", STORY, "boats", minutes=2))
    assert await store.database["alerts"].count_documents({"watch": "boats", "outlets": "post"}) == 1


async def test_an_alert_that_loses_an_item_is_led_by_another_and_the_item_is_found_anew(
    store: Store, visitor: Visitor
) -> None:
    await settled(store, article("wire", STORY, "ferry"), article("post", STORY, "ferry", minutes=1))
    ferry = await alert_of(store, "ferry", "wire")
    await store.database["alerts"].update_one({"_id": ferry["_id"]}, {"$set": {"state": "relevant"}})
    await part(store, visitor, "post", "wire")
    await settled(store)
    left = await stored(store, str(ferry["_id"]))
    assert (left["outlets"], left["leading"]["headline"], left["state"]) == (["post"], "Seen by post", "relevant")
    assert left["revision"] == ferry["revision"] + 1
    anew = await alert_of(store, "ferry", "wire")
    assert (anew["outlets"], anew["state"]) == (["wire"], "new")


async def test_split_stories_take_along_the_alerts_of_other_watches_that_had_become_one(
    store: Store, visitor: Visitor
) -> None:
    await settled(store, article("wire", STORY, "ferry", "port"), article("post", OTHER, "boats", "port", minutes=1))
    ferry, boats = await alert_of(store, "ferry", "wire"), await alert_of(store, "boats", "post")
    port, other = await alert_of(store, "port", "wire"), await alert_of(store, "port", "post")
    ada = await visitor("researcher", "ada")
    await ada.post(f"/alerts/{ferry['_id']}/merge?revision=1", other=str(boats["_id"]))
    assert (await stored(store, str(other["_id"])))["merged_into"] == port["_id"]
    await ada.post(f"/alerts/{ferry['_id']}/split?revision=2", other=str(boats["_id"]))
    back, stays = await stored(store, str(other["_id"])), await stored(store, str(port["_id"]))
    assert (back["merged_into"], back["outlets"], stays["outlets"]) == (None, ["post"], ["wire"])
    assert back["story"] == (await stored(store, str(boats["_id"])))["story"]
    assert await store.stories.parted() == []
