"""robots.txt is obeyed, asked for once, and remembered for a day."""

from datetime import timedelta
from itertools import pairwise

import pytest

from monitor.middlewares.robots import product_of, remember
from monitor.state import StoredRobots
from tests.middlewares.crawl import NOW, crawl
from tests.site.server import Site

ONCE = {"RETRY_TIMES": 0}
DISALLOWED = "robots.txt disallows it"


def test_allows_and_disallows(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /private\nAllow: /private/open\n")
    site.add("/open", "open")
    site.add("/private/open", "open too")
    pages = [site.url("/open"), site.url("/private/a"), site.url("/private/open")]
    report = crawl(*pages)
    assert [report.got[url].get("reason") for url in pages] == [None, DISALLOWED, None]
    assert site.paths() == ["/robots.txt", "/open", "/private/open"]
    assert report.errors == {}


def test_our_own_group_counts_and_is_found_by_our_product_only(site: Site) -> None:
    site.robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: Monitor\nDisallow: /no\n\nUser-agent: contact\nDisallow: /\n"
    )
    site.add("/yes", "yes")
    report = crawl(site.url("/yes"), site.url("/no"))
    assert report.status(site.url("/yes")) == 200
    assert report.reason(site.url("/no")) == DISALLOWED


def test_meta_does_not_lead_around_it(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    report = crawl(site.url("/page"), entries=[site.url("/feed")], meta={"dont_obey_robotstxt": True})
    assert report.reason(site.url("/page")) == DISALLOWED
    assert report.reason(site.url("/feed")) == DISALLOWED


def test_a_redirect_does_not_lead_around_it(site: Site) -> None:
    with Site() as other:
        other.robots("User-agent: *\nDisallow: /\n")
        site.redirect("/page", other.url("/page"))
        report = crawl(site.url("/page"))
        assert report.reason(site.url("/page")) == DISALLOWED
        assert other.paths() == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_file_allows_everything(site: Site, status: int) -> None:
    site.robots("User-agent: *\nDisallow: /\n", status=status)
    site.add("/page", "page")
    report = crawl(site.url("/page"))
    assert report.status(site.url("/page")) == 200
    assert report.errors == {}


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_disallows_everything_and_is_recorded_once(site: Site, status: int) -> None:
    site.robots("", status=status)
    settings = {"RETRY_TIMES": 1}
    report = crawl(site.url("/a"), site.url("/b"), settings=settings)
    cause = f"robots.txt answers {status}: treated as disallow (RFC 9309)"
    if status == 429:  # answered to every try: the host wants to be left alone
        cause = "asked to come back after 2026-01-05 13:00 UTC"
    assert report.reason(site.url("/a")) == report.reason(site.url("/b")) == cause
    assert report.errors == {cause: 1}
    assert site.paths() == ["/robots.txt", "/robots.txt"]
    assert report.robots == {}


def test_no_answer_disallows_everything(site: Site) -> None:
    site.hang("/robots.txt")
    report = crawl(site.url("/a"), settings={**ONCE, "DOWNLOAD_TIMEOUT": 0.5})
    assert report.reason(site.url("/a")) == "robots.txt: timed out: treated as disallow (RFC 9309)"
    assert report.got[site.url("/a")]["permanent"] is False


def test_redirects_are_followed_also_to_other_hosts(site: Site) -> None:
    with Site() as other:
        other.add("/rules", "User-agent: *\nDisallow: /a\n", content_type="text/plain")
        site.redirect("/robots.txt", "/robots-2.txt")
        site.redirect("/robots-2.txt", other.url("/rules"))
        site.add("/b", "b")
        report = crawl(site.url("/a"), site.url("/b"))
        assert report.reason(site.url("/a")) == DISALLOWED
        assert report.status(site.url("/b")) == 200


def test_endless_redirects_count_as_no_file(site: Site) -> None:
    site.redirect("/robots.txt", "/robots.txt")
    site.add("/a", "a")
    report = crawl(site.url("/a"))
    assert report.status(site.url("/a")) == 200
    assert site.count("/robots.txt") == 6


def test_asked_once_for_many_requests_at_once(site: Site) -> None:
    pages = [f"/{number}" for number in range(10)]
    for path in pages:
        site.add(path, path)
    report = crawl(*(site.url(path) for path in pages), settings={"CONCURRENT_REQUESTS_PER_DOMAIN": 8})
    assert len(report.got) == 10
    assert site.count("/robots.txt") == 1


def test_remembered_for_a_day(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /no\n")
    site.add("/yes", "yes")
    first = crawl(site.url("/yes"))
    assert list(first.robots) == [site.url("")]
    site.forget()
    for age, asked in (timedelta(hours=23), 0), (timedelta(hours=24), 1):
        again = crawl(site.url("/no"), robots=first.robots, now=(NOW + age).isoformat())
        assert again.reason(site.url("/no")) == DISALLOWED
        assert site.count("/robots.txt") == asked


def test_each_port_has_its_own(site: Site) -> None:
    with Site() as other:
        site.robots("User-agent: *\nDisallow: /\n")
        other.add("/", "other")
        report = crawl(site.url(), other.url())
        assert report.reason(site.url()) == DISALLOWED
        assert report.status(other.url()) == 200


def test_a_crawl_delay_is_kept(site: Site) -> None:
    site.robots("User-agent: *\nCrawl-delay: 0.4\n")
    pages = [f"/{number}" for number in range(3)]
    crawl(*(site.url(path) for path in pages), settings={"CONCURRENT_REQUESTS_PER_DOMAIN": 8})
    times = [received.at for received in site.requests]
    assert len(times) == 4
    assert all(later - earlier > 0.35 for earlier, later in pairwise(times))


def test_an_endless_crawl_delay_is_cut_and_noted(site: Site) -> None:
    stored = {"body": "User-agent: *\nCrawl-delay: 86400\n", "status": 200, "fetched_at": NOW.isoformat()}
    report = crawl(site.url("/"), robots={site.url(""): stored})
    assert f"plan: {site.url('')} asks for 86400 s between requests, gets 30" in report.log


def test_nonsense_and_much_of_it_does_no_harm(site: Site) -> None:
    rules = "User-agent: *\nDisallow: /no\n" + "\x00\ud7ff <html> Disallow: [::\n" * 50_000
    site.robots("\ufeff" + rules)
    site.add("/yes", "yes")
    report = crawl(site.url("/yes"), site.url("/no"))
    assert report.status(site.url("/yes")) == 200
    assert report.reason(site.url("/no")) == DISALLOWED
    assert len(report.robots[site.url("")]["body"].encode()) <= 500 * 1024


def test_what_is_remembered_stays_small() -> None:
    robots = {"http://old.example": StoredRobots(b"", 404, NOW - timedelta(days=1))}
    for number in range(60):
        remember(robots, f"http://{number}.example", StoredRobots(b"x" * 100_000, 200, NOW), NOW)
    assert list(robots) == [f"http://{number}.example" for number in range(40, 60)]
    for number in range(60):
        remember(robots, f"http://{number}.example", StoredRobots(b"", 404, NOW), NOW)
    assert list(robots) == [f"http://{number}.example" for number in range(10, 60)]


def test_the_product_is_what_stands_before_the_version() -> None:
    assert product_of("monitor/0.1 (+https://contact.example/monitor)") == "monitor"
