"""Conditional requests: validators come back, are used, and are not trusted for ever."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from scrapy.http import Response

from monitor.middlewares.conditional import readable
from tests.middlewares.crawl import NOW, crawl
from tests.site.answers import Answer
from tests.site.handler import LAST_MODIFIED
from tests.site.server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(validators=True) as site:
        site.add("/feed", "<rss/>", content_type="application/rss+xml")
        yield site


def kept(url: str, age: timedelta = timedelta(0), given_by: str = "") -> dict[str, dict[str, str]]:
    stored_at = (NOW - age).isoformat()
    return {url: {"etag": "", "last_modified": LAST_MODIFIED, "stored_at": stored_at, "url": given_by or url}}


def test_a_second_run_is_answered_304(site: Site) -> None:
    url = site.url("/feed")
    first = crawl(entries=[url])
    assert first.status(url) == 200
    tag = first.pending_validators[url]["etag"]
    assert first.pending_validators[url] == {
        "etag": tag, "last_modified": LAST_MODIFIED, "stored_at": NOW.isoformat(), "url": url,
    }  # fmt: skip
    second = crawl(entries=[url], validators=first.pending_validators)
    assert second.status(url) == 304
    assert second.pending_validators == {}
    assert site.last("/feed").headers["if-none-match"] == tag
    assert site.last("/feed").headers["if-modified-since"] == LAST_MODIFIED


def test_last_modified_alone_is_enough(site: Site) -> None:
    url = site.url("/feed")
    assert crawl(entries=[url], validators=kept(url)).status(url) == 304


def test_after_a_week_the_whole_is_asked_for(site: Site) -> None:
    url = site.url("/feed")
    assert crawl(entries=[url], validators=kept(url, timedelta(days=1))).status(url) == 304
    assert crawl(entries=[url], validators=kept(url, timedelta(days=1, seconds=1))).status(url) == 200


def test_only_requests_that_say_so_are_conditional(site: Site) -> None:
    url = site.url("/feed")
    report = crawl(url, validators=kept(url))
    assert report.status(url) == 200
    assert report.pending_validators == {}


def test_a_redirected_entry_keeps_its_validators_under_its_own_address(site: Site) -> None:
    site.redirect("/old", "/feed", status=301)
    old, feed = site.url("/old"), site.url("/feed")
    first = crawl(entries=[old])
    assert first.pending_validators[old]["url"] == feed
    second = crawl(entries=[old], validators=first.pending_validators)
    assert second.status(old) == 304
    assert "if-none-match" not in site.last("/old").headers


def test_validators_do_not_go_to_a_place_that_never_gave_them(site: Site) -> None:
    site.redirect("/old", "/feed")
    old = site.url("/old")
    report = crawl(entries=[old], validators=kept(old, given_by=site.url("/other")))
    assert report.status(old) == 200
    assert "if-modified-since" not in site.last("/feed").headers


def test_an_answer_without_validators_forgets_the_old_ones(site: Site) -> None:
    with Site() as plain:
        plain.add("/feed", "<rss/>")
        url = plain.url("/feed")
        report = crawl(entries=[url], validators=kept(url))
        assert report.pending_validators[url]["etag"] == report.pending_validators[url]["last_modified"] == ""


def test_errors_give_no_validators(site: Site) -> None:
    url = site.url("/broken")
    site.add("/broken", "x", status=404, headers={"ETag": '"x"'})
    assert crawl(entries=[url]).pending_validators == {}


def test_a_304_that_claims_to_be_packed_is_a_304(site: Site) -> None:
    url = site.url("/feed")
    site.add("/feed", Answer(status=304, headers={"Content-Encoding": "gzip"}))
    assert crawl(entries=[url], validators=kept(url)).status(url) == 304


@pytest.mark.parametrize(
    ("value", "read"),
    [(b'W/"a"', 'W/"a"'), (b'"\xe9"', '"é"'), (b"x" * 513, ""), (b"a\x00b", ""), (b"a\x85b", ""), (None, "")],
)
def test_strange_values_are_not_kept(value: Any, read: str) -> None:
    headers = {} if value is None else {"ETag": value}
    assert readable(Response("https://a.example/", headers=headers), "ETag") == read
