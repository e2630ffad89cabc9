"""A run makes so many requests and takes so many bytes, and no more."""

from tests.middlewares.crawl import crawl
from tests.site.server import Site

OVER = "over the budget of this run"


def test_pages_over_the_budget_are_refused_and_may_come_later(site: Site) -> None:
    pages = [site.url(f"/{number}") for number in range(6)]
    for number in range(6):
        site.add(f"/{number}", "x" * 100)
    report = crawl(*pages, settings={"MONITOR_PAGE_BUDGET": 4})
    # Requests overtake each other while they wait for robots.txt.
    over = [report.got[url] for url in pages if report.got[url].get("reason") == OVER]
    assert [page["permanent"] for page in over] == [False] * 3
    assert sum(report.got[url].get("reason") is None for url in pages) == 3
    assert report.requests_made == len(site.requests) == 4
    assert report.bytes_received == 300 + len("<h1>Not found</h1>")


def test_redirects_and_retries_count(site: Site) -> None:
    site.redirect("/a", "/b")
    site.fail("/b", 500)
    report = crawl(site.url("/a"))
    assert report.requests_made == len(site.requests) == 5


def test_bytes_over_the_budget_end_the_run(site: Site) -> None:
    site.add("/0", "x" * 1000)
    site.add("/1", "x" * 1000)
    pages = [site.url("/0"), site.url("/1")]
    report = crawl(*pages, settings={"MONITOR_BYTE_BUDGET": 1000})
    assert sorted(report.got[url].get("reason") or "" for url in pages) == ["", OVER]


def test_robots_txt_is_never_over_the_budget(site: Site) -> None:
    site.robots("User-agent: *\nDisallow: /\n")
    report = crawl(site.url("/a"), settings={"MONITOR_PAGE_BUDGET": 0})
    assert report.reason(site.url("/a")) == "robots.txt disallows it"


def test_a_run_that_takes_too_long_leaves_the_rest_to_the_next(site: Site) -> None:
    pages = [site.url("/0"), site.url("/1")]
    report = crawl(*pages, settings={"MONITOR_TIME_BUDGET": -1})
    assert [report.got[url].get("reason") for url in pages] == [OVER] * 2
    assert report.got[pages[1]]["permanent"] is False
