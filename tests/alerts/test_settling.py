import asyncio

from monitor.alerts.joining import join_alerts
from monitor.settings import Environment
from monitor.store.store import Store
from tests.alerts.lab import NOON, insert, item, keep, settle, watch


async def test_an_alert_is_one_watch_meeting_one_story(store: Store, environment: Environment) -> None:
    await keep(store, watch("ferries"), watch("harbours"))
    story = item(1)["story"]
    await insert(store, item(1, "ferries", "harbours"), item(2, "ferries", story=story, language="fr"))
    report = await settle(store, environment)
    assert (report.items, report.alerts) == (2, 2)
    by_watch = {alert["watch"]: alert for alert in await store.alerts.latest()}
    ferries = by_watch["ferries"]
    assert (ferries["state"], ferries["languages"], ferries["outlets"]) == ("new", ["en", "fr"], ["harbour_post"])
    assert [str(one["item"])[-1] for one in ferries["items"]] == ["1", "2"]
    leading = ferries["leading"]
    assert (leading["headline"], leading["dir"]) == ("Ferry 1 to Lower Quill resumes", "ltr")
    assert leading["extract"][0] == {"field": "title", "text": "Ferry 1 to Lower Quill resumes", "marks": [[0, 5]]}
    assert leading["extract"][1]["marks"] == [[4, 9]]


async def test_settling_again_and_side_by_side_changes_nothing(store: Store, environment: Environment) -> None:
    await keep(store, watch())
    items = [item(number, story=item(number // 3)["story"]) for number in range(30)]
    await insert(store, *items)
    await asyncio.gather(*(settle(store, environment) for _ in range(4)))
    for one in items:
        await store.items.collection.update_one(
            {"_id": one["_id"]}, {"$set": {"pending_alerts": one["pending_alerts"]}}
        )
    assert (await settle(store, environment)).items == 30
    alerts = await store.alerts.latest()
    assert sorted(len(alert["items"]) for alert in alerts) == [3] * 10
    assert await store.announcements.collection.count_documents({"kind": "new"}) == 10


async def test_items_without_a_story_wait(store: Store, environment: Environment) -> None:
    await keep(store, watch())
    await insert(store, item(1, story=None))
    assert (await settle(store, environment)).items == 0
    assert await store.pending.count() == 1


async def test_what_comes_while_settling_is_kept(store: Store, environment: Environment) -> None:
    await keep(store, watch(edits=True))
    first = item(1)
    await insert(store, first)
    later = {"watch": "ferries", "version": 1, "kind": "edit", "at": NOON}
    await store.items.collection.update_one({"_id": first["_id"]}, {"$push": {"pending_alerts": later}})
    await store.pending.settled({first["_id"]: first["pending_alerts"]})
    stored = await store.items.get(str(first["_id"]))
    assert stored is not None
    assert stored["pending_alerts"] == [later]


async def test_matches_that_make_no_sense_hold_up_nobody(store: Store, environment: Environment) -> None:
    await keep(store, watch())
    broken = [{"watch": "ferries", "version": 1, "language": "*", "spans": [{"field": "title", "start": None}]}]
    await insert(store, item(1, matches=broken), item(2))
    assert (await settle(store, environment)).alerts == 2
    extracts = {alert["leading"]["headline"][:7]: alert["leading"]["extract"] for alert in await store.alerts.latest()}
    assert extracts["Ferry 1"] == []
    assert len(extracts["Ferry 2"]) == 2


async def test_a_watch_that_is_gone_still_makes_its_alert(store: Store, environment: Environment) -> None:
    await insert(store, item(1))
    assert (await settle(store, environment)).alerts == 1
    assert await store.announcements.collection.count_documents({}) == 0


async def test_a_watch_that_cannot_be_read_loses_nothing(store: Store, environment: Environment) -> None:
    await keep(store, watch())
    await store.watches.collection.update_one({"_id": "ferries"}, {"$set": {"current.cadence": 7}})
    await insert(store, item(1))
    assert (await settle(store, environment)).items == 0
    await keep_again(store)
    assert (await settle(store, environment)).announcements == 1


async def keep_again(store: Store) -> None:
    await store.watches.collection.delete_one({"_id": "ferries"})
    await keep(store, watch())


async def test_merged_stories_join_their_alerts(store: Store, environment: Environment) -> None:
    await keep(store, watch("ferries"), watch("harbours"))
    one, other = item(1, "ferries"), item(2, "ferries", "harbours", source="valley_courier")
    await insert(store, one, other)
    await settle(store, environment)
    for _ in range(2):
        await join_alerts(store, str(other["story"]), str(one["story"]), NOON)
    alerts = {(alert["watch"], alert["story"]): alert for alert in await store.alerts.latest()}
    assert set(alerts) == {("ferries", str(one["story"])), ("harbours", str(one["story"]))}
    assert alerts["ferries", str(one["story"])]["outlets"] == ["harbour_post", "valley_courier"]
    waiting = await store.announcements.waiting("mail:desk@tidings.example")
    assert sorted(announcement.watch for announcement in waiting) == ["ferries", "harbours"]
    # An item that still points at the story that went up in the other.
    await insert(store, item(3, "ferries", story=other["story"]))
    await settle(store, environment)
    merged = await store.alerts.get([alerts["ferries", str(one["story"])]["id"]])
    assert len(next(iter(merged.values()))["items"]) == 3


async def test_only_items_with_something_to_settle_are_looked_at(store: Store) -> None:
    await insert(store, *(item(number, pending_alerts=[]) for number in range(50)), item(50))
    plan = await store.items.collection.find({"pending_alerts.at": {"$type": "date"}, "story": {"$ne": None}}).explain()
    assert plan["executionStats"]["totalDocsExamined"] == 1
