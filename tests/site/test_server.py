"""The loopback web server, asked by a plain HTTP client."""

import ssl
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection, IncompleteRead, RemoteDisconnected
from threading import Thread

import pytest

from tests.site.answers import Received
from tests.site.server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


def get(site: Site, path: str, headers: dict[str, str] | None = None) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(site.address, site.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_serves_what_was_added_and_404_otherwise(site: Site) -> None:
    site.add("/one", "Grüße")
    assert get(site, "/one")[1].decode() == "Grüße"
    assert get(site, "/two")[0].status == 404
    assert site.paths() == ["/one", "/two"]


def test_a_query_has_its_own_answer_or_the_path_s(site: Site) -> None:
    site.add("/list", "first")
    site.add("/list?page=2", "second")
    assert get(site, "/list?page=2")[1] == b"second"
    assert get(site, "/list?page=3")[1] == b"first"
    assert site.count("/list") == 2


def test_a_function_answers_from_the_request(site: Site) -> None:
    def echo(received: Received) -> str:
        return received.headers["x-word"]

    site.add("/echo", echo)
    assert get(site, "/echo", {"X-Word": "hello"})[1] == b"hello"


def test_virtual_hosts(site: Site) -> None:
    site.add("/", "a", host="a.example")
    site.add("/", "any")
    assert get(site, "/", {"Host": "a.example:80"})[1] == b"a"
    assert get(site, "/", {"Host": "b.example"})[1] == b"any"


def test_conditional_requests() -> None:
    with Site(validators=True) as site:
        site.add("/feed", "<rss/>")
        first, _ = get(site, "/feed")
        tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
        again, body = get(site, "/feed", {"If-None-Match": tag})
        assert (again.status, body) == (304, b"")
        assert get(site, "/feed", {"If-Modified-Since": modified})[0].status == 304
        site.add("/feed", "<rss>new</rss>")
        assert get(site, "/feed", {"If-None-Match": tag})[0].status == 200


def test_faults(site: Site) -> None:
    site.reset("/reset")
    site.truncate("/truncated", "x" * 1000)
    site.bad_chunks("/chunks", "x" * 10)
    with pytest.raises((RemoteDisconnected, ConnectionResetError)):
        get(site, "/reset")
    with pytest.raises(IncompleteRead):
        get(site, "/truncated")
    with pytest.raises(IncompleteRead):
        get(site, "/chunks")


def test_errors_redirects_and_sequences(site: Site) -> None:
    site.fail("/busy", 429, retry_after=7)
    site.redirect("/loop", "/loop", status=301)
    site.sequence("/twice", "first", "then")
    assert get(site, "/busy")[0].headers["Retry-After"] == "7"
    assert get(site, "/loop")[0].headers["Location"] == "/loop"
    assert [get(site, "/twice")[1] for _ in range(3)] == [b"first", b"then", b"then"]


def test_streams_announced_or_chunked(site: Site) -> None:
    site.stream("/announced", 200_000)
    site.stream("/chunked", 200_000, announced=False)
    announced, body = get(site, "/announced")
    assert (announced.headers["Content-Length"], len(body)) == ("200000", 200_000)
    chunked, body = get(site, "/chunked")
    assert (chunked.headers["Content-Length"], len(body)) == (None, 200_000)


def test_holds_an_answer_back_until_released(site: Site) -> None:
    release = site.hang("/slow")
    bodies: list[bytes] = []
    asking = Thread(target=lambda: bodies.append(get(site, "/slow")[1]))
    asking.start()
    site.wait_for("/slow")
    assert bodies == []
    release.set()
    asking.join()
    assert bodies == [b"late"]


def test_closing_lets_go_of_held_answers() -> None:
    with Site() as site:
        site.hang("/slow")
        asking = Thread(target=pytest.raises, args=((OSError, RemoteDisconnected), get, site, "/slow"))
        asking.start()
        site.wait_for("/slow")
    asking.join()


def test_speaks_tls_with_a_certificate_of_its_own() -> None:
    with Site(tls=True) as site:
        site.add("/", "private")
        trusting = ssl.create_default_context(cafile=site.certificate)
        connection = HTTPSConnection(site.address, site.port, context=trusting, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"private"
        connection.close()
        distrusting = HTTPSConnection(site.address, site.port, timeout=10)
        with pytest.raises(ssl.SSLCertVerificationError):
            distrusting.request("GET", "/")
        distrusting.close()
