"""The simulated month in small: the measurement measures, and what it promises holds for a few sources too."""

from datetime import timedelta
from statistics import median

from bench.schedule.breakages import broken
from bench.schedule.histories import START, histories
from bench.schedule.polling import fixed, with_rhythm
from bench.schedule.world import LOUD

WEEK = START + timedelta(days=7)


def test_the_same_seed_gives_the_same_histories() -> None:
    assert histories(START, 9, share=0.02) == histories(START, 9, share=0.02)


def test_every_item_is_found_once_and_sooner_than_by_fixed_polling() -> None:
    sources = histories(START - timedelta(days=60), 67, share=0.04)
    plain = fixed(sources, START, WEEK, timedelta(minutes=30))
    learned = with_rhythm(sources, START, WEEK, 48.0 * len(sources))
    assert learned.requests <= 1.02 * plain.requests
    assert abs(len(learned.every_delay) - len(plain.every_delay)) < 0.02 * len(plain.every_delay)
    assert min(plain.every_delay) >= 0
    assert median(learned.every_delay) <= median(plain.every_delay) / 2


def test_breakages_that_show_at_the_entry_are_all_named_in_time() -> None:
    sources = histories(START - timedelta(days=60), 120, share=0.04)
    cases = [case for case in broken(sources, START, 60) if case.site.breakage in LOUD]
    assert len(cases) >= 5
    assert all(case.is_in_time for case in cases)
