"""How much came in, as lines of a plot and as a table: by group of sources, or by language."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from monitor.review.choices import language_title
from monitor.review.fares import last_days
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.store.volume import DayCount

By = Literal["group", "language"]
# More lines than this nobody can tell apart.
MOST_SERIES = 7
PATIENCE = 0.15


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its title, and items by day."""

    title: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """All items of the line."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over the same days, oldest first; `complete` is false while days are still being counted."""

    days: tuple[date, ...]
    series: tuple[Series, ...]
    complete: bool

    @property
    def rows(self) -> list[tuple[date, list[int]]]:
        """Each day with its values, the latest first."""
        columns = [one.values for one in self.series]
        return [(day, [column[at] for column in columns]) for at, day in reversed(list(enumerate(self.days)))]

    @property
    def plot(self) -> dict[str, Any]:
        """What the script draws: seconds since 1970, and values by title."""
        moments = [int(datetime.combine(day, time(), UTC).timestamp()) for day in self.days]
        return {"days": moments, "series": [{"title": one.title, "values": one.values} for one in self.series]}


async def chart(visit: Visit, by: By, number: int) -> Chart:
    """What came in on the last days up to today (UTC)."""
    days = last_days(visit, number)
    complete = await visit.store.volume.look(days, visit.now, PATIENCE)
    counts = visit.store.volume.of(days)
    named = _by_language(counts) if by == "language" else _by_group(visit, counts)
    return Chart(tuple(days), _series(days, named), complete)


def _by_language(counts: Iterable[tuple[date, DayCount]]) -> dict[str, Counter[date]]:
    found: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for day, count in counts:
        for language, items in count.languages.items():
            found[language][day] += items
    return {language_title(code) or _("no language"): by_day for code, by_day in found.items()}


def _by_group(visit: Visit, counts: Iterable[tuple[date, DayCount]]) -> dict[str, Counter[date]]:
    groups = {source.name: source.group for source in visit.house.shelf.catalogue().sources}
    # A source that was removed has left its items behind.
    former = _("former sources")
    found: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for day, count in counts:
        for source, items in count.sources.items():
            found[groups.get(source, former)][day] += sum(items.values())
    return found


def _series(days: Sequence[date], counts: Mapping[str, Counter[date]]) -> tuple[Series, ...]:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0]))
    shown, others = ordered[:MOST_SERIES], ordered[MOST_SERIES:]
    if others:
        shown.append((_("all others"), sum((count for _title, count in others), Counter[date]())))
    return tuple(Series(title, tuple(count[day] for day in days)) for title, count in shown)
