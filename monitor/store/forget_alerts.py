"""Removes everything that came of some watches, such as those of the demo."""

from collections.abc import Sequence

from monitor.store.store import Store
from monitor.store.words import answering


@answering
async def forget_alerts(store: Store, watches: Sequence[str]) -> int:
    """Deletes the alerts of these watches, and all that was queued or sent of them; says how many alerts there were.

    A mailbox goes when nothing of another watch was ever queued for it.
    """
    names = list(watches)
    of_watch = {"watch": {"$in": names}}
    boxes = await store.announcements.collection.distinct("mailbox", of_watch)
    await store.announcements.collection.delete_many(of_watch)
    await store.deliveries.collection.delete_many({"watches": {"$in": names, "$not": {"$elemMatch": {"$nin": names}}}})
    kept = await store.announcements.collection.distinct("mailbox", {"mailbox": {"$in": boxes}})
    await store.mailboxes.collection.delete_many({"_id": {"$in": sorted(set(boxes) - set(kept))}})
    return (await store.alerts.collection.delete_many(of_watch)).deleted_count
