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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The watches, and for each the mailboxes that hear of it: all but those whose owner stopped it."""

    watches: Watches
    boxes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Became:
    """What became of an item: whose matches were settled, and what is told of them."""

    item: Any
    pending: Sequence[Mapping[str, Any]]
    alerts: int
    queued: Sequence[Announcement]


async def settle_alerts(store: Store, environment: Environment, now: datetime) -> Settled:
    """Makes alerts of every match whose item has a story, and queues whom to tell; raises `DatabaseUnavailable`."""
    watches, report = await present_watches(store), Settled()
    async for batch in store.pending.batches(BATCH):
        by_story: dict[str, list[Mapping[str, Any]]] = {}
        for item in batch:
            by_story.setdefault(str(item["story"]), []).append(item)
        wanted = await _wanted(store, watches, batch)
        # Items of one story in their order, since the first makes the alert; stories side by side.
        became = await asyncio.gather(*(_settle_story(store, wanted, items, now) for items in by_story.values()))
        await _keep(store, watches, [one for ones in became for one in ones], now, report)
    return report


async def _wanted(store: Store, watches: Watches, batch: Sequence[Mapping[str, Any]]) -> _Wanted:
    names = {one["watch"] for item in batch for one in item["pending_alerts"]}
    boxes = {name: [one.mailbox for one in addresses(watches.by_name[name])] for name in names & watches.by_name.keys()}
    wishes = await store.mailboxes.wishes(sorted({box for ones in boxes.values() for box in ones}))
    stopped = {(name, box) for box, asked in wishes.items() for name, wish in asked.items() if wish.stopped}
    return _Wanted(watches, {name: [box for box in boxes[name] if (name, box) not in stopped] for name in boxes})


async def _settle_story(
    store: Store, wanted: _Wanted, items: Sequence[Mapping[str, Any]], now: datetime
) -> list[_Became]:
    return [await _settle(store, wanted, item, now) for item in items]


async def _settle(store: Store, wanted: _Wanted, item: Mapping[str, Any], now: datetime) -> _Became:
    # A watch that cannot be read now may have recipients; its matches wait until it can.
    pending = [one for one in item["pending_alerts"] if one["watch"] not in wanted.watches.broken]
    queued: list[Announcement] = []
    made = 0
    for one in pending:
        met = await _meet(store, item, one, now)
        made += met.is_first
        queued += _announcements(wanted, item, one, met, now)
    return _Became(item["_id"], pending, made, queued)


async def _keep(store: Store, watches: Watches, became: Sequence[_Became], now: datetime, report: Settled) -> None:
    """Queues everything of a batch, has it looked at, and only then crosses its items off."""
    queued = [announcement for one in became for announcement in one.queued]
    await store.announcements.queue(queued)
    await _stir(store, watches, queued, now)
    await store.pending.settled({one.item: one.pending for one in became if one.pending})
    report.items += sum(bool(one.pending) for one in became)
    report.alerts += sum(one.alerts for one in became)
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


def _announcements(
    wanted: _Wanted, item: Mapping[str, Any], pending: Mapping[str, Any], met: Met, now: datetime
) -> list[Announcement]:
    watch, kind = wanted.watches.by_name.get(pending["watch"]), _kind(item, pending, met)
    if watch is None or not kind or not tells(watch, kind):
        return []
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
        for box in wanted.boxes[watch.name]
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
