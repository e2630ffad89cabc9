"""The habits that histories have besides those of development."""

from collections import Counter
from datetime import timedelta

from bench.schedule.habits import OTHERS
from bench.schedule.histories import START, History, histories

YEAR = 365


def sections(habit: str) -> list[History]:
    """Sources of one habit that publish in office hours."""
    made = histories(START, YEAR, share=0.2, others=True)
    names = [one.__name__ for one in OTHERS]
    number = names.index(habit)
    return [one for one in made if one.kind == "section" and int(one.name.rpartition("_")[2]) % len(OTHERS) == number]


def by_weekday(source: History) -> Counter[int]:
    return Counter(moment.astimezone(source.zone).weekday() for moment in source.moments)


def test_friday_and_saturday_are_free_where_they_should_be() -> None:
    for source in sections("friday_weekend"):
        days = by_weekday(source)
        assert max(days, key=lambda day: days[day]) not in {4, 5}
        assert days[4] + days[5] < days[6] + days[0]


def test_closed_weeks_are_empty_and_others_are_not() -> None:
    for source in sections("closed_weeks"):
        days = {moment.astimezone(source.zone).timetuple().tm_yday for moment in source.moments}
        assert not days & set(range(195, 237))
        assert days & set(range(237, 300))


def test_new_hours_come_once_and_stay() -> None:
    for source in sections("new_hours"):
        early, late = START + timedelta(days=0.3 * YEAR), START + timedelta(days=0.7 * YEAR)
        before = Counter(moment.astimezone(source.zone).hour for moment in source.moments if moment < early)
        after = Counter(moment.astimezone(source.zone).hour for moment in source.moments if moment > late)
        office, night = range(9, 17), [*range(21, 24), *range(6)]
        assert sum(before[hour] for hour in office) > sum(before[hour] for hour in night)
        assert sum(after[hour] for hour in office) < sum(after[hour] for hour in night)
