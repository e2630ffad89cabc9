"""Overview: what came in, what waits for whom, and how quick the monitor was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_low

from starlette.responses import Response

from monitor.review.alert_query import state_title
from monitor.review.answers import json, page, wants
from monitor.review.visit import Visit
from monitor.review.volume import By, Chart, chart
from monitor.review.words import N_
from monitor.store.alert_lists import OPEN
from monitor.store.triage import STATES
from monitor.store.workload import Delay

PERIODS = (7, 28, 90)
HOUR = timedelta(hours=1)
STEPS = (
    (HOUR, N_("within an hour")),
    (6 * HOUR, N_("within 6 hours")),
    (24 * HOUR, N_("within a day")),
    (72 * HOUR, N_("within 3 days")),
    (timedelta.max, N_("later")),
)


@dataclass(frozen=True, slots=True)
class Quickness:
    """How soon alerts followed the publication: how many in each step, and how long the middle one took."""

    steps: tuple[tuple[str, int], ...]
    alerts: int
    middle: timedelta | None


async def show(visit: Visit) -> Response:
    """The page."""
    by: By = "language" if visit.asked("by") == "language" else "group"
    asked = visit.asked("days", 4)
    days = int(asked) if asked in map(str, PERIODS) else PERIODS[1]
    drawn = await chart(visit, by, days)
    states = await _states(visit)
    people = await visit.store.workload.by_person()
    quickness = quickness_of(await visit.store.workload.delays())
    if wants(visit.request) == "json":
        return json(_as_json(drawn, states, people, quickness))
    return page(
        visit,
        "overview.html",
        chart=drawn,
        by=by,
        days=days,
        periods=PERIODS,
        open=OPEN,
        states=states,
        people=people,
        quickness=quickness,
        state_title=state_title,
    )


def quickness_of(delays: Sequence[Delay]) -> Quickness:
    """The distribution of some delays.

    >>> from datetime import datetime
    >>> quickness_of([Delay(datetime(2026, 1, 1), HOUR * 2), Delay(datetime(2026, 1, 1), HOUR / 2)]).steps[:2]
    (('within an hour', 1), ('within 6 hours', 1))
    """
    counts = dict.fromkeys((title for _limit, title in STEPS), 0)
    for delay in delays:
        counts[next(title for limit, title in STEPS if delay.span <= limit)] += 1
    middle = median_low(delay.span for delay in delays) if delays else None
    return Quickness(tuple(counts.items()), len(delays), middle)


async def _states(visit: Visit) -> dict[str, int]:
    counts = await visit.house.shelf.watch_counts()
    return {state: sum(of_watch.get(state, 0) for of_watch in counts.values()) for state in STATES}


def _as_json(
    drawn: Chart, states: dict[str, int], people: dict[str, dict[str, int]], quickness: Quickness
) -> dict[str, object]:
    volume = {one.title: one.values for one in drawn.series}
    median = quickness.middle / timedelta(minutes=1) if quickness.middle is not None else None
    return {
        "days": drawn.days,
        "items_by_day": volume,
        "complete": drawn.complete,
        "alerts_by_state": states,
        "open_by_person": people,
        "minutes_to_alert": {"median": median, "alerts": quickness.alerts, "steps": dict(quickness.steps)},
    }
