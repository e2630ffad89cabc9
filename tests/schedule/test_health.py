"""What a source's visits say of its health: each trouble by its name, nothing twice, quiet is not broken."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.schedule.backoff import wait_after
from monitor.schedule.health import Judgement
from monitor.schedule.judging import weighed
from monitor.signs import EntrySign, Signs
from monitor.sources.model import Entry, Source
from monitor.standing import Standing

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FEED = "https://lagoon.example/feed"


class Watched:
    """A source whose visits a test makes up; `told` are the changes somebody hears of."""

    def __init__(self, **values: Any) -> None:
        entry = Entry("feed", FEED)
        self.source = Source("lagoon", "g", "Lagoon", "https://lagoon.example/", entries=(entry,), **values)
        self.standing = Standing("lagoon")
        self.now = START
        self.told: list[Judgement] = []

    def visit(self, signs: Signs) -> str:
        """One visit, an hour after the one before unless time was passed; gives the state after it."""
        signs.at = self.now
        after, judgement = weighed(self.source, self.standing, signs, self.now)
        visits = self.standing.visits + 1
        self.standing = replace(after, visits=visits, last_visit=self.now, last_ended=self.now)
        if judgement.told:
            self.told.append(judgement)
        self.now += HOUR
        return self.standing.health.state

    def new(self, count: int = 1, **values: Any) -> str:
        """A visit that brings new items."""
        usual: dict[str, Any] = {"moments": [self.now] * count, "lengths": [3_000] * count, "pages": count}
        return self.visit(Signs(entries=[EntrySign(FEED, links=20)], new=count, **(usual | values)))

    def nothing(self, **values: Any) -> str:
        """A visit that finds the feed as it was."""
        return self.visit(Signs(entries=[EntrySign(FEED, links=20, unchanged=True)], **values))

    def fails(self, cause: str, **values: Any) -> str:
        """A visit at which the feed cannot be read."""
        return self.visit(Signs(entries=[EntrySign(FEED, cause=f"feed: {cause}")], **values))

    def month(self, every: timedelta = 42 * HOUR) -> None:
        """Four weeks with an item every 42 hours: four a week."""
        end = self.now + 28 * DAY
        while self.now < end:
            self.new()
            self.now += every - HOUR
        assert self.standing.health.state == "ok"

    @property
    def health(self) -> Any:
        return self.standing.health


@pytest.fixture
def lagoon() -> Watched:
    watched = Watched()
    watched.month()
    return watched


@pytest.mark.parametrize(
    ("cause", "kind", "state"),
    [
        ("404 not found", "http", "broken"),
        ("500 internal server error", "http", "broken"),
        ("TLS certificate not valid", "tls", "broken"),
        ("host not found", "dns", "broken"),
        ("connection refused", "connection", "broken"),
        ("timed out", "connection", "broken"),
        ("robots.txt disallows it", "robots", "blocked"),
        ("robots.txt answers 503: treated as disallow (RFC 9309)", "robots", "blocked"),
        ("403 forbidden", "blocked", "blocked"),
        ("429 too many requests", "blocked", "blocked"),
        ("blocked by a challenge page", "blocked", "blocked"),
        ("is a web page, not a feed", "parse", "broken"),
        ("410 gone", "gone", "gone"),
    ],
)
def test_each_trouble_has_its_name_within_a_day_and_is_told_once(
    lagoon: Watched, cause: str, kind: str, state: str
) -> None:
    began = lagoon.now
    while not lagoon.told:
        lagoon.fails(cause)
        lagoon.now += wait_after(lagoon.health.failure, lagoon.health.failures) - HOUR
    assert lagoon.now - began <= DAY
    assert (lagoon.health.kind, lagoon.health.state) == (kind, state)
    assert FEED in lagoon.health.cause
    for _ in range(20):
        lagoon.fails(cause)
    assert len(lagoon.told) == 1


def test_mending_is_told_once_too(lagoon: Watched) -> None:
    for _ in range(9):
        lagoon.fails("404 not found")
    lagoon.nothing()
    assert lagoon.health.state == "broken"
    assert lagoon.nothing() == "ok"
    lagoon.nothing()
    assert [judgement.mended for judgement in lagoon.told] == [False, True]


def test_an_outage_of_a_few_hours_is_nothing_to_tell(lagoon: Watched) -> None:
    for _ in range(6):
        assert lagoon.fails("503 service unavailable") == "ok"
    assert lagoon.nothing() == "ok"
    assert not lagoon.told


def test_a_failure_of_ours_is_not_the_source_s(lagoon: Watched) -> None:
    for _ in range(30):
        assert lagoon.fails("the database is away") == "ok"
    for _ in range(30):
        assert lagoon.visit(Signs(interrupted=True)) == "ok"


def test_a_name_that_is_not_found_for_a_week_is_gone(lagoon: Watched) -> None:
    states = [lagoon.fails("host not found") for _ in range(24 * 8)]
    assert states[30] == "broken"
    assert states[-1] == "gone"
    assert wait_after(lagoon.health.failure, lagoon.health.failures) <= 7 * DAY


def test_a_site_whose_home_page_is_missing_too_is_gone(lagoon: Watched) -> None:
    for _ in range(9):
        lagoon.fails("404 not found", home_cause="404 not found")
    assert lagoon.health.state == "gone"


def test_four_a_week_and_nothing_for_twelve_days_is_quiet_not_broken(lagoon: Watched) -> None:
    """The site itself answers and shows nothing new."""
    end = lagoon.now + 12 * DAY
    while lagoon.now < end:
        lagoon.nothing(home_fresh=0 if lagoon.health.look_at_home else None, home_days=7.0, home_doubted=True)
        lagoon.now += 5 * HOUR
    assert lagoon.health.state == "quiet"
    assert "shows nothing new" in lagoon.health.cause
    assert not lagoon.told


def test_nothing_for_days_while_the_home_page_shows_news_is_broken(lagoon: Watched) -> None:
    for _ in range(6):  # while all was well, the home page showed what the feed did
        lagoon.nothing(home_fresh=0, home_days=7.0)
    end = lagoon.now + 5 * DAY
    while lagoon.now < end and not lagoon.told:
        lagoon.nothing(home_fresh=3 if lagoon.health.look_at_home else None, home_days=3.0, home_doubted=True)
        lagoon.now += 5 * HOUR
    assert (lagoon.health.kind, lagoon.health.state) == ("empty", "broken")
    assert "home page shows 3 new links" in lagoon.health.cause
    assert lagoon.new() == "broken"
    assert lagoon.new() == "ok"


def test_a_home_page_with_other_links_at_all_times_accuses_nobody() -> None:
    lagoon = Watched()
    for _ in range(12):  # five links a week that no entry offers: events, shops
        lagoon.new()
        lagoon.now += 6 * DAY
        lagoon.nothing(home_fresh=5, home_days=7.0)
    end = lagoon.now + 20 * DAY
    while lagoon.now < end:
        lagoon.nothing(home_fresh=5 if lagoon.health.look_at_home else None, home_days=7.0, home_doubted=True)
        lagoon.now += 11 * HOUR
    assert lagoon.health.state in {"ok", "quiet"}
    assert not lagoon.told


def test_a_silence_longer_than_the_file_allows_is_told(lagoon: Watched) -> None:
    lagoon.source = replace(lagoon.source, expect_every=3.0)
    while not lagoon.told:
        lagoon.nothing()
    assert lagoon.health.state == "quiet"
    assert timedelta(days=3) < lagoon.now - (lagoon.health.last_new or START) < timedelta(days=3, hours=4)


def test_dates_that_fail_are_told_and_single_ones_are_not(lagoon: Watched) -> None:
    lagoon.new(undated=1)
    lagoon.new()
    assert lagoon.health.state == "ok"
    for _ in range(5):
        lagoon.new(undated=1)
    assert (lagoon.health.kind, lagoon.health.state) == ("dates", "degraded")


def test_texts_that_collapse_are_told(lagoon: Watched) -> None:
    for _ in range(5):
        lagoon.new(lengths=[120])
    assert (lagoon.health.kind, lagoon.health.state) == ("bodies", "degraded")
    lagoon.new()
    assert lagoon.new() == "ok"


def test_articles_behind_a_guard_are_told_although_the_feed_is_there(lagoon: Watched) -> None:
    blocked = {"blocked by a challenge page": 1}
    for _ in range(5):
        lagoon.visit(Signs(entries=[EntrySign(FEED, links=20)], pages=1, losses=blocked))
    assert (lagoon.health.kind, lagoon.health.state) == ("blocked", "blocked")


def test_a_source_of_which_no_article_could_ever_be_read_is_told_too() -> None:
    lagoon = Watched()
    lost = {"blocked by a challenge page": 4}
    assert [lagoon.nothing(pages=4, losses=lost) for _ in range(4)][-1] == "blocked"
    assert [judgement.health.kind for judgement in lagoon.told] == ["blocked"]


def test_one_entry_of_several_makes_a_source_degraded_and_no_less_often_asked(lagoon: Watched) -> None:
    for _ in range(14):
        dead = EntrySign("https://lagoon.example/podcast", cause="feed: 404 not found")
        lagoon.visit(Signs(entries=[EntrySign(FEED, links=20, unchanged=True), dead]))
    assert (lagoon.health.kind, lagoon.health.state) == ("http", "degraded")
    assert lagoon.health.failure == ""
    assert len(lagoon.told) == 1
