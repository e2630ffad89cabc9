from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bson.json_util import dumps, loads

from monitor.items import Article, Revision, Sighting
from monitor.state import SourceState
from monitor.store.documents import NEVER, Document
from monitor.store.spool import ZONED
from monitor.store.store import Store
from monitor.store.visits import visit_document
from monitor.versions.presence import Look, Missed, Presence, Sign
from monitor.versions.revisit import Revisit, visited

MakeArticle = Callable[..., Article]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOST = "https://tidings.example"


def look(sign: Sign, hours: float, evidence: str = "404 not found") -> Look:
    return Look(sign, evidence, NOON + hours * HOUR)


async def visit(store: Store, sign: Sign, hours: float, **more: Any) -> Revisit:
    """Makes the visit that is due then, as a run does."""
    (due,) = await store.items.due_visits("tidings", NOON + hours * HOUR, 10)
    await store.items.record_visits([visit_document(visited(due, look(sign, hours), **more))])
    return due


async def the_item(store: Store) -> Document:
    item = await store.items.get(f"{HOST}/a")
    assert item
    return item


async def test_the_longest_due_come_first_and_others_wait(store: Store, article: MakeArticle) -> None:
    due = {"a": 2, "b": 1, "c": 30, "d": None}
    made = [article(name, next_visit=NOON + hours * HOUR if hours else None) for name, hours in due.items()]
    await store.items.store([*made, article("other", source="herald", next_visit=NOON)])
    found = await store.items.due_visits("tidings", NOON + 3 * HOUR, 10)
    assert [revisit.url[-1] for revisit in found] == ["b", "a"]
    assert [revisit.url[-1] for revisit in await store.items.due_visits("tidings", NOON + 3 * HOUR, 1)] == ["b"]
    assert await store.items.due_visits("tidings", NOON + 3 * HOUR, 0) == []


async def test_what_is_due_is_read_from_the_index(store: Store, article: MakeArticle) -> None:
    await store.items.store([article(str(number), next_visit=NOON + number * HOUR) for number in range(50)])
    due = {"source": "tidings", "next_visit": {"$gt": datetime(1970, 1, 1, tzinfo=UTC), "$lte": NOON}}
    plan = await store.items.collection.find(due, sort=[("next_visit", 1)]).explain()
    assert plan["executionStats"]["totalDocsExamined"] == 1
    assert "SORT" not in str(plan["queryPlanner"]["winningPlan"]["stage"])


async def test_validators_and_age_go_along(store: Store, article: MakeArticle) -> None:
    headers = {"etag": '"1"', "last-modified": "Sun", "server": "demo"}
    result = (await store.items.store([article(headers=headers, next_visit=NOON)]))[0]
    (due,) = await store.items.due_visits("tidings", NOON, 10)
    assert (due.item, due.etag, due.last_modified, due.read_at) == (result.item_id, '"1"', "Sun", NOON)
    new = article(
        first_seen=NOON + HOUR, next_visit=NOON + HOUR, revises=Revision(due.item, 1, ""), headers={"etag": "2"}
    )
    await store.items.store([new])
    (due,) = await store.items.due_visits("tidings", NOON + HOUR, 10)
    assert (due.born, due.etag) == (NOON + HOUR, "2")


async def test_gone_and_back_are_kept_with_their_evidence(store: Store, article: MakeArticle) -> None:
    await store.items.store([article(next_visit=NOON)])
    await visit(store, "missing", 0)
    item = await the_item(store)
    assert (item["gone"], item["missing"]["visits"], item["next_visit"]) == (None, 1, NOON + 6 * HOUR)
    await visit(store, "missing", 6)
    await visit(store, "down", 24)
    await visit(store, "missing", 48)
    item = await the_item(store)
    assert item["gone"] == {"since": NOON, "reason": "404 not found", "visits": 3}
    assert (item["missing"], [event["kind"] for event in item["events"]]) == (None, ["gone"])
    due = await visit(store, "there", 24 * 30)
    assert due.presence == Presence(Missed(NOON, "404 not found", 3), gone=True)
    item = await the_item(store)
    assert (item["gone"], [event["kind"] for event in item["events"]]) == (None, ["gone", "back"])


async def test_a_visit_counts_once_however_often_it_is_recorded(store: Store, article: MakeArticle) -> None:
    await store.items.store([article(next_visit=NOON)])
    moment = NOON + HOUR + timedelta(microseconds=123_456)
    (due,) = await store.items.due_visits("tidings", moment, 10)
    decided = Revisit(due.item, due.url, NOON, presence=Presence(Missed(NOON - 30 * HOUR, "x", 2)))
    document = visit_document(visited(decided, Look("missing", "410 gone", moment)))
    for _ in range(3):
        waited = loads(dumps(document, json_options=ZONED), json_options=ZONED)
        await store.items.record_visits([waited])
    assert [event["kind"] for event in (await the_item(store))["events"]] == ["gone"]


async def test_watches_that_ask_for_take_downs_are_alerted(store: Store, article: MakeArticle) -> None:
    watches = [{"_id": "asks", "current": {"takedowns": True}}, {"_id": "quiet", "current": {}}]
    watches.append({"_id": "paused", "current": {"takedowns": True, "paused": True}})
    await store.database["watches"].insert_many(watches)
    await store.items.store([article(next_visit=NOON)])
    matches = [{"watch": str(watch["_id"]), "version": 3} for watch in watches]
    await store.items.collection.update_one({}, {"$set": {"matches": matches}})
    for hours in (0, 6, 48):
        await visit(store, "missing", hours)
    await visit(store, "there", 24 * 60)
    alerts = (await the_item(store))["pending_alerts"]
    assert [(alert["watch"], alert["version"], alert["kind"]) for alert in alerts] == [
        ("asks", 3, "gone"),
        ("asks", 3, "back"),
    ]


async def test_a_page_that_comes_back_with_another_text_is_told_as_both(store: Store, article: MakeArticle) -> None:
    await store.database["watches"].insert_one({"_id": "asks", "current": {"takedowns": True}})
    await store.items.store([article(next_visit=NOON)])
    await store.items.collection.update_one({}, {"$set": {"matches": [{"watch": "asks", "version": 3}]}})
    for hours in (0, 6, 48):
        await visit(store, "missing", hours)
    item = await the_item(store)
    new = article(
        body="Another text.", first_seen=NOON + 99 * HOUR, revises=Revision(item["id"], 1, "headline changed")
    )
    assert (await store.items.store([new]))[0].changed
    item = await the_item(store)
    assert (item["gone"], [event["kind"] for event in item["events"]]) == (None, ["gone", "back", "changed"])
    assert [alert["kind"] for alert in item["pending_alerts"]] == ["gone", "back"]


async def test_an_unchanged_text_that_was_read_again_brings_new_validators(store: Store, article: MakeArticle) -> None:
    await store.items.store([article(next_visit=NOON, headers={"etag": "1"})])
    await visit(store, "there", 2, headers=[("etag", "2")], basis=b"12345678")
    item = await the_item(store)
    assert (item["headers"], item["read_at"], bytes(item["basis"])) == ([["etag", "2"]], NOON + 2 * HOUR, b"12345678")
    await visit(store, "there", 9)
    assert (await the_item(store))["headers"] == [["etag", "2"]]


def seen_by(*sources: str) -> list[Sighting]:
    return [Sighting(f"{HOST}/a", source, NOON) for source in sources]


async def test_who_saw_an_item_too_visits_what_its_finder_leaves_waiting(store: Store, article: MakeArticle) -> None:
    waits = article(next_visit=NOON, sightings=seen_by("tidings", "herald"))
    await store.items.store([waits, article("b", next_visit=NOON)])
    assert await store.items.due_visits("herald", NOON + 23 * HOUR, 10) == []
    late = NOON + 25 * HOUR
    assert [visit.url[-1] for visit in await store.items.due_visits("herald", late, 10)] == ["a"]
    assert {visit.url[-1] for visit in await store.items.due_visits("tidings", late, 10)} == {"a", "b"}
    assert await store.items.due_visits("courier", late, 10) == []


async def test_what_another_source_left_waiting_is_read_from_the_index(store: Store, article: MakeArticle) -> None:
    many = [
        article(str(number), next_visit=NOON + number * HOUR, sightings=seen_by("tidings", "herald"))
        for number in range(50)
    ]
    await store.items.store(many)
    chosen = {"sightings.source": "herald", "source": {"$ne": "herald"}}
    due = {**chosen, "next_visit": {"$gt": NEVER, "$lte": NOON}}
    plan = await store.items.collection.find(due, sort=[("next_visit", 1)], limit=10).explain()
    assert plan["executionStats"]["totalDocsExamined"] == 1


async def test_tells_sources_that_run_from_those_that_do_not(store: Store, article: MakeArticle) -> None:
    await store.items.store([article("a"), article("b", source="herald"), article("c", source="courier")])
    for name, days in (("tidings", 6), ("herald", 8), ("post", 1)):
        await store.sources.save(SourceState(name, last_ended=NOON - timedelta(days=days)))
    assert await store.items.silent_sources(NOON) == ({"herald", "courier"}, {"tidings", "post"})
    await store.items.store([article("d", source="courier", next_visit=NOON)])
    (left,) = await store.items.due_visits_of(["courier", "herald"], NOON + 25 * HOUR, 10)
    assert left.url == f"{HOST}/d"


async def test_a_new_text_that_another_source_read_does_not_make_it_a_finder(
    store: Store, article: MakeArticle
) -> None:
    item = (await store.items.store([article()]))[0].item_id
    revision = {"revises": Revision(item, 1, ""), "body": "The ferry is in the yard again."}
    assert (await store.items.store([article(source="herald", sightings=seen_by("herald"), **revision)]))[0].changed
    assert [one["source"] for one in (await the_item(store))["sightings"]] == ["tidings"]
