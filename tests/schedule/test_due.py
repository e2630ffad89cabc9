"""When a source may be crawled again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from monitor.schedule.due import is_due, next_due, zone_of
from monitor.schedule.pace import LONGEST, SHORTEST
from monitor.sources.model import Source
from monitor.standing import Health, Rhythm, Standing

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def source(**values: Any) -> Source:
    return Source("a", "g", "A", "https://a.example/", **values)


def seen(ago: float, **values: Any) -> Standing:
    """A source whose last visit was so many minutes ago."""
    last = NOW - timedelta(minutes=ago)
    return Standing("a", **{"visits": 1, "last_visit": last, "last_ended": last, **values})


def seen_at(last: datetime) -> Standing:
    return Standing("a", 1, last, last)


def test_a_source_that_was_never_visited_is_due() -> None:
    assert is_due(source(), None, NOW)
    assert is_due(source(), Standing("a"), NOW)


def test_every_source_is_visited_between_ten_minutes_and_a_day_after_the_last_time() -> None:
    busy = Rhythm(tuple(NOW - timedelta(minutes=5 * number) for number in range(400, 0, -1)), NOW - timedelta(days=9))
    for rhythm in (Rhythm(), busy):
        for pace in (0.001, 1.0, 1_000.0):
            wait = next_due(source(), seen(0, rhythm=rhythm), NOW, pace) - NOW
            assert SHORTEST <= wait <= LONGEST


def test_an_interval_of_its_own_wins() -> None:
    assert not is_due(source(interval=86_400), seen(23 * 60), NOW)
    assert is_due(source(interval=86_400), seen(24 * 60), NOW)
    assert is_due(source(interval=60), seen(1), NOW)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        # Summer time ends in Paris on 25 October 2026: eight o'clock is 06:00 UTC before and 07:00 after.
        (datetime(2026, 10, 23, 12, tzinfo=UTC), datetime(2026, 10, 24, 6, tzinfo=UTC)),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),
        (datetime(2026, 10, 25, 6, 59, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),
    ],
)
def test_a_cron_line_means_the_clock_of_the_source(last: datetime, due: datetime) -> None:
    daily = source(cron="0 8 * * *", timezone="Europe/Paris")
    assert next_due(daily, seen_at(last), last, 1.0) == due


def test_an_hour_that_a_clock_skips_or_repeats_gives_one_visit() -> None:
    """In New York 02:30 is missing on 8 March 2026, and 01:30 comes twice on 1 November."""
    for line, last in (
        ("30 2 * * *", datetime(2026, 3, 7, tzinfo=UTC)),
        ("30 1 * * *", datetime(2026, 10, 31, tzinfo=UTC)),
    ):
        nightly = source(cron=line, timezone="America/New_York")
        moments = [last]
        for _ in range(4):
            moments.append(next_due(nightly, seen_at(moments[-1]), moments[-1], 1.0))
        waits = [later - earlier for earlier, later in pairwise(moments[1:])]
        assert all(timedelta(hours=22) < wait < timedelta(hours=26) for wait in waits)


def test_a_clock_that_was_set_back_stops_nobody() -> None:
    assert is_due(source(), seen(-24 * 60), NOW)
    assert is_due(source(interval=3600), seen(-24 * 60), NOW)


def test_a_clock_that_differs_a_little_changes_nothing() -> None:
    assert not is_due(source(interval=3600), seen(-2), NOW)


def test_what_was_left_over_is_taken_soon() -> None:
    assert not is_due(source(), seen(9, last_ended=None), NOW, 0.001)
    assert is_due(source(), seen(10, last_ended=None), NOW, 0.001)


def test_a_host_that_asked_us_to_wait_is_left_alone() -> None:
    standing = seen(10_000, not_before=NOW + timedelta(minutes=1))
    assert not is_due(source(), standing, NOW)
    assert not is_due(source(interval=60), standing, NOW)
    assert is_due(source(), standing, NOW + timedelta(minutes=2))


def test_a_source_that_fails_is_asked_ever_less_often_and_always_again() -> None:
    waits = []
    for failures in range(1, 40):
        ill = Health(failing="http", failure="hard", failures=failures)
        waits.append(next_due(source(), seen(0, health=ill), NOW, 1.0) - NOW)
    assert waits[0] == timedelta(hours=1)
    assert sorted(waits) == waits
    assert waits[-1] == timedelta(days=1)


def test_the_zone_comes_from_the_file_or_the_country() -> None:
    assert zone_of(source(timezone="Asia/Tokyo", country="FR")).key == "Asia/Tokyo"
    assert zone_of(source(country="FR")).key == "Europe/Paris"
    assert zone_of(source(country="XX")).key == "UTC"
