"""Two snapshots of a site, and what lies between them: the changed, the gone and the untouched, by name."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tests.crawl.clocked import Run, crawl_at
from tests.crawl.lab import Lab
from tests.crawl.pages import NEWEST, article, feed, newspaper
from tests.site.server import Site

START = NEWEST + timedelta(hours=1)
DAY = 24


@pytest.fixture
def paper(lab: Lab, site: Site) -> Iterator[Site]:
    """A newspaper of eight articles, all read at START."""
    newspaper(site, 8)
    site.add("/", '<!doctype html><title>The Lab Courier</title><h1>The Lab Courier</h1><a href="/news/1">Report 1</a>')
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    assert crawl(lab, 0)[0]["new"] == 8
    site.forget()
    yield site


def crawl(lab: Lab, *hours: float, **settings: Any) -> list[Run]:
    """A run at each of these hours after START."""
    moments = [START + timedelta(hours=hour) for hour in hours]
    return [runs["courier"] for runs in crawl_at(lab, *moments, **settings)]


def named(lab: Lab, *marks: str) -> set[str]:
    """The last part of the addresses of items that `monitor items list` gives for a mark."""
    listed = lab.monitor("items", "list", *marks, "--limit", "99", "--json").json
    return {item["url"].rpartition("/")[2] for item in listed}


def shown(lab: Lab, site: Site, path: str) -> dict[str, Any]:
    """An item as `monitor items show` gives it."""
    item: dict[str, Any] = lab.monitor("items", "show", site.url(path), "--json").json
    return item


def test_names_the_changed_the_gone_and_the_untouched(lab: Lab, paper: Site) -> None:
    site = paper
    site.add("/news/2", article(2).replace("forty people", "sixty people"))
    site.add("/news/3", article(3).replace("<h1>Report 3", "<h1>Withdrawn report 3"))
    site.add("/news/4", article(4, extra="<p>12 comments</p><p>Updated: 12 November 2026, 10:05</p>"))
    site.fail("/news/5", 404)
    site.fail("/news/6", 410)
    site.redirect("/news/7", "/")
    site.add("/news/8", "<!doctype html><title>Page not found</title><h1>Page not found</h1><p>Sorry.</p>")
    runs = crawl(lab, 3, 10, 30)
    assert [(run["status"], run["seen"], run["known"]) for run in runs] == [("finished", 8, 8)] * 3
    assert [(run["changed"], run["gone"], run["back"]) for run in runs] == [(2, 0, 0), (0, 0, 0), (0, 4, 0)]
    assert named(lab, "--changed") == {"2", "3"}
    assert named(lab, "--gone") == {"5", "6", "7", "8"}
    items = {item["url"].rpartition("/")[2]: item for item in lab.monitor("items", "list", "--json").json}
    assert {number for number, item in items.items() if not item["events"]} == {"1", "4"}
    assert {number: items[number]["gone"]["reason"] for number in "5678"} == {
        "5": "404 not found", "6": "410 gone", "7": "leads to another page: home page", "8": "page not found",
    }  # fmt: skip
    assert items["2"]["published"] == "2026-11-08T09:00:00Z"
    diff = lab.monitor("items", "show", site.url("/news/2"), "--diff").out
    assert "spoke with [-forty-]{+sixty+} people" in diff


def test_what_is_unchanged_costs_a_304_and_only_when_it_is_due(lab: Lab, paper: Site) -> None:
    early, due, late = crawl(lab, 1, 3, 4)
    assert (early["visits"], early["requests"]) == ({}, 1)
    assert (due["visits"], due["requests"]) == ({"unchanged": 8}, 9)
    assert (late["visits"], late["requests"]) == ({}, 1)
    pages = [received for received in paper.requests if received.path.startswith("/news/")]
    assert len(pages) == 8
    assert all("if-none-match" in received.headers for received in pages)


def test_a_page_that_comes_back_is_told(lab: Lab, paper: Site) -> None:
    paper.fail("/news/5", 404)
    assert [run["gone"] for run in crawl(lab, 3, 10, 30)] == [0, 0, 1]
    paper.add("/news/5", article(5))
    assert [run["back"] for run in crawl(lab, 4 * DAY, 9 * DAY)] == [1, 0]
    item = shown(lab, paper, "/news/5")
    assert (item["gone"], [event["kind"] for event in item["events"]]) == (None, ["gone", "back"])
    assert named(lab, "--gone") == set()


def test_a_site_that_is_down_or_turns_us_away_takes_nothing_down(lab: Lab, paper: Site) -> None:
    for number in range(1, 9):
        paper.fail(f"/news/{number}", 500 if number < 4 else 403)
    for run in crawl(lab, 3, 30, 60, 90):
        assert (run["gone"], run["quarantined"], run["left"]) == (0, 0, 0)
        assert set(run["visits"]) == {"500 internal server error", "403 forbidden"}
    for path in ("/feed", *(f"/news/{number}" for number in range(1, 9))):
        paper.fail(path, 404)
    assert {run["gone"] for run in crawl(lab, *range(120, 600, 40))} == {0}
    assert shown(lab, paper, "/news/1")["last_visit"]["evidence"] == "nothing of the site is there"


def test_a_whole_site_that_moves_takes_two_weeks(lab: Lab, paper: Site) -> None:
    for number in range(1, 9):
        paper.fail(f"/news/{number}", 404)
    gone = [run["gone"] for run in crawl(lab, 1 * DAY, 3 * DAY, 7 * DAY, 14 * DAY, 18 * DAY)]
    assert gone == [0, 0, 0, 0, 8]


def test_visits_keep_within_what_a_run_may_do(lab: Lab, paper: Site) -> None:
    assert crawl(lab, 3, MONITOR_REVISITS=3)[0]["visits"] == {"unchanged": 3}
    run = crawl(lab, 3, MONITOR_PAGE_BUDGET=3)[0]
    assert (run["visits"], run["status"], run["left"]) == ({"unchanged": 2, "postponed": 3}, "finished", 0)
    assert crawl(lab, 3)[0]["visits"] == {"unchanged": 3}


def test_a_text_that_is_cut_short_is_believed_the_second_time(lab: Lab, paper: Site) -> None:
    page = article(4)
    first = page.index("</p>", page.index("<h1>")) + len("</p>")
    paper.add("/news/4", page[:first] + page[page.index("</article>") :])
    once, again, later = crawl(lab, 3, 28, 30)
    assert (once["changed"], once["visits"]["most of the text is missing"]) == (0, 1)
    assert (again["changed"], later["changed"]) == (1, 0)


def test_a_source_can_do_without(lab: Lab, site: Site) -> None:
    newspaper(site, 3)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")), revisit=0)
    assert crawl(lab, 0, 400 * DAY)[1]["visits"] == {}
    assert site.count("/news/1") == 1


def test_what_no_entry_offers_any_more_is_visited_all_the_same(lab: Lab, paper: Site) -> None:
    paper.add("/feed", feed(paper, [1, 2]), content_type="application/rss+xml")
    paper.add("/news/7", article(7).replace("still under review", "closed"))
    run = crawl(lab, 3)[0]
    assert (run["seen"], run["known"], run["changed"]) == (8, 8, 1)
    assert named(lab, "--changed") == {"7"}


def test_full_text_from_an_entry_is_not_compared_with_the_page(lab: Lab, site: Site) -> None:
    sentences = (
        f"<p>Paragraph {number} of the notice, as the feed has it, is long enough.</p>" for number in range(40)
    )
    text = f"<content:encoded><![CDATA[{''.join(sentences)}]]></content:encoded>"
    item = f"<item><title>Notice</title><link>{site.url('/n/1')}</link>{text}</item>"
    rss = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{item}</channel></rss>'
    site.add("/feed", rss, content_type="application/rss+xml")
    site.add("/n/1", article(1))
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    first, second = crawl(lab, 0, 3)
    assert (first["new"], second["visits"], site.count("/n/1")) == (1, {"unchanged": 1}, 1)
    site.add("/n/1", article(1).replace("forty people", "sixty people"))
    assert crawl(lab, 10)[0]["visits"] == {"changed": 1}


def test_what_a_removed_source_found_is_visited_by_another(lab: Lab, paper: Site) -> None:
    paper.add("/other", feed(paper, [9]), content_type="application/rss+xml")
    paper.add("/news/9", article(9))
    lab.source("herald", paper.url("/"), ("feed", paper.url("/other")))
    crawl_at(lab, START)
    (lab.folder / "courier.toml").unlink()
    paper.fail("/news/5", 404)
    paper.add("/news/2", article(2).replace("forty people", "sixty people"))
    days = [START + timedelta(days=day) for day in (3, 9, 12, 30, 31, 32)]
    seen = [runs["herald"] for runs in crawl_at(lab, *days)]
    assert [(run["changed"], run["gone"]) for run in seen] == [(0, 0), (1, 0), (0, 0), (0, 1), (0, 0), (0, 0)]
    assert (named(lab, "--changed"), named(lab, "--gone")) == ({"2"}, {"5"})
    assert shown(lab, paper, "/news/2")["source"] == "courier"


def test_what_a_paused_source_found_is_left_alone_but_for_those_who_saw_it_too(lab: Lab, paper: Site) -> None:
    paper.add("/other", feed(paper, [5]), content_type="application/rss+xml")
    lab.source("herald", paper.url("/"), ("feed", paper.url("/other")))
    crawl_at(lab, START)
    lab.source("courier", paper.url("/"), ("feed", paper.url("/feed")), active=False)
    paper.forget()
    crawl_at(lab, START + timedelta(days=9), START + timedelta(days=20))
    assert {number for number in range(1, 9) if paper.count(f"/news/{number}")} == {5}
