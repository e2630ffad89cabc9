"""How the team fares: open alerts of each person, and how soon alerts followed what they tell of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

from monitor.store.alert_lists import OPEN
from monitor.store.documents import Document
from monitor.store.triage import STATES
from monitor.store.words import answering

# The latest alerts say how quick the monitor is now.
MOST_DELAYS = 1_000


@dataclass(frozen=True, slots=True)
class Delay:
    """An alert, and how long after the publication of its story's leading item it was made."""

    made_at: datetime
    span: timedelta


class Workload:
    """Reads alerts for the overview."""

    def __init__(self, database: AsyncDatabase[Document]) -> None:
        self.collection: AsyncCollection[Document] = database["alerts"]

    @answering
    async def by_person(self) -> dict[str, dict[str, int]]:
        """How many open alerts each person has, by state; from an index alone."""
        steps: list[Document] = [
            {"$match": {"assignee": {"$gt": ""}, "shelf": {"$in": list(OPEN)}}},
            {"$project": {"_id": 0, "assignee": 1, "shelf": 1}},
            {"$group": {"_id": {"person": "$assignee", "state": "$shelf"}, "alerts": {"$sum": 1}}},
        ]
        found: dict[str, dict[str, int]] = {}
        async for group in await self.collection.aggregate(steps):
            found.setdefault(str(group["_id"]["person"]), {})[str(group["_id"]["state"])] = group["alerts"]
        return found

    @answering
    async def delays(self) -> list[Delay]:
        """Of the latest alerts those whose publication is known to the minute, the latest first."""
        chosen = {"shelf": {"$in": list(STATES)}}
        shape = {"made_at": 1, "leading.published": 1}
        found = self.collection.find(chosen, shape, sort=[("made_at", -1), ("_id", -1)], limit=MOST_DELAYS)
        return [delay async for alert in found if (delay := _delay(alert))]


def _delay(alert: Document) -> Delay | None:
    published = (alert.get("leading") or {}).get("published")
    if not isinstance(published, datetime):
        return None
    return Delay(alert["made_at"], max(alert["made_at"] - published, timedelta(0)))
