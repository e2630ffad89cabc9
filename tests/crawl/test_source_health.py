"""What crawls of real sites leave behind of a source's health: the cause by its name, moved feeds followed."""

from datetime import timedelta
from typing import Any

import pytest

from tests.crawl.clocked import crawl_at
from tests.crawl.lab import Lab
from tests.crawl.pages import NEWEST, article, feed, newspaper
from tests.site.server import Site

START = NEWEST + timedelta(hours=1)
CHALLENGE = """<!doctype html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>"""


def crawl(lab: Lab, *hours: float) -> None:
    """A run at each of these hours after START."""
    crawl_at(lab, *(START + timedelta(hours=hour) for hour in hours))


def health(lab: Lab) -> dict[str, Any]:
    """The source as `monitor sources list --health` gives it."""
    (found,) = lab.monitor("sources", "list", "--health", "--json").json
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("trouble", "kind", "state"),
    [("missing", "http", "broken"), ("page", "parse", "broken"), ("challenge", "blocked", "blocked"),
     ("robots", "robots", "blocked"), ("gone", "gone", "gone")],
)  # fmt: skip
def test_what_broke_has_its_name(lab: Lab, site: Site, trouble: str, kind: str, state: str) -> None:
    newspaper(site, 3)
    site.add("/", '<a href="/news/1">Report 1</a>')
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    trust(lab)
    crawl(lab, 0)
    assert health(lab)["state"] == "ok"
    break_it(site, trouble)
    crawl(lab, 25, 26.5, 31)
    found = health(lab)
    assert (found["kind"], found["state"]) == (kind, state)
    shown = lab.monitor("sources", "show", "courier").out
    assert f"ok -> {state}" in shown


def trust(lab: Lab) -> None:
    """Marks the feed as seen to work, so that nothing else is looked for when it fails."""
    path = lab.folder / "courier.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'confidence = "validated"\n', encoding="utf-8")


def break_it(site: Site, trouble: str) -> None:
    if trouble == "missing":
        site.fail("/feed", 404)
    elif trouble == "gone":
        site.fail("/feed", 410)
    elif trouble == "page":
        site.add("/feed", "<!doctype html><title>New look</title><h1>Our new site</h1>")
    elif trouble == "challenge":
        site.add("/feed", CHALLENGE, status=403)
    elif trouble == "robots":
        site.robots("User-agent: *\nDisallow: /")


def test_a_feed_that_moved_for_good_is_followed_and_shown(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    lab.source("courier", site.url("/"), ("feed", site.url("/old")))
    site.add("/new", feed(site, [1, 2]), content_type="application/rss+xml")
    site.redirect("/old", "/new", status=301)
    crawl(lab, 0, 13, 26)
    assert site.count("/old") == 3
    site.fail("/old", 410)
    site.add("/news/3", article(3))
    site.add("/new", feed(site, [3, 1, 2]), content_type="application/rss+xml")
    crawl(lab, 40)
    assert (site.count("/old"), len(lab.items())) == (3, 3)
    assert f"{site.url('/old')} -> {site.url('/new')}" in lab.monitor("sources", "show", "courier").out
    site.fail("/new", 404)
    site.add("/old", feed(site, [1, 2]), content_type="application/rss+xml")
    crawl(lab, 41, 42)
    assert site.count("/old") == 4


def test_a_redirect_for_now_is_not_a_move(lab: Lab, site: Site) -> None:
    newspaper(site, 2)
    lab.source("courier", site.url("/"), ("feed", site.url("/old")))
    site.redirect("/old", "/feed", status=302)
    crawl(lab, 0, 13, 26, 39)
    assert site.count("/old") == 4


def test_a_feed_that_stands_still_while_the_home_page_goes_on_is_found(lab: Lab, site: Site) -> None:
    newspaper(site, 12)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")))
    site.add("/", listing(range(1, 13)))
    crawl(lab, 0, 1, 2, 3, 4, 5, 6, 7, 180, 360)
    site.add("/", listing([101, 102, 103, 104, 105, 106, *range(1, 13)]))
    for hour in (400, 405, 410):
        crawl(lab, hour)
        found = health(lab)
    assert (found["kind"], found["state"]) == ("empty", "broken")
    assert "home page shows 6 new links" in found["cause"]


def listing(numbers: Any) -> str:
    """A home page with a list of reports."""
    rows = "".join(
        f'<li><article><h2><a href="/news/{number}">Report {number} on the detention centre in Velmora</a></h2>'
        f"<p>What observers saw on day {number}.</p></article></li>"
        for number in numbers
    )
    return f"<!doctype html><html lang=en><title>The Lab Courier</title><main><ul>{rows}</ul></main></html>"
