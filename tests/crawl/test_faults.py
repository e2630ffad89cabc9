"""What goes wrong around a crawl: its process, its database, its disk, a host that turns it away."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from monitor.store import embedded
from monitor.store.liveness import pid
from monitor.store.places import places
from tests.crawl.lab import ROOT, Lab
from tests.crawl.pages import article, newspaper
from tests.site.server import Site

STOPPED_WHILE_OPENING = """
import asyncio, os, signal
from monitor.schedule.runner import crawl
from monitor.settings import read_environment
from monitor.sources.catalogue import load_catalogue

def watch(progress):
    if any(crawler.crawling for crawler in progress.running.values()):
        os.kill(os.getpid(), signal.SIGINT)
    else:
        asyncio.get_running_loop().call_soon(watch, progress)

environment = read_environment()
runs = crawl(load_catalogue(environment).sources, environment, overrides={"DOWNLOAD_TIMEOUT": 1}, started=watch)
print([run.status for run in runs])
"""
STOPPED_WHILE_CLOSING = """
import asyncio, os, signal
from monitor.pipelines.persist import Persist
from monitor.schedule.runner import crawl
from monitor.settings import read_environment
from monitor.sources.catalogue import load_catalogue

close = Persist.close_spider

async def stopped(step):
    os.kill(os.getpid(), signal.SIGINT)
    await close(step)

Persist.close_spider = stopped
environment = read_environment()
print([(run.status, run.new) for run in crawl(load_catalogue(environment).sources, environment)])
"""
STOPPED_WHILE_LOADING = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "monitor.commands.app":
            os.kill(os.getpid(), signal.SIGINT)

# A shell that starts the tests in the background has them ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Finder())
from monitor.commands.main import main
main()
"""


def run_code(lab: Lab, code: str) -> "subprocess.CompletedProcess[str]":
    """Python code in the lab's environment."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=lab.environ, capture_output=True, text=True, timeout=60, check=False)


def test_a_killed_crawl_holds_up_nobody_and_loses_nothing(lab: Lab, site: Site) -> None:
    newspaper(site, 5)
    release = Event()
    site.add("/news/3", article(3), delay_event=release)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    with lab.start("crawl", "courier") as process:
        site.wait_for("/news/3")
        process.kill()
    release.set()
    run = lab.crawl("courier").run("courier")
    assert (run["status"], run["new"] + run["known"]) == ("finished", 5)
    assert len({item["headline"] for item in lab.items()}) == len(lab.items()) == 5


def test_a_source_that_is_being_crawled_is_refused_with_the_cause(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    release = site.hang("/feed")
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    with lab.start("crawl", "courier") as process:
        site.wait_for("/feed")
        result = lab.crawl("courier")
        release.set()
        process.communicate(timeout=60)
    assert (result.code, result.run("courier")["status"]) == (1, "refused")
    assert result.run("courier")["errors"] == {"another process is crawling this source": 1}


def test_a_stop_while_sources_are_being_opened_ends_the_crawl(lab: Lab, site: Site) -> None:
    site.hang("/robots.txt")
    for name in ("courier", "herald"):
        lab.source(name, site.url("/"), ("feed", site.url(f"/{name}")))
    done = run_code(lab, STOPPED_WHILE_OPENING)
    assert (done.returncode, done.stdout.strip()) == (0, "['interrupted', 'interrupted']"), done.stderr


def test_a_stop_while_a_source_is_being_closed_stores_its_run(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    done = run_code(lab, STOPPED_WHILE_CLOSING)
    assert done.stdout.strip() == "[('finished', 2)]", done.stderr
    site.forget()
    assert lab.crawl("courier").run("courier")["status"] == "finished"
    assert site.paths() == ["/feed"]


def test_ctrl_c_while_python_loads_says_one_line(lab: Lab) -> None:
    done = run_code(lab, STOPPED_WHILE_LOADING)
    assert (done.returncode, done.stderr) == (3, "monitor: stopped.\n")


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Path]:
    """The home of a server that a test may kill."""
    home = tmp_path / "server"
    embedded.start(home)
    yield home
    embedded.stop(home)


def away(lab: Lab, home: Path) -> None:
    """Makes a lab use a server of its own, and give it up for lost soon."""
    lab.mongo_uri = embedded.status(home).uri + "&serverSelectionTimeoutMS=300"


def kill(home: Path) -> None:
    """Ends a server as a crash does."""
    number = pid(places(home))
    assert number is not None
    os.kill(number, signal.SIGKILL)


def test_what_is_read_while_the_database_is_away_is_stored_later_and_once(
    lab: Lab, site: Site, own_server: Path
) -> None:
    away(lab, own_server)
    newspaper(site, 6)
    site.fail("/news/5", 403)
    site.fail("/news/6", 410)
    release = Event()
    site.add("/news/4", article(4), delay_event=release)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    with lab.start("crawl", "--json", "courier") as process:
        site.wait_for("/news/4")
        kill(own_server)
        release.set()
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert '"the database is away: what the run learned waits on the disk": 1' in out
    embedded.start(own_server)
    site.forget()
    run = lab.crawl("courier").run("courier")
    assert (run["status"], site.paths()) == ("finished", ["/feed"])
    assert len({item["headline"] for item in lab.items()}) == len(lab.items()) == 4


def test_a_database_that_is_away_when_links_are_compared_leaves_them_to_the_next_run(
    lab: Lab, site: Site, own_server: Path
) -> None:
    away(lab, own_server)
    newspaper(site, 3)
    release = Event()
    site.add("/robots.txt", "", delay_event=release)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    with lab.start("crawl", "--json", "courier") as process:
        site.wait_for("/robots.txt")
        kill(own_server)
        release.set()
        out, err = process.communicate(timeout=60)
    assert '"left_reasons": {\n    "the database is away": 3\n   }' in out, err
    embedded.start(own_server)
    assert lab.crawl("courier").run("courier")["new"] == 3


def test_a_page_that_is_never_given_does_not_keep_the_others_waiting_for_ever(lab: Lab, site: Site) -> None:
    newspaper(site, 4)
    site.fail("/news/1", 429, retry_after=0)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    run = lab.crawl("courier").run("courier")
    assert run["quarantine_reasons"] == {"429 too many requests": 1}
    run = lab.crawl("courier").run("courier")
    assert (run["left"], run["quarantined"], len(lab.items())) == (0, 0, 3)


def test_a_home_that_cannot_be_written_is_told_in_a_sentence(lab: Lab, site: Site) -> None:
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    file = lab.home / "file"
    file.write_text("")
    lab.extra["MONITOR_HOME"] = str(file)
    result = lab.monitor("crawl")
    assert result.code == 1
    assert "MONITOR_HOME" in result.err
    assert "Traceback" not in result.err
