"""An item as a row of a list: on a page, for programs, in feeds."""

from dataclasses import dataclass
from typing import Any

from monitor.review import safe
from monitor.review.alert_rows import source_title
from monitor.review.atom import FeedEntry
from monitor.review.visit import Visit
from monitor.store.documents import Document

LONGEST_EXTRACT = 280
_PLAIN = (
    "source", "url", "canonical_url", "headline", "summary", "language", "published", "published_day",
    "published_precision", "published_confidence", "first_seen", "versions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What the template of a row needs beside the document itself."""

    item: Document
    id: str
    headline: str
    extract: str
    source: str
    watches: tuple[str, ...]
    is_read: bool


def item_row(visit: Visit, item: Document, read: set[str]) -> ItemRow:
    """One item as this person sees it."""
    matches = item.get("matches") or []
    return ItemRow(
        item=item,
        id=str(item["_id"]),
        headline=safe.line(item.get("headline")),
        extract=safe.line(item.get("summary") or item.get("body"), LONGEST_EXTRACT),
        source=source_title(visit, str(item.get("source", ""))),
        watches=tuple(dict.fromkeys(str(match.get("watch", "")) for match in matches)),
        is_read=str(item["_id"]) in read,
    )


def as_json(item: Document) -> dict[str, Any]:
    """An item for programs."""
    watches = [match.get("watch") for match in item.get("matches") or []]
    story = str(item["story"]) if item.get("story") else None
    return {"id": str(item["_id"]), **{name: item.get(name) for name in _PLAIN}, "watches": watches, "story": story}


def as_entry(item: Document) -> FeedEntry:
    """An item in a feed."""
    path = f"/items/{item['_id']}"
    title = safe.line(item.get("headline")) or safe.host(item.get("url")) or path
    summary = safe.line(item.get("summary") or item.get("body"), LONGEST_EXTRACT)
    language = str(item.get("language") or "")
    return FeedEntry(path, title, path, item["first_seen"], summary, str(item.get("source", "")), language)
