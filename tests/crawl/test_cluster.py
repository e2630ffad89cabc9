"""Two machines, each with a home of its own, share MongoDB and Redis; one after the other is killed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from random import Random

import pymongo
import pytest

from tests.crawl.lab import ROOT, Lab
from tests.crawl.pages import newspaper
from tests.crawl.test_up import PATIENCE, free_port, until
from tests.site.server import Site

SITES = 8
ARTICLES = 3
SLOTS = 2


@pytest.fixture
def redis_url() -> Iterator[str]:
    program = shutil.which("redis-server")
    assert program is not None, "Redis is missing; `tools/prepare redis` installs it"
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    """Sites at addresses of their own, since a worker is at one host at a time."""
    with ExitStack() as stack:
        yield [stack.enter_context(Site(address=f"127.0.0.{number + 10}")) for number in range(SITES)]


class Machines:
    """Process groups that can be killed whole."""

    def __init__(self, lab: Lab, redis_url: str) -> None:
        extra = {**lab.extra, "MONITOR_REDIS_URL": redis_url, "MONITOR_SOURCES": str(lab.folder.parent)}
        self.labs = [replace(lab, home=lab.home / f"machine{number}", extra=extra) for number in range(2)]
        self.running = [self._start(number) for number in range(2)]

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        lab = self.labs[number]
        lab.home.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "monitor", "worker", "--workers", "1"]
        with (lab.home / "log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=lab.environ, stdout=log, stderr=log, start_new_session=True)

    def replace(self, number: int) -> None:
        """Kills a machine, crawl workers and all, and starts another in its place."""
        for pid in tree(self.running[number].pid):
            os.kill(pid, signal.SIGKILL)
        self.running[number].wait()
        self.running[number] = self._start(number)

    def stop(self) -> None:
        for process in self.running:
            process.terminate()
        for process in self.running:
            process.wait(PATIENCE)


def tree(pid: int) -> list[int]:
    """A process and its descendants."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [pid, *(found for child in children for found in tree(int(child)))]


def test_every_source_is_crawled_once_a_slot_whoever_dies(lab: Lab, sites: list[Site], redis_url: str) -> None:
    for number, site in enumerate(sites):
        newspaper(site, ARTICLES)
        lab.source(f"paper{number}", site.url("/"), ("feed", site.url("/feed")), interval=4)
    machines = Machines(lab, redis_url)
    random = Random(7)
    with pymongo.MongoClient[dict[str, object]](lab.mongo_uri) as client:
        database = client[lab.mongo_db]

        def has_run(times: int) -> bool:
            done = Counter(run["source"] for run in database["runs"].find({"status": "finished"}))
            return len(done) == SITES and min(done.values()) >= times

        end = time.monotonic() + PATIENCE
        until(lambda: database["runs"].count_documents({}) >= 3)
        machines.replace(random.randrange(2))
        until(lambda: has_run(1))
        machines.replace(random.randrange(2))
        until(lambda: has_run(SLOTS) or time.monotonic() > end)
        machines.stop()
        slots = Counter((run["source"], run["slot"]) for run in database["runs"].find({"status": "finished"}))
        assert set(slots.values()) == {1}
        assert len(slots) >= SITES * SLOTS
        urls = [item["url"] for item in database["items"].find()]
        assert len(urls) == len(set(urls)) == SITES * ARTICLES
    for site in sites:
        assert site.count("/feed") >= SLOTS
