"""Saved views: lists with their filter, under an address that can be passed on."""

from dataclasses import asdict

from starlette.responses import Response

from monitor.review import safe
from monitor.review.answers import go_to, own_path, page
from monitor.review.atom import FeedEntry
from monitor.review.lists import other_form
from monitor.review.problems import missing, wrong
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.store.saved_views import SavedView

# Lists that can be saved.
LISTS = ("/alerts", "/items", "/search", "/sources", "/deliveries", "/audit", "/quarantine", "/overview")


async def show(visit: Visit) -> Response:
    """One's own views."""
    views = await visit.store.saved_views.of(visit.user.name)
    return other_form(visit, _("Saved views"), views, asdict, _as_entry) or page(visit, "saved.html", views=views)


async def follow(visit: Visit) -> Response:
    """Leads to the list that was saved."""
    view = await visit.store.saved_views.get(visit.request.path_params["view"])
    return go_to(view.path) if view else missing(visit)


async def save(visit: Visit) -> Response:
    """Saves the list that is shown."""
    title, path = visit.form.text("title", 80), own_path(visit.form.text("path", 1_000))
    if not title or path.partition("?")[0] not in LISTS:
        return wrong(visit, N_("Give the view a title."))
    await visit.store.saved_views.save(title, path, visit.user.name, visit.now)
    await visit.note("view.saved", path, title=title)
    return go_to(path)


async def forget(visit: Visit) -> Response:
    """Forgets a view of one's own."""
    view = visit.request.path_params["view"]
    await visit.store.saved_views.forget(view, visit.user.name)
    await visit.note("view.forgotten", view)
    return go_to("/views")


def _as_entry(view: SavedView) -> FeedEntry:
    """A saved view in a feed."""
    path = f"/views/{view.id}"
    return FeedEntry(path, safe.line(view.title), path, view.made_at, safe.line(view.path))
