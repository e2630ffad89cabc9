"""Hosts that ask us to wait are waited for, or left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from scrapy.http import Response

from monitor.middlewares.retry_after import seconds_asked
from tests.middlewares.crawl import NOW, crawl
from tests.site.answers import Answer
from tests.site.server import Site

ASKED = "asked to come back after 2026-01-05 13:00 UTC"


def busy(retry_after: str | None, status: int = 429) -> Answer:
    return Answer(b"busy", status, {} if retry_after is None else {"Retry-After": retry_after})


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_wait_is_kept_by_the_whole_queue(site: Site, status: int) -> None:
    site.sequence("/a", busy("1", status), "a")
    site.add("/b", "b")
    report = crawl(site.url("/a"), site.url("/b"))
    assert report.status(site.url("/a")) == report.status(site.url("/b")) == 200
    asked = site.requests[1]
    assert asked.path == "/a"
    assert all(later.at - asked.at > 0.95 for later in site.requests[2:])
    assert report.errors == {}


def test_an_entry_is_waited_for_as_well(site: Site) -> None:
    site.sequence("/feed", busy("1"), "feed")
    assert crawl(entries=[site.url("/feed")]).status(site.url("/feed")) == 200


def test_after_three_tries_the_host_is_left_alone(site: Site) -> None:
    site.fail("/a", 429, retry_after=0)
    report = crawl(site.url("/a"))
    assert site.count("/a") == 4
    assert report.reason(site.url("/a")) == "asked to come back after 2026-01-05 12:00 UTC"


def test_a_long_wait_closes_the_host_for_this_run(site: Site) -> None:
    pages = [f"/{number}" for number in range(30)]
    for path in pages:
        site.fail(path, 429, retry_after=3600)
    report = crawl(*(site.url(path) for path in pages))
    assert {report.reason(site.url(path)) for path in pages} == {ASKED}
    assert report.requests_made == len(site.requests) == 2
    assert report.closed == {site.netloc: (NOW + timedelta(hours=1)).isoformat()}
    assert report.not_before == (NOW + timedelta(hours=1)).isoformat()
    assert report.errors == {ASKED: 1}


def test_another_host_is_not_closed_with_it(site: Site) -> None:
    with Site() as other:
        site.fail("/", 503, retry_after="Mon, 05 Jan 2026 13:00:00 GMT")
        other.add("/", "other")
        report = crawl(site.url(), other.url())
        assert report.reason(site.url()) == ASKED
        assert report.status(other.url()) == 200


def test_a_later_run_keeps_the_wait(site: Site) -> None:
    site.add("/", "page")
    closed = {site.netloc: (NOW + timedelta(hours=1)).isoformat()}
    assert crawl(site.url(), closed=closed).reason(site.url()) == ASKED
    assert site.requests == []
    assert crawl(site.url(), closed=closed, now=(NOW + timedelta(hours=1)).isoformat()).status(site.url()) == 200


def test_without_a_word_the_pause_doubles(site: Site) -> None:
    site.sequence("/a", busy(None, 503), busy(None, 503), "a")
    report = crawl(site.url("/a"), settings={"MONITOR_BACKOFF": 0.3})
    assert report.status(site.url("/a")) == 200
    first, second, third = (received.at for received in site.requests if received.path == "/a")
    assert second - first > 0.28
    assert third - second > 0.58


def test_too_many_requests_at_every_try_closes_the_host(site: Site) -> None:
    site.fail("/a", 429)
    report = crawl(site.url("/a"), site.url("/b"))
    assert report.reason(site.url("/a")) == ASKED
    assert site.count("/a") == 3


def test_one_page_that_is_unavailable_does_not_close_the_host(site: Site) -> None:
    site.fail("/a", 503)
    site.add("/b", "b")
    report = crawl(site.url("/a"), site.url("/b"))
    assert report.reason(site.url("/a")) == "503 service unavailable"
    assert report.status(site.url("/b")) == 200


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("Mon, 05 Jan 2026 12:01:00 GMT", 60),
        ("Mon, 05 Jan 2026 14:01:00 +0200", 60),
        ("Mon, 05 Jan 2026 12:01:00 -0000", 60),
        ("Mon, 05 Jan 2026 11:00:00 GMT", 0),
        ("9" * 5000, 7 * 86400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 86400),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("Mon, 45 Jan 2026 12:01:00 GMT", None),
        ("Mon, 05 Jan 99999 12:01:00 GMT", None),
    ],
)
def test_what_retry_after_says(text: str, seconds: float | None) -> None:
    response = Response("https://a.example/", headers={"Retry-After": text})
    assert seconds_asked(response, NOW) == seconds


def test_dates_at_the_edge_of_the_calendar_do_no_harm() -> None:
    response = Response("https://a.example/", headers={"Retry-After": "Fri, 31 Dec 9999 23:59:59 -1400"})
    assert seconds_asked(response, datetime(2026, 1, 1, tzinfo=UTC)) == 7 * 86400
