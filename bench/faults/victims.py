"""Crawlers and senders that are killed at a chosen moment, with everything they use loaded beforehand.

`python -m bench.faults.victims` reads one order a line and forks a child for each: loading takes a
second, and a second is too long to die at every point. It answers each order with one line when the
child has ended.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bson import ObjectId
from pymongo import monitoring

from monitor.alerts.sender import send_due
from monitor.alerts.settling import settle_alerts
from monitor.settings import Environment
from monitor.store.store import Store

ROOT = Path(__file__).parents[2]


class Killer(monitoring.CommandListener):
    """Kills its own process when it is about to ask the database for the n-th time, or has just been answered."""

    def __init__(self, at: int) -> None:
        self.left = at

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        self._count()

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        self._count()

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        self._count()

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def item(number: int, at: datetime, watches: list[str]) -> dict[str, Any]:
    """An item as a crawler stores it: with its matches, and what is to become of them, in one write."""
    identity = ObjectId(f"{number:024x}")
    spans = [{"field": "title", "start": 0, "end": 5, "leaf": "ferry"}]
    return {
        "_id": identity,
        "keys": [f"u:https://post.example/{number}"],
        # Every third tells the story of the one before it.
        "story": ObjectId(f"{number - (number % 3 == 1):024x}"),
        "source": f"outlet_{number % 5}",
        "url": f"https://post.example/{number}",
        "headline": f"Ferry {number} to Lower Quill resumes",
        "body": "The ferry to Lower Quill sails again. Nobody was told why it was held.",
        "language": "en",
        "published": at,
        "published_precision": "minute",
        "published_confidence": "high",
        "matches": [{"watch": name, "version": 1, "language": "*", "spans": spans} for name in watches],
        "pending_alerts": [{"watch": name, "version": 1, "kind": "new", "at": at} for name in watches],
    }


async def obey(order: dict[str, Any]) -> None:
    """Crawls, or sends, as ordered."""
    environment = Environment(**{**order["environment"], "home": Path(order["environment"]["home"])})
    now = datetime.fromisoformat(order["now"])
    store = await Store.open(environment)
    if order["role"] == "crawl":
        for number in order["numbers"]:
            found = item(number, now + timedelta(milliseconds=number), order["watches"])
            await store.items.collection.update_one({"_id": found["_id"]}, {"$setOnInsert": found}, upsert=True)
        await settle_alerts(store, environment, now)
    else:
        await send_due(store, environment, now, eager=True)
    await store.close()


def _child(order: dict[str, Any]) -> None:
    if order["dies_at"]:
        monitoring.register(Killer(order["dies_at"]))
    try:
        asyncio.run(obey(order))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Forks a child for each order, and says how each ended: its number and its exit code."""
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _child(order)
        threading.Thread(target=_wait, args=(pid, order["order"])).start()


def _wait(pid: int, order: int) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    # In one piece: several children end at the same time.
    os.write(1, (json.dumps({"order": order, "code": code}) + "\n").encode())


if __name__ == "__main__":
    main()
