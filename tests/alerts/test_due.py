from datetime import UTC, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.due import after_quiet, due_at, last_slot, next_slot
from monitor.watch import Cadence, Rhythm

BERLIN = "Europe/Berlin"


def berlin(year: int, month: int, day: int, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(BERLIN), fold=fold).astimezone(UTC)


def test_daily_over_both_changes_of_the_clocks() -> None:
    daily = Rhythm("daily", at=time(7), timezone=BERLIN)
    assert next_slot(daily, berlin(2026, 3, 28, 12)) == berlin(2026, 3, 29, 7)
    assert next_slot(daily, berlin(2026, 10, 24, 12)) == berlin(2026, 10, 25, 7)


def test_a_time_that_summer_leaves_out_comes_an_hour_later() -> None:
    daily = Rhythm("daily", at=time(2, 30), timezone=BERLIN)
    assert next_slot(daily, berlin(2026, 3, 28, 12)) == berlin(2026, 3, 29, 3, 30)


def test_a_time_that_comes_twice_counts_once() -> None:
    daily = Rhythm("daily", at=time(2, 30), timezone=BERLIN)
    first = next_slot(daily, berlin(2026, 10, 24, 12))
    assert first == berlin(2026, 10, 25, 2, 30)
    assert next_slot(daily, first) == berlin(2026, 10, 26, 2, 30)


def test_quiet_hours_past_midnight_and_over_the_change() -> None:
    night = Rhythm("at once", quiet=(time(22), time(2, 30)), timezone=BERLIN)
    assert after_quiet(night, berlin(2026, 3, 1, 21, 59)) == berlin(2026, 3, 1, 21, 59)
    assert after_quiet(night, berlin(2026, 3, 1, 22)) == berlin(2026, 3, 2, 2, 30)
    # The second 02:10 of that night is quiet too; its end is the second 02:30.
    assert after_quiet(night, berlin(2026, 10, 25, 2, 10, fold=1)) == berlin(2026, 10, 25, 2, 30, fold=1)


def test_an_end_that_summer_time_leaves_out_comes_as_much_later() -> None:
    night = Rhythm("at once", quiet=(time(22), time(0, 45)), timezone="America/Santiago")
    # At midnight of 6 September 2026 clocks there go forward to 1:00.
    assert after_quiet(night, datetime(2026, 9, 6, 3, 30, tzinfo=UTC)) == datetime(2026, 9, 6, 4, 45, tzinfo=UTC)


def test_quiet_hours_in_the_day() -> None:
    noon = Rhythm("at once", quiet=(time(12), time(13)))
    assert after_quiet(noon, datetime(2026, 3, 1, 12, 30, tzinfo=UTC)) == datetime(2026, 3, 1, 13, tzinfo=UTC)
    assert after_quiet(noon, datetime(2026, 3, 1, 13, tzinfo=UTC)) == datetime(2026, 3, 1, 13, tzinfo=UTC)


def test_full_hours_of_zones_half_an_hour_apart() -> None:
    kabul = Rhythm("hourly", timezone="Asia/Kabul")
    assert next_slot(kabul, datetime(2026, 3, 1, 12, 0, tzinfo=UTC)) == datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def test_a_zone_that_is_none_is_utc() -> None:
    assert next_slot(Rhythm(timezone="../etc"), datetime(2026, 3, 1, 8, tzinfo=UTC)).hour == 7


@given(
    st.sampled_from(get_args(Cadence)),
    st.times(),
    st.sampled_from([BERLIN, "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "UTC"]),
    st.integers(1_262_304_000, 2_051_222_400),
)
def test_slots_lie_around_every_moment(cadence: Cadence, at: time, zone: str, seconds: int) -> None:
    rhythm = Rhythm(cadence, at=at, timezone=zone, quiet=(time(22), time(6)))
    now = datetime.fromtimestamp(seconds, UTC)
    after, before = next_slot(rhythm, now), last_slot(rhythm, now)
    assert before <= now < after
    # Samoa left out a day in 2011.
    assert after - before <= timedelta(days=9)
    assert last_slot(rhythm, after) == after
    assert due_at(rhythm, now) > now
    assert now <= after_quiet(rhythm, now) <= now + timedelta(hours=34)
