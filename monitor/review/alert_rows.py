"""An alert as a row of a list: on a page, for programs, in feeds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.review import safe
from monitor.review.atom import FeedEntry
from monitor.review.choices import watch_titles
from monitor.review.visit import Visit
from monitor.store.documents import Document

LONGEST_EXTRACT = 420


@dataclass(frozen=True, slots=True)
class Piece:
    """A text with the places to mark."""

    text: str
    marks: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """What the template of a row needs beside the document itself."""

    alert: Document
    id: str
    headline: Piece
    extract: Piece
    source: str
    outlets: int
    watch: str
    is_edited: bool
    is_gone: bool
    undoable: bool

    @property
    def leading(self) -> Mapping[str, Any]:
        """The item that leads the alert's story."""
        leading: Mapping[str, Any] = self.alert.get("leading") or {}
        return leading


async def rows(visit: Visit, alerts: Sequence[Document]) -> list[Row]:
    """Alerts as this person sees them."""
    leading = [(alert.get("leading") or {}).get("item") for alert in alerts]
    items = await visit.store.item_lists.brief(leading)
    titles = watch_titles(await visit.house.shelf.facets())
    pairs = zip(alerts, leading, strict=True)
    return [_row(visit, alert, items.get(str(item), {}), titles) for alert, item in pairs]


async def row(visit: Visit, alert: Document) -> Row:
    """One alert as this person sees it."""
    return (await rows(visit, [alert]))[0]


def _row(visit: Visit, alert: Document, item: Document, titles: Mapping[str, str]) -> Row:
    leading = alert.get("leading") or {}
    last = (alert.get("history") or [{}])[-1]
    return Row(
        alert=alert,
        id=str(alert["_id"]),
        headline=_headline(leading),
        extract=_extract(leading),
        source=source_title(visit, leading.get("source", "")),
        outlets=len(alert.get("outlets") or ()),
        watch=titles.get(str(alert.get("watch")), "") or str(alert.get("watch", "")),
        is_edited=(item.get("versions") or 1) > 1,
        is_gone=bool(item.get("gone")),
        undoable=last.get("by") == visit.user.name and last.get("what") == "state" and not last.get("undone"),
    )


def source_title(visit: Visit, name: str) -> str:
    """What a source is called, or its name where it is in the catalogue no more."""
    return visit.house.shelf.titles().get(name, name)


def _pieces(leading: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in leading.get("extract") or () if isinstance(one, dict)]


def _headline(leading: Mapping[str, Any]) -> Piece:
    for one in _pieces(leading):
        if one.get("field") == "title":
            return Piece(str(one.get("text", ""))[: safe.LONGEST_LINE], tuple(one.get("marks") or ()))
    return Piece(safe.line(leading.get("headline")))


def _extract(leading: Mapping[str, Any]) -> Piece:
    for one in _pieces(leading):
        if one.get("field") != "title":
            text = str(one.get("text", "")).replace(" …", "\N{NO-BREAK SPACE}…")
            return Piece(text[:LONGEST_EXTRACT], tuple(one.get("marks") or ()))
    return Piece("")


_SHOWN = ("watch", "version", "made_at", "updated_at", "state", "assignee", "tags", "snoozed_until", "revision")
_LEADING = ("headline", "url", "source", "language", "published", "published_day", "published_confidence")


def as_json(alert: Document) -> dict[str, Any]:
    """An alert for programs."""
    leading = alert.get("leading") or {}
    return {
        "id": str(alert["_id"]),
        **{name: alert.get(name) for name in _SHOWN},
        "story": str(alert.get("story") or ""),
        "outlets": alert.get("outlets") or [],
        "languages": alert.get("languages") or [],
        "leading": {name: leading.get(name) for name in _LEADING} | {"item": str(leading.get("item") or "")},
    }


def as_entry(alert: Document) -> FeedEntry:
    """An alert in a feed."""
    leading = alert.get("leading") or {}
    path = f"/alerts/{alert['_id']}"
    summary = f"{alert.get('watch', '')}: {_extract(leading).text}"
    title = safe.line(leading.get("headline")) or str(alert.get("watch", ""))
    return FeedEntry(
        path, title, path, alert["updated_at"], safe.readable(summary), language=leading.get("language", "")
    )
