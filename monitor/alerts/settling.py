"""From matches to alerts: what the crawler wrote with an item becomes alerts, and is queued for whom it concerns.

Every step can be done again without a change, and an item is crossed off last. So whoever dies in
the middle leaves nothing but work that the next one repeats.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from monitor.alerts.facts import leading_facts
from monitor.alerts.subscribers import Watches, addresses, present_watches, tells
from monitor.settings import Environment
from monitor.store.alerts import Meeting, Met
from monitor.store.announcements import Announcement, Kind
from monitor.store.store import Store

BATCH = 50


@dataclass(slots=True)
class Settled:
    """What one round of settling did."""

    items: int = 0
    alerts: int = 0
    announcements: int = 0


async def settle_alerts(store: Store, environment: Environment, now: datetime) -> Settled:
    """Makes alerts of every match whose item has a story, and queues whom to tell; raises `DatabaseUnavailable`."""
    watches, report = await present_watches(store), Settled()
    async for batch in store.pending.batches(BATCH):
        by_story: dict[str, list[Mapping[str, Any]]] = {}
        for item in batch:
            by_story.setdefault(str(item["story"]), []).append(item)
        # Items of one story in their order, since the first makes the alert; stories side by side.
        await asyncio.gather(*(_settle_story(store, watches, items, now, report) for items in by_story.values()))
    return report


async def _settle_story(
    store: Store, watches: Watches, items: Sequence[Mapping[str, Any]], now: datetime, report: Settled
) -> None:
    for item in items:
        await _settle(store, watches, item, now, report)


async def _settle(store: Store, watches: Watches, item: Mapping[str, Any], now: datetime, report: Settled) -> None:
    # A watch that cannot be read now may have recipients; its matches wait until it can.
    pending = [one for one in item["pending_alerts"] if one["watch"] not in watches.broken]
    queued: list[Announcement] = []
    for one in pending:
        met = await _meet(store, item, one, now)
        report.alerts += met.is_first
        queued += await _announcements(store, watches, item, one, met, now)
    await store.announcements.queue(queued)
    await _stir(store, watches, queued, now)
    await store.pending.settled(item["_id"], pending)
    report.items += bool(pending)
    report.announcements += len(queued)


async def _meet(store: Store, item: Mapping[str, Any], pending: Mapping[str, Any], now: datetime) -> Met:
    meeting = Meeting(
        watch=pending["watch"],
        version=pending["version"],
        story=str(item["story"]),
        item=str(item["_id"]),
        kind=pending["kind"],
        at=pending["at"],
        source=item["source"],
        language=item.get("language") or "",
    )
    # A long text takes a moment to be cut; others go on meanwhile.
    facts = await asyncio.to_thread(leading_facts, item, meeting.watch)
    met = await store.alerts.meet(meeting, facts, now)
    if meeting.kind == "edit" and met.leading_item == meeting.item and not met.is_first:
        await store.alerts.refresh(met.alert, facts)
    return met


async def _announcements(
    store: Store, watches: Watches, item: Mapping[str, Any], pending: Mapping[str, Any], met: Met, now: datetime
) -> list[Announcement]:
    watch, kind = watches.by_name.get(pending["watch"]), _kind(item, pending, met)
    if watch is None or not kind or not tells(watch, kind):
        return []
    boxes = [address.mailbox for address in addresses(watch)]
    wishes = await store.mailboxes.wishes(boxes)
    stopped = {box for box, wished in wishes.items() if watch.name in wished and wished[watch.name].stopped}
    apart = {"new": "", "outlet": item["source"]}.get(kind, f"{item['_id']} {pending['at'].isoformat()}")
    return [
        Announcement(
            mailbox=box,
            watch=watch.name,
            kind=cast(Kind, kind),
            at=now,
            alert=met.alert,
            story=met.story,
            item=str(item["_id"]),
            source=item["source"],
            apart=apart,
        )
        for box in boxes
        if box not in stopped
    ]


def _kind(item: Mapping[str, Any], pending: Mapping[str, Any], met: Met) -> str:
    """What is told: the meeting that made the alert is new, whatever happened to its item."""
    if met.is_first:
        return "new"
    if pending["kind"] == "new":
        return "outlet" if item["source"] != met.leading_source else ""
    return str(pending["kind"])


async def _stir(store: Store, watches: Watches, queued: Sequence[Announcement], now: datetime) -> None:
    told = {one.watch for one in queued}
    boxes = {one.mailbox for one in queued}
    places = {address.mailbox: address for name in told for address in addresses(watches.by_name[name])}
    await store.mailboxes.stir([address for box, address in places.items() if box in boxes], now)


async def join_alerts(store: Store, environment: Environment, story: str, into: str, now: datetime) -> int:
    """Lets the alerts of a story that was merged into another join those there; says how many there were.

    What was not told yet is told once for both. Again changes nothing.
    """
    there = {alert["watch"]: alert["id"] for alert in await store.alerts.of_story(into) if not alert["merged_into"]}
    joined = 0
    for alert in await store.alerts.of_story(story):
        other = there.get(alert["watch"])
        if other is None and not alert["merged_into"] and await store.alerts.move(alert["id"], into):
            await store.announcements.move(alert["id"], alert["id"], into)
        elif other is not None:
            # First who tells, then that it is one: a death in between repeats both.
            await store.announcements.move(alert["id"], other, into)
            await store.alerts.merge(alert["id"], other, now)
        joined += 1
    return joined
