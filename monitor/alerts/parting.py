"""The alerts of a story that a person takes apart: each goes where its items go.

An alert whose items all leave goes with them, also one that had gone up in another when two stories became one.
Where some leave, the watch finds these anew, since nobody has judged them as news of their own.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from monitor.alerts.facts import leading_facts
from monitor.alerts.joining import follow_alert
from monitor.store.documents import Document
from monitor.store.store import Store


async def follow_parting(store: Store, new: str, story: str, now: datetime) -> None:
    """Lets the alerts of a story follow the items that left it for a new one; again changes nothing."""
    whole = await store.stories.get(new)
    left = {member["item"] for member in whole["members"]} if whole else set()
    alerts = await store.alerts.of_story(story)
    for merged in await store.parting.gone_up_in([alert["id"] for alert in alerts]):
        if _items(merged) and _items(merged) <= left:
            await store.parting.bring_back(merged, now)
            await _move(store, str(merged["_id"]), new)
            await follow_alert(store, str(merged["_id"]), now)
    for alert in alerts:
        await _part(store, alert["id"], left, new, now)
    await store.stories.followed_parting(new)


async def follow_all_partings(store: Store, now: datetime) -> int:
    """The same for every story that a person took apart; says how many there were."""
    parted = await store.stories.parted()
    for new, story in parted:
        await follow_parting(store, new, story, now)
    return len(parted)


async def _part(store: Store, id_: str, left: set[Any], new: str, now: datetime) -> None:
    alert = await store.triage.get(id_)
    leaving = _items(alert) & left if alert else set()
    if alert is None or alert["merged_into"] or not leaving:
        return
    if leaving == _items(alert):
        await _move(store, id_, new)
        return
    await store.pending.find_again(_found_again(alert, leaving))
    await store.parting.lose(alert, leaving, await _leading(store, alert, leaving), now)


async def _move(store: Store, alert: str, new: str) -> None:
    if await store.alerts.move(alert, new):
        await store.announcements.move(alert, alert, new)


def _found_again(alert: Document, leaving: Iterable[Any]) -> dict[Any, Document]:
    """What waits for each item that leaves: what was first found of it."""
    of_watch = {"watch": alert["watch"], "version": alert.get("version", 1)}
    first = {entry["item"]: entry for entry in reversed(alert["items"])}
    return {item: {**of_watch, "kind": first[item]["kind"], "at": first[item]["at"]} for item in leaving}


async def _leading(store: Store, alert: Document, leaving: set[Any]) -> Document:
    """The facts of the item that leads the alert when these have left: as before, or the first of the others."""
    facts: Document = alert["leading"]
    if facts.get("item") not in leaving:
        return facts
    stays = next(entry["item"] for entry in alert["items"] if entry["item"] not in leaving)
    item = await store.items.get(str(stays))
    return leading_facts({**item, "_id": stays}, alert["watch"]) if item else facts


def _items(alert: Document) -> set[Any]:
    return {entry["item"] for entry in alert.get("items") or ()}
