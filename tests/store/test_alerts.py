"""Alerts that very many items meet: their documents stay small, and nobody else waits for them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from bson import ObjectId

from monitor.store.alerts import MOST_ITEMS, Meeting
from monitor.store.store import Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
STORY = str(ObjectId())


def meeting(item: ObjectId, source: str) -> Meeting:
    return Meeting("ferries", 1, STORY, str(item), "new", NOON, source, "en")


async def the_alert(store: Store) -> Any:
    (found,) = await store.alerts.collection.find({"merged_into": None}).to_list()
    return found


@pytest.mark.parametrize("is_merged", [False, True])
async def test_an_alert_lists_only_so_many_items_and_all_outlets(store: Store, *, is_merged: bool) -> None:
    items = [ObjectId() for _ in range(MOST_ITEMS + 1)]
    first = await store.alerts.meet(meeting(items[0], "wire"), {"item": items[0], "source": "wire"}, NOON)
    listed = [{"item": item, "kind": "new", "at": NOON} for item in items[:-1]]
    await store.alerts.collection.update_one({}, {"$set": {"items": listed}})
    if is_merged:
        gone_up = {"watch": "ferries", "story": ObjectId(), "merged_into": ObjectId(first.alert), "made_at": NOON}
        await store.alerts.collection.insert_one(gone_up)
        meetings = [Meeting("ferries", 1, str(gone_up["story"]), str(items[-1]), "new", NOON, "post", "fr")] * 2
    else:
        meetings = [meeting(items[-1], "post")] * 2
    for one in meetings:
        met = await store.alerts.meet(one, {"item": items[-1], "source": "post"}, NOON)
        assert (met.alert, met.is_first, met.leading_source) == (first.alert, False, "wire")
    found = await the_alert(store)
    assert (len(found["items"]), found["outlets"]) == (MOST_ITEMS, ["wire", "post"])


async def test_the_meeting_that_made_an_alert_stays_the_first_when_it_is_repeated(store: Store) -> None:
    item = ObjectId()
    for _ in range(2):
        met = await store.alerts.meet(meeting(item, "wire"), {"item": item, "source": "wire"}, NOON)
        assert met.is_first
    assert len((await the_alert(store))["items"]) == 1
