"""Alerts that become one, and part again: what waits of them is told once, never lost, and in one thread.

The alert goes first and what waits follows. A process that died in between left a mark, by which
the settling finishes it; each step can be done again without a change.
"""

from datetime import datetime

from monitor.alerts.subscribers import present_watches
from monitor.store.store import Store


async def join_alerts(store: Store, story: str, into: str, now: datetime) -> int:
    """Lets the alerts of a story that was merged into another join those there; says how many there were."""
    there = {alert["watch"]: alert["id"] for alert in await store.alerts.of_story(into) if not alert["merged_into"]}
    leaving = await store.alerts.of_story(story)
    every_outlet = await _telling_every_outlet(store)
    for alert in leaving:
        other = there.get(alert["watch"])
        if alert["merged_into"]:
            await follow_alert(store, alert["id"], now)
        elif other is None:
            if await store.alerts.move(alert["id"], into):
                await store.announcements.move(alert["id"], alert["id"], into)
        else:
            # First who tells, then that it is one: a death in between repeats both.
            await store.announcements.move(alert["id"], other, into, every_outlet)
            await store.alerts.merge(alert["id"], other, now)
    return len(leaving)


async def follow_alert(store: Store, alert: str, now: datetime) -> None:
    """Lets what waits of an alert be told of the one that it went up in, or of itself again when it came back."""
    known = await store.alerts.get([alert])
    last = await store.alerts.last_of(alert)
    if alert not in known or last is None:
        return
    if last["id"] != alert:
        await store.announcements.move(alert, last["id"], last["story"], await _telling_every_outlet(store))
    else:
        boxes = await store.announcements.move_back(alert, known[alert]["story"])
        await store.mailboxes.stir_known(boxes, now)


async def follow_all(store: Store, now: datetime) -> int:
    """The same for every alert that a person merged or split; says how many there were.

    Only the settling crosses them off: what it queued while they were merged has followed by then.
    """
    alerts = await store.alerts.unfollowed()
    for alert in alerts:
        known = (await store.alerts.get([alert])).get(alert, {})
        await follow_alert(store, alert, now)
        await store.alerts.followed(alert, known.get("merged_into"))
    return len(alerts)


async def _telling_every_outlet(store: Store) -> frozenset[str]:
    watches = (await present_watches(store)).by_name
    return frozenset(name for name, watch in watches.items() if watch.every_outlet)
