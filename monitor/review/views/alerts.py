"""The alerts: the list, what changed in it, and one of them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.responses import Response

from monitor.review.alert_query import ACTIONS, OPEN, AlertQuery, as_filter, read_query, state_title, tabs_for
from monitor.review.alert_rows import as_entry, as_json, rows
from monitor.review.answers import page, wants
from monitor.review.choices import choices
from monitor.review.lists import PAGE, Listing, answer_list, cursor
from monitor.review.moments import read_moment
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.store.paging import COUNT_CAP, Count

# A change may be stored a moment after the time that it carries.
OVERLAP = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Tab:
    """One state above the list."""

    state: str
    title: str
    path: str
    count: Count
    is_current: bool


async def show(visit: Visit) -> Response:
    """The list of alerts; without parameters, what is new."""
    query = read_query(visit)
    wanted, order = as_filter(visit, query), query.sorting
    await visit.store.alert_lists.wake(visit.now)
    found, above = await asyncio.gather(
        visit.store.alert_lists.page(wanted, order, cursor(visit), PAGE), tabs(visit, query)
    )
    count = next(tab.count for tab in above if tab.is_current)
    listing = Listing(_title(query), found, as_json, as_entry, count)
    if wants(visit.request) != "html":
        return answer_list(visit, "alerts.html", listing)
    return answer_list(
        visit,
        "alerts.html",
        listing,
        query=query,
        alerts=await rows(visit, found.rows),
        tabs=above,
        actions=ACTIONS,
        state_title=state_title,
        choices=await choices(visit),
        views=await visit.store.saved_views.of(visit.user.name),
        told=_told(visit),
    )


async def tabs(visit: Visit, query: AlertQuery) -> list[Tab]:
    """The states with how many alerts each holds under the same filter."""
    lists, shown = visit.store.alert_lists, tabs_for(query.state)
    counted = [state for state in shown if state != "all"]
    numbers = await asyncio.gather(*(lists.count(as_filter(visit, query, state)) for state in counted))
    counts = dict(zip(counted, numbers, strict=True))
    counts["all"] = _together([count for state, count in counts.items() if state != OPEN])
    return [
        Tab(state, _(title), query.at(state=state), counts[state], state == query.state)
        for state, title in shown.items()
    ]


def _together(counts: Sequence[Count]) -> Count:
    number = sum(count.number for count in counts)
    is_more = number > COUNT_CAP or any(count.more for count in counts)
    return Count(min(number, COUNT_CAP), is_more, all(count.known for count in counts))


async def changes(visit: Visit) -> Response:
    """Pieces of the page for what was changed since the last look: rows and counts; nothing where nothing was."""
    query = read_query(visit)
    seen = read_moment(visit.asked("seen")) or visit.now
    loaded, since = read_moment(visit.asked("loaded")) or seen, seen - OVERLAP
    await visit.store.alert_lists.wake(visit.now)
    if not await visit.store.alert_lists.has_changed(since):
        return Response(status_code=204)
    changed = await visit.store.alert_lists.changed_since(since, loaded)
    newer = replace(as_filter(visit, query), since=loaded, until=None)
    return page(
        visit,
        "alert_changes.html",
        query=query,
        alerts=await rows(visit, changed),
        tabs=await tabs(visit, query),
        state_title=state_title,
        loaded=loaded.isoformat(),
        fresh=(await visit.store.alert_lists.count(newer)).number,
    )


def _title(query: AlertQuery) -> str:
    title = _(tabs_for(query.state)[query.state])
    return f"{_('Alerts')}: {title}" + (f", {query.watch}" if query.watch else "")


def _told(visit: Visit) -> tuple[int, int] | None:
    """How many a bulk change changed, and how many it left alone since somebody else had changed them."""
    changed, missed = visit.asked("changed", 6), visit.asked("missed", 6)
    if not (changed.isdigit() and missed.isdigit() and (changed + missed).isascii()):
        return None
    return int(changed), int(missed)
