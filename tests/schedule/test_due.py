"""When a source may be crawled again."""

from datetime import UTC, datetime, timedelta

from monitor.schedule.due import is_due
from monitor.settings import INTERVAL
from monitor.sources.model import Source
from monitor.state import SourceState

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOURLY = Source("a", "g", "A", "https://a.example/")


def seen(ago: float) -> SourceState:
    return SourceState("a", last_ended=NOW - timedelta(seconds=ago))


def test_a_source_is_due_when_its_interval_has_passed() -> None:
    assert not is_due(HOURLY, seen(INTERVAL - 1), NOW)
    assert is_due(HOURLY, seen(INTERVAL), NOW)


def test_a_source_can_have_an_interval_of_its_own() -> None:
    daily = Source("a", "g", "A", "https://a.example/", interval=86_400)
    assert not is_due(daily, seen(INTERVAL), NOW)


def test_a_source_with_a_failing_entry_is_not_crawled_every_few_minutes() -> None:
    state = SourceState("a", last_ended=NOW - timedelta(minutes=5), last_complete=NOW - timedelta(days=5))
    assert not is_due(HOURLY, state, NOW)


def test_a_source_whose_last_visit_was_not_complete_is_due() -> None:
    assert is_due(HOURLY, SourceState("a"), NOW)


def test_a_host_that_asked_us_to_wait_is_left_alone() -> None:
    state = SourceState("a", not_before=NOW + timedelta(minutes=1))
    assert not is_due(HOURLY, state, NOW)
    assert is_due(HOURLY, state, NOW + timedelta(minutes=2))
