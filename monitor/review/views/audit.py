"""Audit: every change that a person made, as it was written down."""

from typing import Any

from starlette.responses import Response

from monitor.review import safe
from monitor.review.answers import wants
from monitor.review.atom import FeedEntry
from monitor.review.lists import PAGE, Listing, answer_list, cursor
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.store.documents import Document

NARROWINGS = ("by", "of", "what")


async def show(visit: Visit) -> Response:
    """The list, the latest first."""
    given = {name: visit.asked(name, 500) for name in NARROWINGS}
    found = await visit.store.audit.page(given["by"], given["of"], given["what"], cursor(visit), PAGE)
    listing = Listing(_("Audit"), found, as_json, as_entry)
    if wants(visit.request) != "html":
        return answer_list(visit, "audit.html", listing)
    people = [(user.name, user.title or user.name) for user in (await visit.house.shelf.facets()).people]
    return answer_list(visit, "audit.html", listing, given=given, people=people, narrows=any(given.values()))


def as_json(entry: Document) -> dict[str, Any]:
    """An entry for programs."""
    facts = {name: entry.get(name) for name in ("at", "by", "what", "of", "details", "address")}
    return {"id": str(entry["_id"]), **facts}


def as_entry(entry: Document) -> FeedEntry:
    """An entry in a feed."""
    path = f"/audit#e-{entry['_id']}"
    title = safe.line(f"{entry.get('by')}: {entry.get('what')} {entry.get('of')}")
    return FeedEntry(path, title, path, entry["at"], safe.line(entry.get("details")))
