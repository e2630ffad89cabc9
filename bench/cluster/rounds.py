"""One measurement: all sources are crawled once by some machines, whoever dies meanwhile."""

import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pymongo

from bench.cluster.machines import Machines, Running
from bench.cluster.sites import ARTICLES
from bench.crawl.workshop import plain_environment

ENDED = {"$in": ["finished", "partial"]}


@dataclass(slots=True)
class Round:
    """One measurement in a database of its own, named for it. `number` is that of its database in Redis."""

    name: str
    number: int
    machines: Machines
    folder: Path
    uri: str
    redis: str
    catalogue: Path
    kills: int = 0
    client: "pymongo.MongoClient[dict[str, Any]]" = field(init=False)

    def __post_init__(self) -> None:
        self.client = pymongo.MongoClient(self.uri)

    @property
    def sites(self) -> int:
        """How many sources there are."""
        return len(self.machines.sites)

    @property
    def database(self) -> "pymongo.database.Database[dict[str, Any]]":
        """Where its runs and items are."""
        return self.client[f"cluster_{self.name}"]

    def run(self, workers: int, *, kill: bool) -> float:
        """Seconds from the first run's beginning until all sources were crawled once."""
        running = [self._start(number) for number in range(workers)]
        random, began, next_death = Random(7), 0.0, 0.0
        while (done := self._finished()) < self.sites:
            time.sleep(0.2)
            now = time.monotonic()
            if any(one.process.poll() is not None for one in running):
                raise RuntimeError(f"a worker has ended; its log is in {self.folder}/{self.name}*")
            if not began and self.database["runs"].count_documents({}, limit=1):
                began, next_death = now, now + 5
            # The last sources are left to whoever lives, or the end would wait for deaths to stop.
            if kill and began and now > next_death and done < 0.95 * self.sites:
                number = random.randrange(workers)
                running[number].end(signal.SIGKILL)
                self.kills += 1
                running[number], next_death = self._start(number), now + random.uniform(10, 20)
        took = time.monotonic() - began
        for one in running:
            one.end(signal.SIGTERM)
        return took

    def verdict(self) -> str:
        """Whether every source was crawled once, and every article is there once."""
        runs = list(self.database["runs"].find({"status": ENDED}))
        slots = Counter((run["source"], run["slot"]) for run in runs)
        twice = sum(count > 1 for count in slots.values())
        again = sum(int(run.get("taken_over", 0)) for run in runs)
        urls = [item["url"] for item in self.database["items"].find({}, {"url": 1})]
        lost, doubled = self.sites * ARTICLES - len(set(urls)), len(urls) - len(set(urls))
        deaths = f", {self.kills} machines killed, {again} visits taken over" if self.kills else ""
        return f"{self.name}: {len(slots)} visits{deaths}, {twice} made twice; {lost} items lost, {doubled} doubled"

    def _finished(self) -> int:
        return len(self.database["runs"].distinct("source", {"status": ENDED}))

    def _start(self, number: int) -> Running:
        home = self.folder / f"{self.name}{number}"
        home.mkdir(exist_ok=True)
        environ = {
            **plain_environment(),
            "MONITOR_HOME": str(home),
            "MONITOR_MONGO_URI": self.uri,
            "MONITOR_MONGO_DB": f"cluster_{self.name}",
            "MONITOR_REDIS_URL": f"{self.redis}/{self.number}",
            "MONITOR_SOURCES": str(self.catalogue),
            "MONITOR_BUNDLED_SOURCES": "0",
            "MONITOR_ALLOW_NETWORKS": self.machines.network,
        }
        command = [sys.executable, "-m", "monitor", "worker", "--workers", "1"]
        return self.machines.start(number, command, environ, home / "log")
