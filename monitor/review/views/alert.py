"""One alert: its story, its notes, its history, and what can be done with it."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from monitor.review.alert_query import ACTIONS, state_title
from monitor.review.alert_rows import Row, as_json, row, source_title
from monitor.review.answers import json, page, wants
from monitor.review.choices import Choices, choices
from monitor.review.problems import missing
from monitor.review.secret import new_secret
from monitor.review.visit import Visit
from monitor.store.documents import Document

MOST_MEMBERS = 200


@dataclass(frozen=True, slots=True)
class Member:
    """One item of the alert: what happened to it, and what is known of it (None: it is gone)."""

    kind: str
    at: Any
    item: Document | None
    source: str


async def show(visit: Visit) -> Response:
    """The page of an alert."""
    alert = await visit.store.triage.get(visit.request.path_params["alert"])
    if alert is None:
        return missing(visit)
    if wants(visit.request) == "json":
        return json({**as_json(alert), **_more(alert)})
    return await alert_page(visit, alert)


async def alert_page(visit: Visit, alert: Document, told: str = "", status: int = 200) -> Response:
    """The page of an alert, with a sentence about what was just tried."""
    offered: Choices = await choices(visit)
    shown: Row = await row(visit, alert)
    return page(
        visit,
        "alert.html",
        status,
        r=shown,
        alert=alert,
        told=told,
        choices=offered,
        members=await _members(visit, alert),
        merged=[await visit.store.triage.get(str(other)) for other in (alert.get("merged") or ())[:50]],
        once=new_secret(),
        actions=ACTIONS,
        state_title=state_title,
        source_title=lambda name: source_title(visit, name),
    )


async def _members(visit: Visit, alert: Document) -> list[Member]:
    entries = (alert.get("items") or [])[-MOST_MEMBERS:]
    known = await visit.store.item_lists.brief([entry.get("item") for entry in entries])
    return [_member(visit, entry, known.get(str(entry.get("item")))) for entry in entries]


def _member(visit: Visit, entry: Document, item: Document | None) -> Member:
    return Member(
        str(entry.get("kind", "")), entry.get("at"), item, source_title(visit, (item or {}).get("source", ""))
    )


def _more(alert: Document) -> dict[str, Any]:
    items = [{**entry, "item": str(entry.get("item"))} for entry in alert.get("items") or []]
    merged = [str(other) for other in alert.get("merged") or ()]
    return {"items": items, "notes": alert.get("notes") or [], "history": alert.get("history") or [], "merged": merged}
