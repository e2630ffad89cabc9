"""Which alerts a page was asked for: the address as a filter, and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from monitor.review import safe
from monitor.review.forms import BadForm
from monitor.review.rendering import address
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.store.alert_lists import AlertFilter, Order
from monitor.store.triage import State

ME = "me"
# The tabs above the list, in the order of the work.
TABS: dict[str, str] = {
    "new": N_("New"),
    "in review": N_("In review"),
    "escalated": N_("Escalated"),
    "relevant": N_("Relevant"),
    "not relevant": N_("Not relevant"),
    "closed": N_("Closed"),
    "snoozed": N_("Snoozed"),
    "all": N_("All"),
}
# What still asks for somebody, together; the overview leads here, and only there it has a tab.
OPEN = "open"
# What a person does to an alert, in the order of the keys r n i e c.
ACTIONS: dict[State, str] = {
    "relevant": N_("Relevant"),
    "not relevant": N_("Not relevant"),
    "in review": N_("In review"),
    "escalated": N_("Escalate"),
    "closed": N_("Close"),
}


@dataclass(frozen=True, slots=True)
class AlertQuery:
    """What the address says, as it says it."""

    state: str = "new"
    watch: str = ""
    assignee: str = ""
    language: str = ""
    source: str = ""
    country: str = ""
    tag: str = ""
    mentioned: str = ""
    since: str = ""
    until: str = ""
    order: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the state was chosen."""
        return self != AlertQuery(self.state, order=self.order)

    @property
    def sorting(self) -> Order:
        """The order of the list."""
        return "ranked" if self.order == "ranked" else "newest"

    def given(self) -> list[tuple[str, str]]:
        """What was chosen, by name."""
        return [(name, value) for name in AlertQuery.__slots__ if (value := str(getattr(self, name)))]

    def at(self, **changed: str) -> str:
        """The address of this list with something changed."""
        values = {name: changed.get(name, getattr(self, name)) for name in AlertQuery.__slots__}
        return address("/alerts", **{**values, "state": "" if values["state"] == "new" else values["state"]})


def read_query(visit: Visit) -> AlertQuery:
    """The query of an address; raises `BadForm` for a state or a day that is none."""
    given = {name: safe.line(visit.asked(name)) for name in AlertQuery.__slots__}
    given["state"] = given["state"] or "new"
    if given["state"] not in {*TABS, OPEN}:
        raise BadForm("There is no such state.")
    return AlertQuery(**given)


def as_filter(visit: Visit, query: AlertQuery, state: str | None = None) -> AlertFilter:
    """The query as the store understands it; `state` stands in for that of the query."""
    since, until = day(visit, query.since), day(visit, query.until)
    wanted = query.state if state is None else state
    return AlertFilter(
        state="" if wanted == "all" else wanted,
        watch=query.watch,
        assignee=_person(visit, query.assignee),
        language=query.language,
        sources=_sources(visit, query),
        tag=query.tag,
        mentioned=_person(visit, query.mentioned),
        since=since,
        until=until + timedelta(days=1) if until else None,
    )


def _person(visit: Visit, name: str) -> str:
    return visit.user.name if name == ME else name


def _sources(visit: Visit, query: AlertQuery) -> tuple[str, ...] | None:
    if query.source:
        return (query.source,)
    if query.country:
        return visit.house.shelf.sources_in(query.country)
    return None


def day(visit: Visit, text: str) -> datetime | None:
    """The beginning of a day in the zone of the person; raises `BadForm` for what is no day."""
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), visit.dates.zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadForm("A day is written like 2026-03-01.") from error


def tabs_for(state: str) -> dict[str, str]:
    """The tabs of a list in this state, with their titles."""
    return {OPEN: N_("Open"), **TABS} if state == OPEN else TABS


def state_title(state: str) -> str:
    """What a state is called in the reader's language."""
    return _(TABS.get(state, state))
