"""Sources: how each fares at a glance, and one of them with its entries, visits and items."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from starlette.responses import Response

from monitor.errors import CatalogueError, UnknownNameError
from monitor.review import safe, source_files
from monitor.review.answers import go_to, json, page, wants
from monitor.review.atom import FeedEntry
from monitor.review.choices import country_title, language_title
from monitor.review.fares import DAYS, Fare, as_json, fares
from monitor.review.item_rows import item_row
from monitor.review.lists import other_form
from monitor.review.problems import missing, wrong
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.schedule.due import next_due
from monitor.sources.model import Source
from monitor.sources.problems import BrokenSourceError
from monitor.store.item_lists import ItemFilter

LATEST_ITEMS = 10
LATEST_RUNS = 12
NARROWINGS = ("state", "group", "country", "language", "q")


async def show(visit: Visit) -> Response:
    """All sources, the worst first."""
    catalogue = visit.house.shelf.catalogue()
    given = {name: visit.asked(name) for name in NARROWINGS}
    found = await fares(visit, [source for source in catalogue.sources if _fits(source, given)])
    rows = [fare for fare in found.rows if given["state"] in {"", fare.state}]
    if other := other_form(visit, _("Sources"), rows, as_json, partial(_as_entry, visit)):
        return other
    return page(
        visit,
        "sources.html",
        fares=found,
        rows=rows,
        given=given,
        days=DAYS,
        groups=[(group, group) for group in catalogue.groups],
        languages=sorted((code, language_title(code)) for code in visit.house.shelf.languages()),
        countries=sorted((code, country_title(code)) for code in visit.house.shelf.countries()),
        problems=[problem for problem in catalogue.problems if not problem.warning],
    )


async def one(visit: Visit) -> Response:
    """One source."""
    source = find(visit)
    if source is None:
        return missing(visit)
    (fare,) = (await fares(visit, [source], rhythm=True)).rows
    if wants(visit.request) == "json":
        return json(as_json(fare))
    return page(visit, "source.html", fare=fare, source=source, days=DAYS, **await _facts(visit, source, fare))


async def pause(visit: Visit) -> Response:
    """Stops or resumes the visits to a source, by its file."""
    source = find(visit)
    if source is None:
        return missing(visit)
    active = visit.form.text("as") == "active"
    try:
        text = source_files.file_text(source)
        written = source_files.with_active(text, active=active)
        after = source_files.rewrite(visit.house.environment, source, written, source_files.revision(text))
    except CatalogueError as error:
        return wrong(visit, str(error), 422)
    visit.house.shelf.forget()
    await visit.note("source.resumed" if after.active else "source.paused", source.name)
    return go_to(f"/sources/{source.name}")


def find(visit: Visit) -> Source | None:
    """The source of the address, None where there is none that can be read."""
    try:
        return visit.house.shelf.catalogue().get(visit.request.path_params["source"])
    except (UnknownNameError, BrokenSourceError):
        return None


async def _facts(visit: Visit, source: Source, fare: Fare) -> dict[str, Any]:
    store = visit.store
    latest = await store.item_lists.page(ItemFilter(sources=(source.name,)), None, LATEST_ITEMS)
    state = await store.sources.load(source.name)
    return {
        "state": state,
        "entries": [(entry, state.moved.get(entry.url), state.set_aside.get(entry.url)) for entry in source.entries],
        "runs": await store.runs.of(source.name, LATEST_RUNS),
        "notices": await store.notices.of(source.name, LATEST_RUNS),
        "items": [item_row(visit, item, set()) for item in latest.rows],
        "due": next_due(source, fare.standing, visit.now, 1.0) if source.active else None,
        "held": await store.quarantine_lists.count(source.name),
        "passed_over": (await store.passed_over.counts(source.name)).most_common(8),
        "may_change": source_files.may_change(visit.house.environment, source),
        "bundled": source_files.is_bundled(source),
    }


def _as_entry(visit: Visit, fare: Fare) -> FeedEntry:
    """A source in a feed, which is news when its health changes."""
    path = f"/sources/{fare.source.name}"
    updated = fare.standing.health.since or fare.standing.last_visit or visit.now
    return FeedEntry(path, f"{safe.line(fare.source.title)}: {fare.state}", path, updated, safe.line(fare.cause))


def _fits(source: Source, given: dict[str, str]) -> bool:
    if given["q"].casefold() not in f"{source.name} {source.title} {source.home}".casefold():
        return False
    narrowings: Sequence[tuple[str, Sequence[str]]] = (
        ("group", (source.group,)),
        ("country", (source.country,)),
        ("language", source.languages),
    )
    return all(not given[name] or given[name] in values for name, values in narrowings)
