from datetime import UTC, datetime, timedelta
from itertools import pairwise

from monitor.versions.plan import AFTERWARDS, AGES, next_visit, next_visit_of_missing

BORN = datetime(2026, 3, 1, tzinfo=UTC)


def visits(*, until: timedelta, late: timedelta = timedelta(0), watched: bool = False) -> list[datetime]:
    """Every visit of an item when each is made so much later than planned."""
    found: list[datetime] = []
    now = BORN
    while (due := next_visit(now, BORN, watched=watched)) and due + late < BORN + until:
        now = due + late
        found.append(now)
    return found


def test_visits_thin_out_with_age() -> None:
    made = visits(until=timedelta(days=1000))
    assert [moment - BORN for moment in made[: len(AGES)]] == list(AGES)
    assert [later - earlier for earlier, later in pairwise(made[7:])] == [AFTERWARDS] * 3


def test_a_crawl_once_a_day_skips_what_it_missed() -> None:
    assert len(visits(until=timedelta(days=29), late=timedelta(hours=23))) == 4


def test_what_a_watch_found_is_visited_more_often_and_for_ever() -> None:
    month, year = timedelta(days=28), timedelta(days=365)
    assert len(visits(until=month, watched=True)) > len(visits(until=month))
    assert len(visits(until=year, watched=True)) >= 16
    assert len(visits(until=year)) == 8


def test_a_source_sets_its_own_pace() -> None:
    assert next_visit(BORN, BORN, first=timedelta(0)) is None
    assert next_visit(BORN, BORN, first=timedelta(hours=12)) == BORN + timedelta(hours=12)
    assert next_visit(BORN + timedelta(hours=12), BORN, first=timedelta(hours=12)) == BORN + timedelta(hours=48)


def test_a_missing_page_is_decided_within_a_day_or_so() -> None:
    second = next_visit_of_missing(BORN, 1)
    third = next_visit_of_missing(second, 2)
    assert timedelta(hours=20) <= third - BORN <= timedelta(hours=36)
    assert next_visit_of_missing(third, 3) - third >= timedelta(days=3)
