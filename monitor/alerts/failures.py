"""The dead letters: deliveries that a person has to look at, and sending them again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from monitor.store.deliveries import FAILED
from monitor.store.store import Store

MOST = 1_000


async def failed(store: Store, watch: str = "", limit: int = 100) -> list[dict[str, Any]]:
    """The latest failed deliveries, newest first."""
    return await store.deliveries.latest(FAILED, watch=watch, limit=limit)


async def retry(store: Store, now: datetime, deliveries: Sequence[str] = ()) -> int:
    """Has failed deliveries sent again, all of them where none is named; says how many there were."""
    names = deliveries or [one["id"] for one in await failed(store, limit=MOST)]
    count = 0
    for name in names:
        found = await store.deliveries.queue_again(name, now)
        if found is not None:
            await store.mailboxes.send_again(found["mailbox"], name, now)
            count += 1
    return count
