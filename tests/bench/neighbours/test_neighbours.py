"""The hostile sources of the measurement do to a visitor what they are named for."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from bench.neighbours.__main__ import report
from bench.neighbours.hostile import BENIGN, CRASH, KINDS, LARGE, Hostile, Server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "one.html").write_text("<h1>One</h1>")
    return tmp_path


@pytest.fixture(params=(BENIGN, *KINDS))
def site(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[str, http.client.HTTPConnection]]:
    server = Server(("127.0.0.1", 0), type("Site", (Hostile,), {"kind": request.param, "folder": folder}))
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    with closing(http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=1.5)) as visitor:
        yield request.param, visitor
    server.shutdown()
    server.server_close()


def test_each_trap_is_what_it_is_called(site: tuple[str, http.client.HTTPConnection]) -> None:
    kind, visitor = site
    visitor.request("GET", "/news/one.html")
    if kind == "tarpit":
        with pytest.raises(TimeoutError):
            visitor.getresponse()
        return
    answer = visitor.getresponse()
    assert answer.status == (302 if kind == "redirects" else 200)
    if kind == "slow drip":
        assert answer.read(1) == b"<"
        answer.close()
        return
    body = answer.read()
    assert {
        BENIGN: body == b"<h1>One</h1>",
        "redirects": (answer.getheader("Location") or "").startswith("/on/"),
        "50 MB": len(body) > 0.99 * LARGE,
        "50 MB packed": answer.getheader("Content-Encoding") == "gzip" and len(body) < LARGE / 50,
        "slow to read": len(body) > 100_000,
        "crashes reader": CRASH in body,
    }[kind]


def test_a_hostile_source_that_costs_more_than_five_in_a_hundred_is_a_miss(capsys: pytest.CaptureFixture[str]) -> None:
    report("tarpit", [(20.0, 19.9), (10.0, 9.0), (10.0, 9.4)])
    report("50 MB", [(20.0, 19.9)])
    first, second = capsys.readouterr().out.splitlines()
    assert "0.940 of 10.0 pages/s  (missed)" in first
    assert "missed" not in second
