"""Deliveries: every message to people outside, what became of it, and sending it again."""

from datetime import datetime
from typing import Any

from starlette.responses import Response

from monitor.alerts.failures import retry as send_again
from monitor.review import safe
from monitor.review.answers import go_to, own_path, wants
from monitor.review.atom import FeedEntry
from monitor.review.lists import PAGE, Listing, answer_list, cursor
from monitor.review.problems import wrong
from monitor.review.visit import Visit
from monitor.review.words import N_
from monitor.review.words import gettext as _
from monitor.store.deliveries import FAILED, State
from monitor.store.documents import Document

MOST_AT_ONCE = 200
_PLAIN = ("recipient", "channel", "watches", "kind", "state", "subject", "due_at", "queued_at", "sent_at", "next_try")


async def show(visit: Visit) -> Response:
    """The list, the latest first."""
    given = {name: visit.asked(name) for name in ("state", "recipient", "watch")}
    wanted = {"state": given["state"], "recipient": given["recipient"], "watches": given["watch"]}
    lists = visit.store.delivery_lists
    found = await lists.page(wanted, cursor(visit), PAGE)
    listing = Listing(_("Deliveries"), found, as_json, as_entry, await lists.count(wanted))
    if wants(visit.request) != "html":
        return answer_list(visit, "deliveries.html", listing)
    titles = dict((await visit.house.shelf.facets()).watches)
    return answer_list(
        visit,
        "deliveries.html",
        listing,
        given=given,
        counts=await lists.counts(),
        failed=FAILED,
        states=tuple(State),
        watches=list(titles.items()),
        titles=titles,
    )


async def retry(visit: Visit) -> Response:
    """Queues failed messages again; the sender takes them within seconds."""
    chosen = [one for one in visit.form.all("delivery") if one.isalnum() and len(one) <= 64][:MOST_AT_ONCE]
    if not chosen:
        return wrong(visit, N_("Name the messages that shall be sent again."))
    await send_again(visit.store, visit.now, chosen)
    for one in chosen:
        await visit.note("delivery.retried", one)
    return go_to(own_path(visit.form.text("back", 2_000), "/deliveries"))


def as_json(row: Document) -> dict[str, Any]:
    """A delivery for programs."""
    attempts = [{"at": one.get("at"), "answer": one.get("answer")} for one in row.get("attempts") or []]
    alerts = [str(alert) for alert in row.get("alerts") or []]
    return {"id": str(row["_id"]), **{name: row.get(name) for name in _PLAIN}, "alerts": alerts, "attempts": attempts}


def as_entry(row: Document) -> FeedEntry:
    """A delivery in a feed."""
    path = f"/deliveries#d-{row['_id']}"
    last = (row.get("attempts") or [{}])[-1]
    updated = last.get("at") or row["queued_at"]
    assert isinstance(updated, datetime)
    title = f"{row.get('state')}: {safe.line(row.get('subject'))} ({safe.line(row.get('recipient'))})"
    return FeedEntry(path, title, path, updated, safe.line(last.get("answer")))
