"""Quarantine: addresses that could not be handled, why, and trying them again."""

from typing import Any

from starlette.responses import Response

from monitor.review import safe
from monitor.review.answers import go_to, own_path, wants
from monitor.review.atom import FeedEntry
from monitor.review.choices import choices
from monitor.review.lists import PAGE, Listing, answer_list, cursor
from monitor.review.problems import missing
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.store.documents import Document

_PLAIN = ("source", "reason", "detail", "permanent", "attempts", "first_at", "last_at")


async def show(visit: Visit) -> Response:
    """The list, the latest failure first."""
    source, lists = visit.asked("source"), visit.store.quarantine_lists
    found = await lists.page(source, cursor(visit), PAGE)
    listing = Listing(_("Quarantine"), found, as_json, as_entry, await lists.count(source))
    if wants(visit.request) != "html":
        return answer_list(visit, "quarantine.html", listing)
    offered = (await choices(visit)).sources
    return answer_list(visit, "quarantine.html", listing, source=source, sources=offered)


async def again(visit: Visit) -> Response:
    """Makes an address due at the next visit of its source."""
    record = await visit.store.quarantine_lists.try_again(visit.request.path_params["record"], visit.now)
    if record is None:
        return missing(visit)
    await visit.note("quarantine.again", _address(record), source=str(record.get("source", "")))
    return go_to(own_path(visit.form.text("back", 2_000), "/quarantine"))


def as_json(record: Document) -> dict[str, Any]:
    """A record for programs."""
    return {"id": str(record["_id"]), "url": _address(record), **{name: record.get(name) for name in _PLAIN}}


def as_entry(record: Document) -> FeedEntry:
    """A record in a feed."""
    path = f"/quarantine#q-{record['_id']}"
    title = f"{safe.line(record.get('reason'))}: {safe.line(_address(record))}"
    return FeedEntry(path, title, path, record["last_at"], safe.line(record.get("detail")))


def _address(record: Document) -> str:
    return str((record.get("link") or {}).get("url", ""))
