"""New items: everything that came in, and what of it a person has read."""

from dataclasses import replace
from datetime import timedelta

from starlette.responses import Response

from monitor.review import safe
from monitor.review.alert_query import day
from monitor.review.answers import go_to, json, own_path, wants
from monitor.review.choices import choices, watch_titles
from monitor.review.item_rows import as_entry, as_json, item_row
from monitor.review.lists import PAGE, Listing, answer_list, cursor
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.store.item_lists import ItemFilter
from monitor.store.paging import Page

# How many pages are looked through for one page of unread items.
MOST_LOOKS = 6


async def show(visit: Visit) -> Response:
    """The list of items, the latest to come in first."""
    wanted, unread = _filter(visit), visit.asked("show") == "unread"
    found, read = await _page(visit, wanted, only_unread=unread)
    listing = Listing(_("New items"), found, as_json, as_entry, await visit.store.item_lists.count(wanted))
    if wants(visit.request) != "html":
        return answer_list(visit, "items.html", listing)
    given = {name: safe.line(visit.asked(name)) for name in ("source", "country", "language", "since", "until", "show")}
    rows = [item_row(visit, item, read) for item in found.rows]
    return answer_list(
        visit,
        "items.html",
        listing,
        items=rows,
        given=given,
        narrows=any(value for name, value in given.items() if name != "show"),
        choices=await choices(visit),
        titles=watch_titles(await visit.house.shelf.facets()),
        views=await visit.store.saved_views.of(visit.user.name),
    )


async def mark(visit: Visit) -> Response:
    """Marks items as read, or unread."""
    ids = [one for one in visit.form.all("item") if len(one) == 24]
    await visit.store.item_lists.mark(visit.user.name, ids, visit.now, read=visit.form.text("as") != "unread")
    if wants(visit.request) == "json":
        return json({"marked": len(ids)})
    return Response(status_code=204) if visit.is_partial else go_to(own_path(visit.form.text("back", 2_000), "/items"))


async def _page(visit: Visit, wanted: ItemFilter, *, only_unread: bool) -> tuple[Page, set[str]]:
    """A page with what of it was read; of unread ones, as many as some pages hold."""
    lists, place = visit.store.item_lists, cursor(visit)
    found = await lists.page(wanted, place, PAGE)
    read = await lists.read_by(visit.user.name, [item["_id"] for item in found.rows])
    if not only_unread:
        return found, read
    first, rows = found, _unread(found, read)
    for _look in range(MOST_LOOKS):
        if len(rows) >= PAGE or found.older is None:
            break
        found = await lists.page(wanted, found.older, PAGE)
        read = await lists.read_by(visit.user.name, [item["_id"] for item in found.rows])
        rows += _unread(found, read)
    return replace(found, rows=rows, newer=first.newer), set()


def _unread(found: Page, read: set[str]) -> list[dict[str, object]]:
    return [item for item in found.rows if str(item["_id"]) not in read]


def _filter(visit: Visit) -> ItemFilter:
    since, until = day(visit, visit.asked("since")), day(visit, visit.asked("until"))
    return ItemFilter(
        sources=_sources(visit),
        language=visit.asked("language"),
        since=since,
        until=until + timedelta(days=1) if until else None,
    )


def _sources(visit: Visit) -> tuple[str, ...] | None:
    if visit.asked("source"):
        return (visit.asked("source"),)
    country = visit.asked("country")
    return visit.house.shelf.sources_in(country) if country else None
