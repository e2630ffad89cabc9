"""A crawl of several processes stores what one would, and says the same; one that dies costs its own share."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.crawl.lab import Lab
from tests.crawl.pages import article, newspaper
from tests.site.server import Site


@pytest.fixture
def other() -> Iterator[Site]:
    """A site at another host, whose source goes to another process."""
    with Site(address="127.0.0.2") as site:
        yield site


@pytest.fixture
def release(lab: Lab, site: Site, other: Site) -> Event:
    """Two newspapers; the third article of each is only answered when this is set."""
    release = Event()
    for name, host, place in (("courier", site, "Velmora"), ("herald", other, "Tarn")):
        newspaper(host, 5)
        for number in range(1, 6):
            host.add(f"/news/{number}", article(number, place=place), delay_event=release if number == 3 else None)
        lab.source(name, host.url("/"), ("feed", host.url("/feed")), concurrency=1)
    return release


def children(process: int) -> list[int]:
    """The processes that another one has forked or started."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def helper(process: int) -> int:
    """The one among them that is the same command."""
    own = Path(f"/proc/{process}/cmdline").read_bytes()
    (found,) = [child for child in children(process) if Path(f"/proc/{child}/cmdline").read_bytes() == own]
    return found


def test_two_processes_do_what_one_does(lab: Lab, release: Event) -> None:
    release.set()
    result = lab.crawl("--processes", "2", "--workers", "2")
    assert result.code == 0, result.err
    assert {(run["source"], run["status"], run["new"]) for run in result.json["runs"]} == {
        ("courier", "finished", 5),
        ("herald", "finished", 5),
    }
    items = lab.items()
    assert len(items) == 10
    assert all(item["story"] for item in items)
    again = lab.monitor("crawl", "--processes", "5")
    assert again.code == 0, again.err
    assert [line[:5] for line in again.err.splitlines()] == ["[1/2]", "[2/2]"]
    assert len(lab.items()) == 10


def test_a_process_that_dies_costs_its_own_share_until_the_next_crawl(
    lab: Lab, site: Site, other: Site, release: Event
) -> None:
    with lab.start("crawl", "--json", "--processes", "2") as process:
        site.wait_for("/news/3")
        other.wait_for("/news/3")
        os.kill(helper(process.pid), signal.SIGKILL)
        release.set()
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert '"its crawl process ended with signal 9": 1' in out
    assert out.count('"status": "finished"') == 1
    result = lab.crawl("--processes", "2")
    assert result.code == 0, result.err
    assert len(lab.items()) == 10


def test_ctrl_c_reaches_all_of_them(lab: Lab, site: Site, other: Site, release: Event) -> None:
    with lab.start("crawl", "--json", "--processes", "2") as process:
        site.wait_for("/news/3")
        other.wait_for("/news/3")
        process.send_signal(signal.SIGINT)
        release.set()
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert out.count('"status": "interrupted"') == 2
    assert 2 <= len(lab.items()) < 10
    assert lab.crawl("--processes", "2").code == 0
    assert len(lab.items()) == 10
