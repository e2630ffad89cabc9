"""Sources for tests: files in the home, as the pages keep them."""

from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from monitor.alerts.links import stop_link
from monitor.items import Link
from monitor.settings import Environment
from monitor.standing import Health, HealthState, Standing
from monitor.store.deliveries import Attempt
from monitor.store.deliveries import State as DeliveryState
from monitor.store.documents import storable
from monitor.store.store import Store
from monitor.watch import Watch
from tests.review.people import NOON

LAGOON = """title = "Lagoon Courier"
country = "FJ"
languages = ["en"]
home = "https://lagoon.example/"

# Seen in May.
[[entry]]
kind = "feed"
url = "https://lagoon.example/feed"
"""


def kept(environment: Environment, name: str = "lagoon", text: str = LAGOON, group: str = "coast") -> Path:
    """A source file in the home."""
    path = environment.home / "sources" / group / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def standing(store: Store, name: str, health: Health, visits: int = 9) -> None:
    """What the scheduler would have learned of a source."""
    known = Standing(name, visits, last_visit=NOON - timedelta(hours=2), judged=visits, health=health)
    values = {key: value for key, value in storable(known).items() if key != "name"}
    await store.database["sources"].update_one({"_id": name}, {"$set": values}, upsert=True)


async def furnish(store: Store, environment: Environment) -> str:
    """Something in every room: sources of each state, deliveries, what failed; the path of a link in a mail."""
    causes = {"lagoon": "ok", "atoll": "quiet", "reef": "degraded", "bay": "broken", "cape": "blocked", "isle": "gone"}
    for name, state in causes.items():
        kept(environment, name, LAGOON.replace("Lagoon", name.title()))
        cause = "" if state == "ok" else f"As a test says, {name} is {state}; the second entry answers 403."
        since = NOON - timedelta(days=len(name))
        await standing(store, name, Health(health_state(state), "http" if cause else "", cause, since, last_new=since))
    spread = zip(await store.database["items"].find({}, {"_id": 1}).to_list(), cycle(causes), strict=False)
    for item, name in spread:
        await store.database["items"].update_one({"_id": item["_id"]}, {"$set": {"source": name}})
    link = Link("https://lagoon.example/tide", title="Tide rises")
    await store.quarantine.add("lagoon", link, "page too large", "", NOON, permanent=True, detail="21 MB")
    for number, state in enumerate(DeliveryState):
        facts = {"recipient": "desk@section.example", "channel": "mail", "watches": ["ferry"], "mailbox": "m"}
        moments = {"queued_at": NOON - timedelta(hours=number), "due_at": NOON}
        await store.deliveries.open(f"{number:032x}", {**facts, **moments, "kind": "digest", "subject": "Ferry: 3 new"})
        for _ in range(number):
            answer = "450 4.2.1 The mailbox is busy; try again later."
            await store.deliveries.record(f"{number:032x}", Attempt(NOON, state, answer))
    watch = Watch("ferry", "Ferry", {"*": "ferry"})
    await store.watches.save(watch, expected=0, by="x", at=NOON)
    await store.database["alerts"].update_many({}, {"$set": {"assignee": "ada"}})
    return urlsplit(stop_link(environment, "desk@section.example", ["ferry"])).path


def health_state(text: str) -> HealthState:
    """A word as a state of health."""
    return next(state for state in get_args(HealthState) if state == text)
