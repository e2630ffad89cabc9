"""Crawlers and senders started and killed again and again, and what came of it beside what should."""

import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from types import TracebackType
from typing import Any, Self

from bench.faults.victims import ROOT
from monitor.settings import Environment
from monitor.store.store import Store
from tests.alerts.lab import part, read_mail

ALERT = re.compile(r"/alerts/([0-9a-f]{24})")
STEP = timedelta(minutes=10)


class Stable:
    """The process that forks victims; a context manager."""

    def __init__(self, environment: Environment) -> None:
        self._environment = {
            "home": str(environment.home),
            "mongo_uri": environment.mongo_uri,
            "mongo_db": environment.mongo_db,
            "smtp_url": environment.smtp_url,
            "mail_from": environment.mail_from,
            "base_url": environment.base_url,
            "bundled_sources": False,
        }
        self._orders = count()

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "bench.faults.victims"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=60)

    def run(self, orders: Sequence[dict[str, Any]]) -> list[int]:
        """Carries orders out side by side; gives how each ended, -9 for killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        numbered = [{**order, "environment": self._environment, "order": next(self._orders)} for order in orders]
        for order in numbered:
            self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        ended = [json.loads(self._process.stdout.readline()) for _ in numbered]
        codes = {one["order"]: int(one["code"]) for one in ended}
        return [codes[order["order"]] for order in numbered]


@dataclass(slots=True)
class Toll:
    """What many cycles came to. Everything but `killed`, `alerts` and `repeats` should be 0."""

    killed: int = 0
    failed: int = 0
    alerts: int = 0
    mails: int = 0
    lost: int = 0
    doubled: int = 0
    # The same mail twice, with the same Message-ID: what a death between "accepted" and "recorded" leaves.
    repeats: int = 0
    left_over: int = 0
    missing_alerts: int = 0
    watches: tuple[str, ...] = field(default=())


def cycles(
    stable: Stable,
    number: int,
    watches: Sequence[str],
    start: datetime,
    seed: int,
    *,
    each: int = 2,
    deadly: bool = True,
) -> tuple[Toll, datetime]:
    """Runs so many cycles of crawlers and senders side by side, killing most of them; gives when it ended."""
    chance, toll, now = random.Random(seed), Toll(watches=tuple(watches)), start
    for cycle in range(number):
        now += STEP
        numbers = list(range(cycle * 3, cycle * 3 + 3))
        orders = [
            {
                "role": role,
                "now": now.isoformat(),
                "numbers": numbers,
                "watches": list(watches),
                # Opening the store takes some thirty questions; what is to be hit lies behind them.
                "dies_at": chance.randrange(20, 170) if deadly and chance.random() < 0.8 else 0,
            }
            for role in ("crawl", "send")
            for _ in range(each)
        ]
        _note(toll, stable.run(orders))
        # What a killed crawler did not fetch, the next one does.
        _note(toll, stable.run([{**orders[0], "dies_at": 0}]))
    for _ in range(3):
        now += STEP
        _note(toll, stable.run([{"role": "send", "now": now.isoformat(), "dies_at": 0}]))
    return toll, now


def _note(toll: Toll, codes: Sequence[int]) -> None:
    toll.killed += codes.count(-9)
    toll.failed += sum(code not in (0, -9) for code in codes)


async def count_up(toll: Toll, store: Store, received: Sequence[tuple[str, bytes]], recipients: Sequence[str]) -> None:
    """Compares the mails with what the items say should have been told."""
    stories = await store.items.collection.distinct("story")
    alerts = await store.alerts.collection.find({}).to_list()
    wanted = {(watch, story) for watch in toll.watches for story in stories}
    toll.alerts = len(alerts)
    toll.missing_alerts = len(wanted - {(one["watch"], one["story"]) for one in alerts})
    toll.left_over = await store.pending.count() + await store.announcements.collection.count_documents(
        {"delivery": None, "dropped": ""}
    )
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    mails: Counter[str] = Counter()
    for recipient, raw in received:
        mail = read_mail(raw)
        mails[mail["Message-ID"]] += 1
        for alert in ALERT.findall(part(mail, "plain")):
            told[recipient, alert].add(mail["Message-ID"])
    toll.mails = len(mails)
    toll.repeats = sum(mails.values()) - len(mails)
    toll.doubled = sum(len(ids) > 1 for ids in told.values())
    toll.lost = sum((to, str(one["_id"])) not in told for to in recipients for one in alerts)
