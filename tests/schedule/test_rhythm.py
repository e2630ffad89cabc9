"""What is learned of a source's hours, and how visits are spread by it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from monitor.schedule.pace import LONGEST, SHORTEST, Demand, next_visit, pace_for
from monitor.schedule.rhythm import MOST_MOMENTS, Rates, learned, rates
from monitor.standing import Rhythm

UTC_ZONE = ZoneInfo("UTC")
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 4, 20, tzinfo=UTC)  # three weeks after summer time began in Europe
MOMENTS = st.integers(-500, 300).map(lambda days: NOW + timedelta(days=days))


def at_nine_in_paris(days: int) -> Rhythm:
    """Two items a working day, at nine by the clock of Paris, through the change to summer time."""
    moments = []
    for ago in range(days, 0, -1):
        nine = (NOW - timedelta(days=ago)).astimezone(PARIS).replace(hour=9, minute=10)
        if nine.weekday() < 5:
            moments += [nine.astimezone(UTC)] * 2
    return Rhythm(tuple(moments), NOW - timedelta(days=days))


def test_the_hour_is_that_of_the_local_clock_on_both_sides_of_summer_time() -> None:
    known = rates(at_nine_in_paris(50), PARIS, NOW)
    assert max(range(24), key=lambda hour: known.hours[hour]) == 9

    def contrast(nine: datetime) -> float:
        return known.at(nine) / known.at(nine + timedelta(hours=6))

    assert contrast(datetime(2026, 4, 21, 7, 30, tzinfo=UTC)) > 4
    assert contrast(datetime(2026, 11, 3, 8, 30, tzinfo=UTC)) > 4


def test_weekends_are_learned() -> None:
    known = rates(at_nine_in_paris(50), PARIS, NOW)
    assert min(known.days[:5]) > 3 * max(known.days[5:])


def test_visits_are_near_when_news_is_to_be_expected() -> None:
    known = rates(at_nine_in_paris(50), PARIS, NOW)
    morning, evening = datetime(2026, 4, 21, 6, 50, tzinfo=UTC), datetime(2026, 4, 21, 16, tzinfo=UTC)
    assert next_visit(known, morning, 2.0) - morning < (next_visit(known, evening, 2.0) - evening) / 3


def test_after_a_burst_the_next_visit_comes_sooner() -> None:
    quiet = Rhythm(tuple(NOW - timedelta(days=3 * number) for number in range(15, 0, -1)), NOW - timedelta(days=50))
    stirred = learned(quiet, [NOW - timedelta(minutes=number) for number in range(8)], NOW)
    calm = next_visit(rates(quiet, UTC_ZONE, NOW), NOW, 1.0)
    assert next_visit(rates(stirred, UTC_ZONE, NOW), NOW, 1.0) - NOW < (calm - NOW) / 2


@given(st.lists(MOMENTS, max_size=30), st.lists(MOMENTS, max_size=30))
def test_no_moment_breaks_what_was_learned(first: list[datetime], second: list[datetime]) -> None:
    rhythm = learned(learned(Rhythm(), first, NOW), second, NOW + timedelta(days=1))
    assert list(rhythm.moments) == sorted(rhythm.moments)
    assert len(rhythm.moments) <= MOST_MOMENTS
    known = rates(rhythm, PARIS, NOW - timedelta(days=3))  # also for a clock that was set back
    assert known.level > 0
    assert SHORTEST <= next_visit(known, NOW, 1.0, key="a") - NOW <= LONGEST


def test_all_sources_together_stay_within_their_budget() -> None:
    demands = [
        Demand(rates(Rhythm(tuple(NOW - timedelta(hours=n * gap) for n in range(100, 0, -1))), UTC_ZONE, NOW), cost)
        for gap in (0.5, 2, 8)
        for cost in (1.0, 3.0)
    ]
    budget = 24.0 * sum(demand.cost for demand in demands)
    pace = pace_for(demands, budget)
    made = 0.0
    for number, demand in enumerate(demands):
        moment = NOW + timedelta(days=1)
        while moment < NOW + timedelta(days=8):
            made += demand.cost
            moment = next_visit(demand.rates, moment, pace, cost=demand.cost, key=f"{number} {moment}")
    assert 0.8 * budget < made / 7 <= 1.01 * budget


def test_jitter_is_the_same_for_every_scheduler_and_differs_from_visit_to_visit() -> None:
    flat = Rates(1.0, (1.0,) * 24, (1.0,) * 7, UTC_ZONE)
    waits = [next_visit(flat, NOW, 1.0, key=f"a {number}") - NOW for number in range(50)]
    assert waits == [next_visit(flat, NOW, 1.0, key=f"a {number}") - NOW for number in range(50)]
    assert len(set(waits)) == 50
    assert all(timedelta(minutes=54) <= wait <= timedelta(minutes=66) for wait in waits)
