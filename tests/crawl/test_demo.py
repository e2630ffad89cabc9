"""`monitor demo`: the main job from end to end on the fictional web, whose answers are known."""

from tests.crawl.lab import Lab

ALL_FOUND = "115 of 115 items found, 115 dates right, 0 found twice, 0 that should not be there"


def test_the_demo_finds_everything_once_and_nothing_again(lab: Lab) -> None:
    first = lab.monitor("demo")
    assert first.code == 0, first.err
    assert ALL_FOUND in first.out
    assert "missing" not in first.out
    assert "6 watches found 39 of 39 items, and 0 that they should not." in first.out
    assert "5 of 5 agency reports are one story with their 7 reprints" in first.out
    assert "review" in first.out
    assert "at http://127.0.0.1:8000; prints a link to log in" in first.out
    stories = lab.monitor("stories", "list", "--outlets", "2", "--limit", "99", "--json").json
    reported = [story for story in stories if "demo_wire" in story["sources"]]
    assert [story["first_outlet"] for story in reported] == ["demo_wire"] * 5
    assert {story["wire"] for story in reported} == {"Wire"}
    result = lab.monitor("demo", "--json")
    again = result.json["runs"]
    assert sum(run["new"] + run["duplicate"] + run["not_article"] + run["quarantined"] for run in again) == 0
    assert all(run["requests"] <= 6 for run in again if not run["visits"])
    visited = {run["source"]: run["visits"] for run in again if run["visits"]}
    assert visited == {
        "demo_harbour_post": {"unchanged": 6, "changed": 1},
        "demo_valley_courier": {"unchanged": 5, "410 gone": 1},
    }
    third = lab.monitor("demo")
    assert "Mails: 1 new, 8 in all" in third.out
    (edited,) = lab.monitor("items", "list", "--changed", "--json").json
    assert "[-six-]{+eleven+} weeks" in lab.monitor("items", "show", edited["url"], "--diff").out
