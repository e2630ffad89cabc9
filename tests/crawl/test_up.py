"""`monitor up` from outside: everything runs, what dies comes back, what breaks keeps nobody up."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from socket import socket
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from tests.crawl.lab import ROOT, Lab
from tests.crawl.pages import newspaper
from tests.site.server import Site

PATIENCE = 90.0


def until(done: Callable[[], Any]) -> Any:
    """What `done` gives once that is something."""
    end = time.monotonic() + PATIENCE
    while not (found := done()):
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)
    return found


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Up:
    """A running system."""

    def __init__(self, lab: Lab, *words: str) -> None:
        self.lab = lab
        self.port = free_port()
        command = ("up", "--port", str(free_port()), "--status-port", str(self.port), *words)
        self.process = lab.start(*command)

    def get(self, path: str) -> tuple[int, str]:
        """Status and body of an address of the status page; 0 while nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()
        except (URLError, OSError):
            return 0, ""

    def is_well(self) -> bool:
        return self.get("/healthz")[0] == 200

    def fact(self, part: str, name: str) -> Any:
        try:
            return json.loads((self.lab.home / "run" / f"{part}.json").read_text()).get(name)
        except (OSError, ValueError):
            return None

    def kill(self, part: str) -> None:
        """Kills a part; returns when it has a process again."""
        before = until(lambda: self.fact("supervisor", f"{part}.pid"))
        os.kill(before, signal.SIGKILL)
        until(lambda: self.fact("supervisor", f"{part}.pid") not in {None, 0, before})

    def stop(self) -> tuple[int, str]:
        """Ends it with SIGTERM; its exit code and its log."""
        self.process.send_signal(signal.SIGTERM)
        _, log = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, log


@pytest.fixture
def start(lab: Lab) -> Iterator[Callable[..., Up]]:
    running: list[Up] = []

    def begin(*words: str) -> Up:
        running.append(Up(lab, *words))
        return running[-1]

    yield begin
    for up in running:
        if up.process.poll() is None:
            up.process.terminate()
        up.process.communicate(timeout=PATIENCE)


def test_the_whole_system_crawls_comes_back_piece_by_piece_and_stops(
    lab: Lab, site: Site, start: Callable[..., Up]
) -> None:
    newspaper(site, 3)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    lab.extra["MONITOR_SMTP_URL"] = f"maildir://{lab.home / 'mails'}"
    lab.extra["MONITOR_MAIL_FROM"] = "Monitor <monitor@tidings.example>"
    up = start()
    until(lambda: len(lab.items()) == 3)
    until(up.is_well)
    for part in ("scheduler", "settling", "sender", "index", "review", "status"):
        up.kill(part)
        until(up.is_well)
    assert "monitor_part_deaths_total" in up.get("/metrics")[1]
    assert "All parts are well" in up.get("/")[1]
    second = lab.monitor("up")
    assert second.code == 1
    assert "monitor: The monitor is running already in" in second.err
    code, log = up.stop()
    assert code == 0
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {"event", "level", "part", "timestamp"} <= set(lines[0])
    assert lines[-1]["event"] == "stopped"
    assert site.count("/feed") <= 3


def test_the_first_start_says_how_to_log_in_and_no_log_holds_the_link(lab: Lab, start: Callable[..., Up]) -> None:
    up = start("--only", "review")
    file = lab.home / "logs" / "review.log"
    until(lambda: file.exists() and "monitor users password administrator" in file.read_text())
    address = re.search(r"The review pages are at ([^\"]+)", file.read_text())
    assert address is not None
    assert f"{address[1]}/welcome/" in lab.monitor("users", "password", "administrator").out
    code, log = up.stop()
    assert (code, "The review pages are at http://127.0.0.1:" in log, "/welcome/" in log) == (0, True, False)


def test_who_starts_it_at_a_terminal_is_given_the_link(lab: Lab) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "monitor", "up", "--only", "review", "--port", str(free_port())]
    with subprocess.Popen(command, cwd=ROOT, env=lab.environ, stderr=theirs) as process:
        said = b""
        while b"/welcome/" not in said:
            said += os.read(ours, 10_000)
        process.terminate()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0
    assert not [file for file in (lab.home / "logs").iterdir() if "/welcome/" in file.read_text()]


def test_a_source_file_that_breaks_or_comes_while_running(lab: Lab, site: Site, start: Callable[..., Up]) -> None:
    newspaper(site, 2)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")), interval=1)
    up = start("--only", "scheduler", "--only", "status")
    until(lambda: site.count("/feed") >= 1)
    (lab.folder / "courier.toml").write_text("title = ", encoding="utf-8")
    until(lambda: up.fact("scheduler", "broken_files") == 1)
    assert "`monitor sources check FILE` says why" in up.get("/")[1]
    site.forget()
    until(lambda: site.count("/feed") >= 1)
    assert up.fact("scheduler", "sources") == 1
    lab.source("herald", site.url("/"), ("feed", site.url("/other")))
    until(lambda: site.count("/other"))
    assert "goes on as it was" in up.stop()[1]


def test_a_database_that_is_away_is_one_sentence_and_then_it_goes_on(
    lab: Lab, site: Site, start: Callable[..., Up]
) -> None:
    newspaper(site, 2)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    there, lab.mongo_uri = lab.mongo_uri, f"mongodb://127.0.0.1:{free_port()}/?serverSelectionTimeoutMS=300"
    up = start("--only", "scheduler", "--only", "status")
    until(lambda: "waits for the database" in up.get("/")[1])
    assert up.get("/healthz")[0] == 503
    code, log = up.stop()
    assert (code, log.count("does not answer")) == (0, 1)
    lab.mongo_uri = there
    up = start("--only", "scheduler", "--only", "status")
    until(lambda: len(lab.items()) == 2)
    up.stop()


def test_a_worker_that_is_killed_costs_nothing(lab: Lab, site: Site, start: Callable[..., Up]) -> None:
    newspaper(site, 3)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    release = site.hang("/news/3")
    up = start("--only", "scheduler")
    site.wait_for("/news/3", timeout=PATIENCE)
    kill_worker(until(lambda: up.fact("supervisor", "scheduler.pid")))
    newspaper(site, 3)
    release.set()
    until(lambda: len(lab.items()) == 3)
    up.stop()


def kill_worker(scheduler: int) -> None:
    """Kills the crawl worker of a scheduler."""
    found = subprocess.run(["pgrep", "-P", str(scheduler)], capture_output=True, text=True, check=True)
    for pid in found.stdout.split():
        os.kill(int(pid), signal.SIGKILL)


def test_a_word_that_is_no_part_is_named(lab: Lab) -> None:
    result = lab.monitor("up", "--only", "sceduler")
    assert result.code == 2
    assert "No part is called 'sceduler'" in result.err
