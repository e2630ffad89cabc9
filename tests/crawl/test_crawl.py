"""The main job, from a source file to stored items."""

import json
import signal
import subprocess
import sys
from threading import Event

from tests.crawl.lab import ROOT, Lab
from tests.crawl.pages import article, feed, newspaper
from tests.site.server import Site


def balanced(run: dict[str, int]) -> bool:
    """The invariant of every run."""
    outcomes = ("new", "known", "duplicate", "not_article", "quarantined")
    return run["seen"] == sum(run[name] for name in outcomes)


def test_stores_every_article_of_a_feed_once(lab: Lab, site: Site) -> None:
    newspaper(site, 6)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    result = lab.crawl("courier")
    run = result.run("courier")
    assert (result.code, run["status"]) == (0, "finished"), result.err
    assert (run["seen"], run["new"]) == (6, 6)
    assert balanced(run)
    items = {item["headline"]: item for item in lab.items()}
    assert len(items) == 6
    first = items["Report 1 on Velmora"]
    assert first["published"] == "2026-11-09T09:00:00Z"
    assert first["published_confidence"] == "high"
    assert "ombudsman" in first["body"]
    assert "About us" not in first["body"]


def test_a_second_run_right_away_fetches_no_article_again(lab: Lab, site: Site) -> None:
    newspaper(site, 6)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    lab.crawl("courier")
    site.forget()
    run = lab.crawl("courier").run("courier")
    assert run["new"] == 0
    assert site.paths() == ["/feed"]


def test_a_later_run_takes_what_is_new(lab: Lab, site: Site) -> None:
    newspaper(site, 3)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    lab.crawl("courier")
    newspaper(site, 5)
    run = lab.crawl("courier").run("courier")
    assert (run["seen"], run["known"], run["new"]) == (5, 3, 2)


def test_a_first_visit_takes_the_newest_and_later_ones_leave_the_older_alone(lab: Lab, site: Site) -> None:
    newspaper(site, 9)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    run = lab.crawl("courier", "--newest", "4").run("courier")
    assert (run["new"], run["older"]) == (4, 5)
    assert {item["headline"] for item in lab.items()} == {f"Report {number} on Velmora" for number in range(1, 5)}
    site.add("/feed", feed(site, range(10)), content_type="application/rss+xml")
    site.add("/news/0", article(0))
    assert lab.crawl("courier").run("courier")["new"] == 1


def test_one_article_at_many_addresses_is_one_item_with_every_sighting(lab: Lab, site: Site) -> None:
    page = article(1).replace("<head>", f'<head><link rel="canonical" href="{site.url("/news/1")}">')
    for path in ("/news/1", "/news/1?page=story", "/archive/2026/report-one"):
        site.add(path, page)
    links = "".join(
        f"<item><title>Report</title><link>{site.url(path)}</link></item>"
        for path in ("/news/1", "/news/1?utm_source=mail", "/archive/2026/report-one")
    )
    site.add("/feed", f"<rss version='2.0'><channel>{links}</channel></rss>", content_type="text/xml")
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    run = lab.crawl("courier").run("courier")
    assert (run["seen"], run["new"], run["duplicate"]) == (2, 1, 1)
    assert len(lab.items()) == 1


def test_a_page_that_claims_the_address_of_another_story_takes_nothing_from_it(lab: Lab, site: Site) -> None:
    canonical = f'<head><link rel="canonical" href="{site.url("/news/2-report-on-velmora")}">'
    site.add("/news/1-report-of-others", article(1).replace("<head>", canonical))
    site.add("/news/2-report-on-velmora", article(2))
    links = [site.url("/news/1-report-of-others"), site.url("/news/2-report-on-velmora")]
    for name, order in (("first", links), ("second", links[::-1])):
        items = "".join(f"<item><title>Report</title><link>{link}</link></item>" for link in order)
        site.add(f"/{name}", f"<rss version='2.0'><channel>{items}</channel></rss>", content_type="text/xml")
        lab.source(name, site.url("/"), ("feed", site.url(f"/{name}")))
    runs = lab.crawl().json["runs"]
    assert sorted(run["duplicate"] for run in runs) == [0, 0]
    items = lab.monitor("items", "list", "--json").json
    assert {item["url"] for item in items} == set(links)
    assert all({sighting["url"] for sighting in item["sightings"]} == {item["url"]} for item in items)
    assert all(len(item["sightings"]) == 2 for item in items)


def test_pages_that_are_no_articles_are_counted_by_reason(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    site.add("/login", "<title>Log in</title><form><input type=password name=p></form>")
    site.add("/gone", "gone", status=410)
    links = "".join(f"<item><link>{site.url(path)}</link></item>" for path in ("/news/1", "/news/2", "/login", "/gone"))
    site.add("/feed", f"<rss version='2.0'><channel>{links}</channel></rss>", content_type="text/xml")
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    run = lab.crawl("courier").run("courier")
    assert (run["new"], run["not_article"]) == (2, 2)
    assert run["not_article_reasons"] == {"login page": 1, "410 gone": 1}
    assert balanced(run)


def test_the_page_is_read_of_which_an_entry_offers_the_twin_and_the_twin_where_it_is_gone(lab: Lab, site: Site) -> None:
    paths = ["/news/1/amp/", "/news/2/amp/", "/printable/news/3", "/printable/news/4"]
    for number, path in enumerate(paths, 1):
        canonical = f'<head><link rel="canonical" href="{site.url(f"/news/{number}")}">'
        site.add(path, article(number).replace("<head>", canonical))
        is_there = number % 2
        site.add(f"/news/{number}", article(number) if is_there else "gone", status=200 if is_there else 410)
    links = "".join(f"<item><title>Report</title><link>{site.url(path)}</link></item>" for path in paths)
    site.add("/feed", f"<rss version='2.0'><channel>{links}</channel></rss>", content_type="text/xml")
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    run = lab.crawl("courier").run("courier")
    # To the ledger `/news/1/amp/` is `/news/1`; a print page is a page of its own.
    assert run["not_article_reasons"] == {"print or AMP twin": 2}
    assert (run["new"], run["not_article"], run["quarantined"]) == (4, 2, 0)
    assert balanced(run)
    expected = {"/news/1", "/news/2/amp/", "/news/3", "/printable/news/4"}
    assert {item["url"] for item in lab.items()} == {site.url(path) for path in expected}
    site.forget()
    assert lab.crawl("courier").run("courier")["new"] == 0
    assert site.paths() == ["/feed"]


def test_a_failing_page_is_quarantined_and_the_rest_is_unharmed(lab: Lab, site: Site) -> None:
    newspaper(site, 4)
    site.fail("/news/2", 403)
    site.fail("/news/3", 500)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    result = lab.crawl("courier")
    run = result.run("courier")
    assert (result.code, run["status"]) == (3, "partial")
    assert (run["new"], run["quarantined"]) == (2, 2)
    assert balanced(run)
    assert set(run["quarantine_reasons"]) == {"403 forbidden", "500 internal server error"}


def test_one_broken_source_leaves_the_others_alone(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    site.add("/page-as-feed", "<!doctype html><html><body><p>Welcome</p></body></html>")
    site.add("/empty", "", content_type="application/rss+xml")
    lab.source("good", site.url("/"), ("feed", site.url("/feed")))
    lab.source("page", site.url("/"), ("feed", site.url("/page-as-feed")))
    lab.source("empty", site.url("/"), ("feed", site.url("/empty")))
    lab.source("away", "http://127.0.0.1:9/", ("feed", "http://127.0.0.1:9/feed"))
    result = lab.crawl()
    assert result.code == 3
    assert result.run("good")["new"] == 2
    assert "feed: is a web page, not a feed" in result.run("page")["errors"]
    assert "feed: is empty" in result.run("empty")["errors"]
    assert "feed: connection refused" in result.run("away")["errors"]


def test_an_unknown_source_is_named_with_the_nearest(lab: Lab, site: Site) -> None:
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    result = lab.monitor("crawl", "couriier")
    assert result.code == 2
    assert "courier" in result.err
    assert "Traceback" not in result.err


def test_ctrl_c_stores_what_was_read_and_the_next_run_takes_the_rest(lab: Lab, site: Site) -> None:
    newspaper(site, 5)
    release = Event()
    site.add("/news/3", article(3), delay_event=release)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")), concurrency=1)
    process = lab.start("crawl", "--json", "courier")
    site.wait_for("/news/3")
    process.send_signal(signal.SIGINT)
    release.set()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert '"interrupted"' in out
    stored = len(lab.items())
    assert 0 < stored < 5
    run = lab.crawl("courier").run("courier")
    assert (run["known"] + run["new"], len(lab.items())) == (5, 5)


def test_scrapy_knows_every_source_by_name(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    assert scrapy(lab, "list").stdout.split() == ["courier"]
    done = scrapy(lab, "crawl", "courier")
    assert done.returncode == 0, done.stderr
    assert "courier: finished: 2 seen, 2 new" in done.stderr
    assert len(lab.items()) == 2


def scrapy(lab: Lab, *args: str) -> "subprocess.CompletedProcess[str]":
    """Scrapy's own command in the project."""
    command = [sys.executable, "-m", "scrapy", *args]
    return subprocess.run(command, cwd=ROOT, env=lab.environ, capture_output=True, text=True, timeout=60, check=False)


def test_a_front_page_without_a_list_is_an_item_in_each_of_its_languages(lab: Lab, site: Site) -> None:
    switch = '<p><a href="/report/en/">English</a> <a href="/report/fr/">Français</a></p>'
    english, french = report("en", switch), report("fr", switch)
    site.add("/report/en/", english)
    site.add("/report/fr/", french)
    lab.source("report", site.url("/report/en/"), ("listing", site.url("/report/en/")), spider="front_page")
    run = lab.crawl("report").run("report")
    assert (run["seen"], run["new"]) == (2, 2)
    assert {(item["language"], item["published"]) for item in lab.items()} == {("en", None), ("fr", None)}


REPORT = {
    "en": ("Yearly report on the valley", "This report tells how people in the valley lived through the year, "
           "what was done to them, and who helped. It draws on four hundred conversations held in nine towns. "),
    "fr": ("Rapport annuel sur la vallée", "Ce rapport raconte comment les habitants de la vallée ont vécu l’année, "
           "ce qui leur a été fait et qui les a aidés. Il s’appuie sur quatre cents entretiens dans neuf villes. "),
}  # fmt: skip


def report(language: str, switch: str) -> str:
    """The front page of a report, without a date."""
    title, text = REPORT[language]
    paragraphs = "".join(f"<p>{number}. {text}</p>" for number in range(1, 6))
    return f"<html lang={language}><title>{title}</title><h1>{title}</h1>{switch}<main>{paragraphs}</main></html>"


def test_an_entry_never_seen_to_work_is_replaced_by_what_the_home_page_names(lab: Lab, site: Site) -> None:
    newspaper(site, 3)
    alternate = f'<link rel="alternate" type="application/rss+xml" href="{site.url("/feed")}">'
    site.add("/", f"<html><head><title>The Lab Courier</title>{alternate}</head><body>Welcome</body></html>")
    lab.source("courier", site.url("/"), ("feed", site.url("/rss.xml")))
    lab.guess("courier")
    run = lab.crawl("courier").run("courier")
    assert (run["new"], run["status"]) == (3, "partial")
    assert run["errors"] == {"feed: 404 not found": 1}
    site.forget()
    assert lab.crawl("courier").run("courier")["status"] == "finished"
    assert site.paths() == ["/feed"]


def test_a_site_without_entries_in_its_file_is_probed_once(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    site.add("/", f'<link rel="alternate" type="application/rss+xml" href="{site.url("/feed")}"><p>Welcome</p>')
    lab.source("courier", site.url("/"))
    assert lab.crawl("courier").run("courier")["new"] == 2
    site.forget()
    assert lab.crawl("courier").run("courier")["new"] == 0
    assert site.paths() == ["/feed"]


def test_a_box_on_every_page_leaves_the_texts(lab: Lab, site: Site) -> None:
    box = "<p>The Courier is read to the blind every evening at the library of Velmora.</p>"
    newspaper(site, 8)
    for number in range(1, 9):
        site.add(f"/news/{number}", article(number, extra=box))
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    lab.crawl("courier")
    bodies = [item["body"] for item in lab.items()]
    assert sum("read to the blind" in body for body in bodies) == 3
    assert all("is still under review" in body for body in bodies)


def test_an_address_that_needs_no_fetching_is_a_sighting_all_the_same(lab: Lab, site: Site) -> None:
    newspaper(site, 1)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    lab.crawl("courier")
    mailed = f"{site.url('/news/1')}/?utm_source=mail"
    site.add("/feed", feed(site, [1, 2]).replace(site.url("/news/1"), mailed), content_type="application/rss+xml")
    site.add("/news/2", article(2))
    run = lab.crawl("courier").run("courier")
    assert (run["known"], run["new"]) == (1, 1)
    item = json.loads(lab.monitor("items", "show", site.url("/news/1"), "--json").out)
    assert [sighting["url"] for sighting in item["sightings"]] == [site.url("/news/1"), mailed]


def test_a_feed_item_without_a_web_address_is_counted(lab: Lab, site: Site) -> None:
    newspaper(site, 1)
    odd = "<item><title>Odd</title><link>javascript:alert(1)</link></item></channel>"
    site.add("/feed", feed(site, [1]).replace("</channel>", odd), content_type="application/rss+xml")
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    run = lab.crawl("courier").run("courier")
    assert (run["new"], run["errors"]) == (1, {"feed item without an address on the web": 1})
