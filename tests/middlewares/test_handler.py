"""Limits of size, time, redirects and schemes, and the name that each failure gets."""

import os

from tests.middlewares.crawl import crawl
from tests.site.server import Site

ONCE = {"RETRY_TIMES": 0}


def test_every_fault_has_a_name_and_spoils_nothing_else(site: Site) -> None:
    site.stream("/announced", 50 << 20)
    site.stream("/chunked", 50 << 20, announced=False)
    site.reset("/reset")
    site.truncate("/cut", "x" * 1000)
    site.bad_chunks("/chunks", "x" * 10)
    site.redirect("/loop", "/loop")
    site.redirect("/away", "ftp://files.example/")
    site.fail("/forbidden", 403)
    site.fail("/gone", 410)
    site.fail("/broken", 500)
    site.fail("/odd", 599)
    site.add("/good", "good")
    expected = {
        "/announced": "larger than 20 MB",
        "/chunked": "larger than 20 MB",
        "/reset": "connection lost",
        "/cut": "body cut short",
        "/chunks": "body cut short",
        "/loop": "too many redirects",
        "/away": "302 found",
        "/forbidden": "403 forbidden",
        "/missing": "404 not found",
        "/gone": "410 gone",
        "/broken": "500 internal server error",
        "/odd": "599 unknown status",
    }
    refused = {"ftp://files.example/a": "not an http or https address", "http://127.0.0.1:1/": "connection refused"}
    pages = [site.url(path) for path in expected]
    report = crawl(*pages, *refused, site.url("/good"), settings=ONCE)
    assert {path: report.reason(site.url(path)) for path in expected} == expected
    assert {url: report.reason(url) for url in refused} == refused
    assert report.status(site.url("/good")) == 200
    assert report.bytes_received < 23 << 20


def test_permanent_and_passing_failures_differ(site: Site) -> None:
    for status in (403, 404, 410, 408, 500):
        site.fail(f"/{status}", status)
    report = crawl(*(site.url(f"/{status}") for status in (403, 404, 410, 408, 500)), settings=ONCE)
    permanent = {status: report.got[site.url(f"/{status}")]["permanent"] for status in (403, 404, 410, 408, 500)}
    assert permanent == {403: True, 404: True, 410: True, 408: False, 500: False}


def test_an_entry_fails_with_the_same_names(site: Site) -> None:
    site.reset("/feed")
    report = crawl(entries=[site.url("/feed"), site.url("/none")], settings=ONCE)
    assert report.reason(site.url("/feed")) == "connection lost"
    assert report.reason(site.url("/none")) == "404 not found"


def test_a_server_that_does_not_answer_is_given_up(site: Site) -> None:
    site.hang("/slow")
    site.add("/quick", "quick")
    report = crawl(site.url("/slow"), site.url("/quick"), settings={**ONCE, "DOWNLOAD_TIMEOUT": 0.5})
    assert report.reason(site.url("/slow")) == "timed out"
    assert report.status(site.url("/quick")) == 200


def test_a_redirect_to_an_address_seen_before_is_not_lost(site: Site) -> None:
    site.add("/page", "page")
    site.redirect("/old", "/page")
    report = crawl(site.url("/page"), site.url("/old"))
    assert report.got[site.url("/old")]["url"] == site.url("/page")


def test_certificates_are_verified() -> None:
    with Site(tls=True) as site:
        site.add("/", "private")
        report = crawl(site.url(), settings=ONCE)
        assert report.reason(site.url()) == "TLS certificate not valid"
        trusting = {**os.environ, "SSL_CERT_FILE": str(site.certificate)}
        assert crawl(site.url(), env=trusting).status(site.url()) == 200


def test_neither_cookies_nor_where_we_came_from_are_sent(site: Site) -> None:
    headers = {"Set-Cookie": "id=1", "Referrer-Policy": "unsafe-url", "Location": "/two"}
    site.add("/one", status=302, headers=headers)
    site.add("/two", "two")
    report = crawl(site.url("/one"))
    assert report.status(site.url("/one")) == 200
    sent = site.last("/two").headers
    assert "cookie" not in sent
    assert "referer" not in sent
    assert sent["user-agent"] == "monitor/0.1 (+https://monitor.example/contact)"
