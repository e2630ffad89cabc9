"""Watches from end to end: found as items arrive, stored with them, changed while a crawl runs."""

from threading import Event

from tests.crawl.lab import Lab
from tests.crawl.pages import article, newspaper
from tests.site.server import Site

OBSERVERS = 'title = "Observers"\nquery = "observers AND lawyers"\n'


def courier(lab: Lab, site: Site, count: int) -> None:
    """A source with that many articles, fetched one after the other."""
    newspaper(site, count)
    lab.source("courier", site.url("/"), ("feed", site.url("/feed")), concurrency=1)


def watch(lab: Lab, name: str, text: str) -> None:
    """Writes a watch file into the home."""
    folder = lab.home / "watches"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_match_is_stored_with_its_item(lab: Lab, site: Site) -> None:
    courier(lab, site, 3)
    watch(lab, "observers", OBSERVERS)
    watch(lab, "second", 'title = "Second report"\nquery = \'title:"report 2"\'\n')
    watch(lab, "elsewhere", f'{OBSERVERS}groups = ["elsewhere"]\n')
    watch(lab, "muted", f"{OBSERVERS}muted_until = 2999-01-01\n")
    watch(lab, "paused", f"{OBSERVERS}paused = true\n")
    run = lab.crawl("courier").run("courier")
    assert run["matches"] == {"observers": 3, "muted": 3, "second": 1}
    found = {item["headline"]: sorted(item["watches"]) for item in lab.items()}
    assert found["Report 1 on Velmora"] == ["muted", "observers"]
    assert found["Report 2 on Velmora"] == ["muted", "observers", "second"]
    item = lab.monitor("items", "show", "--json", site.url("/news/2")).json
    matches = {match["watch"]: match for match in item["matches"]}
    assert (matches["second"]["version"], matches["second"]["language"]) == (1, "*")
    span = matches["second"]["spans"][0]
    assert item["headline"][span["start"] : span["end"]] == "Report 2"
    assert (matches["muted"]["suppressed"], matches["observers"]["suppressed"]) == ("muted", "")
    alerts = {(alert["watch"], alert["kind"], alert["version"]) for alert in item["pending_alerts"]}
    assert alerts == {("observers", "new", 1), ("second", "new", 1)}


def test_a_watch_that_comes_during_a_crawl_takes_effect_without_a_restart(lab: Lab, site: Site) -> None:
    courier(lab, site, 5)
    release = Event()
    site.add("/news/3", article(3), delay_event=release)
    process = lab.start("crawl", "--json", "courier")
    site.wait_for("/news/3")
    path = lab.home / "late.toml"
    path.write_text('title = "Late"\nquery = "Velmora"\n', encoding="utf-8")
    assert lab.monitor("watches", "import", str(path)).code == 0
    assert "late" in lab.monitor("watches", "list").out
    release.set()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert '"late": 3' in out
    found = {item["headline"] for item in lab.items() if item["watches"]}
    assert found == {f"Report {number} on Velmora" for number in (3, 4, 5)}


def test_matches_remember_the_version_that_made_them(lab: Lab, site: Site) -> None:
    courier(lab, site, 1)
    watch(lab, "reports", 'title = "Reports"\nquery = "report"\n')
    lab.crawl("courier")
    watch(lab, "reports", 'title = "Reports"\nquery = "report OR hearing"\n')
    newspaper(site, 2)
    lab.crawl("courier")
    versions = {}
    for number in (1, 2):
        item = lab.monitor("items", "show", "--json", site.url(f"/news/{number}")).json
        versions[number] = [match["version"] for match in item["matches"]]
    assert versions == {1: [1], 2: [2]}
    history = lab.monitor("watches", "show", "reports", "--json").json["history"]
    assert [one["version"] for one in history] == [1, 2]


def test_a_broken_watch_stops_no_crawl_and_is_said(lab: Lab, site: Site) -> None:
    courier(lab, site, 2)
    watch(lab, "good", OBSERVERS)
    watch(lab, "open", 'title = "Open"\nquery = "(report OR hearing"\n')
    watch(lab, "torn", "title = ")
    result = lab.monitor("crawl", "courier")
    assert result.code == 0, result.err
    assert "The watch open cannot be used" in result.out
    assert "The watch torn cannot be used" in result.out
    assert "New items by watch: good 2" in result.out


def test_a_watch_is_tried_on_an_item_and_on_the_past(lab: Lab, site: Site) -> None:
    courier(lab, site, 4)
    watch(lab, "second", 'title = "Second"\nquery = \'title:"report 2" AND ombudsman\'\n')
    lab.crawl("courier")
    yes = lab.monitor("watches", "test", "second", site.url("/news/2"))
    assert yes.code == 0, yes.err
    assert "Matches, and is told." in yes.out
    no = lab.monitor("watches", "test", "second", site.url("/news/3")).out
    assert "Does not match." in no
    assert "✓ ombudsman" in no
    past = lab.monitor("watches", "test", "--since", "3650d", '"report 2" OR "report 3" OR zeppelin', "--json").json
    assert (past["items"], past["found"], past["never_hit"]) == (4, 2, ["zeppelin"])
    shown = lab.monitor("watches", "test", "--since", "3650d", "second").out
    assert "1 of 4 items" in shown
