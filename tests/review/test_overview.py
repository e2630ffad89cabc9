"""Overview: the numbers of the plot and of the table are those of the database."""

import json
import re
from datetime import date, timedelta

from monitor.settings import Environment
from monitor.store.store import Store
from tests.review.alerts import many, one
from tests.review.people import NOON, Clock, Visitor
from tests.review.sites import kept


async def test_volume_by_group_and_by_language(store: Store, environment: Environment, visitor: Visitor) -> None:
    kept(environment, "source_001", group="coast")
    await many(store, 60)
    reader = await visitor("reader")
    for by in ("group", "language"):
        found = (await reader.client.get("/overview.json", params={"by": by, "days": "7"})).json()
        assert sum(sum(values) for values in found["items_by_day"].values()) == 60
        assert len(found["days"]) == 7
    page = (await reader.get("/overview")).text
    plot = re.search(r"data-plot='([^']+)'", page)
    assert plot is not None
    drawn = json.loads(plot[1].replace("&#34;", '"'))
    of_coast = await store.database["items"].count_documents({"source": "source_001"})
    assert {one["title"]: sum(one["values"]) for one in drawn["series"]}.get("coast", 0) == of_coast


def _items(store: Store, days: list[date]) -> int:
    return sum(count.languages.total() for _day, count in store.volume.of(days))


async def test_days_are_counted_again_while_they_may_change(store: Store) -> None:
    await many(store, 30)
    days = [NOON.date() - timedelta(days=ago) for ago in range(4)]
    await store.volume.count(days, NOON)
    assert _items(store, days) == 30
    await store.database["items"].delete_many({})
    await store.volume.count(days, NOON + timedelta(seconds=5))
    assert _items(store, days) == 30
    await store.volume.count(days, NOON + timedelta(minutes=5))
    assert _items(store, days[:2]) == 0
    assert _items(store, days[3:]) > 0


async def test_open_work_and_quickness(store: Store, visitor: Visitor, clock: Clock) -> None:
    made = NOON - timedelta(hours=1)
    id_ = await one(store, assignee="ada", state="in review", shelf="in review", made_at=made)
    alert = await store.triage.get(id_)
    assert alert is not None
    leading = {**alert["leading"], "published": made - timedelta(minutes=90)}
    await store.database["alerts"].update_one({"_id": alert["_id"]}, {"$set": {"leading": leading}})
    reader = await visitor("reader")
    found = (await reader.client.get("/overview.json")).json()
    assert found["open_by_person"] == {"ada": {"in review": 1}}
    assert found["minutes_to_alert"]["median"] == 90
    assert found["alerts_by_state"]["in review"] == 1
    page = (await reader.get("/overview")).text
    assert "half of them within 2 hours" in page
