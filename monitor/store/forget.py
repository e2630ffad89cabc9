"""Removes everything that is known of some sources, such as those of the demo."""

from collections.abc import Sequence

from monitor.store.store import Store
from monitor.store.words import answering


@answering
async def forget(store: Store, names: Sequence[str]) -> int:
    """Deletes the items, runs and memory of the named sources and says how many items there were.

    An item that two sources share goes with the source that found it first.
    """
    of_source = {"source": {"$in": list(names)}}
    for room in (store.passed_over, store.baselines, store.runs, store.quarantine, store.notices):
        await room.collection.delete_many(of_source)
    await store.sources.collection.delete_many({"_id": {"$in": list(names)}})
    await store.story_decisions.forget(names)
    return await store.items.delete_by_source(names)
