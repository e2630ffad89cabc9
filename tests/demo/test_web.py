"""The loopback web, asked by a plain HTTP client."""

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from http.client import HTTPConnection, HTTPResponse

import pytest

from monitor.demo.web import Answer, Web, redirect, serve

MODIFIED = datetime(2026, 10, 5, 10, 30, tzinfo=timezone(timedelta(hours=2)))
PAGE = "<p>Осень в долине.</p>".encode() * 40


@pytest.fixture
def web() -> Web:
    web = Web()
    web.add("a.example", "/", Answer(body=PAGE, modified=MODIFIED))
    web.add("a.example", "/caf%C3%A9", Answer(body=b"coffee"))
    web.add("a.example", "/old", redirect("https://a.example/"))
    web.add("a.example", "/gone", Answer(410, b"gone"))
    web.add_maker("a.example", "/api", lambda query: Answer(body=query.get("page", "1").encode()))
    web.add("b.example", "/", Answer(body=b"the other host"))
    return web


@pytest.fixture
def connection(web: Web) -> Iterator[HTTPConnection]:
    with serve(web) as address:
        connection = HTTPConnection(address, timeout=10)
        yield connection
        connection.close()


def ask(connection: HTTPConnection, target: str, host: str = "a.example", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection.request("GET", target, headers={"Host": host, **{k.replace("_", "-"): v for k, v in headers.items()}})
    response = connection.getresponse()
    return response, response.read()


def test_one_connection_serves_every_host(connection: HTTPConnection) -> None:
    assert ask(connection, "/")[1] == PAGE
    kept = connection.sock
    assert ask(connection, "/", "b.example")[1] == b"the other host"
    assert connection.sock is kept


def test_gzip_is_sent_to_those_who_ask(connection: HTTPConnection) -> None:
    response, body = ask(connection, "/", Accept_Encoding="gzip, br")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_known_validator_gets_304_without_a_body(connection: HTTPConnection, encoding: str) -> None:
    first, _ = ask(connection, "/", Accept_Encoding=encoding)
    again, body = ask(connection, "/", Accept_Encoding=encoding, If_None_Match=first.headers["ETag"])
    assert (again.status, body, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


def test_unchanged_since_gets_304(connection: HTTPConnection) -> None:
    first, _ = ask(connection, "/")
    assert ask(connection, "/", If_Modified_Since=first.headers["Last-Modified"])[0].status == 304
    assert ask(connection, "/", If_Modified_Since="Sun, 04 Oct 2026 08:30:00 GMT")[0].status == 200
    assert ask(connection, "/", If_Modified_Since="long ago")[0].status == 200


def test_statuses(connection: HTTPConnection) -> None:
    assert ask(connection, "/nothing")[0].status == 404
    assert ask(connection, "/gone")[0].status == 410
    assert ask(connection, "/", "elsewhere.example")[0].status == 421
    moved, _ = ask(connection, "/old")
    assert (moved.status, moved.headers["Location"]) == (301, "https://a.example/")


def test_spelling_of_the_address_does_not_matter(connection: HTTPConnection) -> None:
    assert ask(connection, "/caf%c3%a9")[1] == b"coffee"
    assert ask(connection, "/caf%C3%A9?utm_source=feed", "a.example:443")[1] == b"coffee"


def test_a_maker_reads_the_query(connection: HTTPConnection) -> None:
    assert ask(connection, "/api?page=3")[1] == b"3"


def test_requests_and_bytes_are_counted(connection: HTTPConnection, web: Web) -> None:
    ask(connection, "/")
    ask(connection, "/", "b.example")
    ask(connection, "/", "b.example")
    assert web.requests == {"a.example": 1, "b.example": 2}
    assert web.sent["a.example"] == len(PAGE)


def test_head_sends_no_body(connection: HTTPConnection) -> None:
    connection.request("HEAD", "/", headers={"Host": "a.example"})
    response = connection.getresponse()
    assert (response.read(), response.headers["Content-Length"]) == (b"", str(len(PAGE)))
