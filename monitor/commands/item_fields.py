"""An item as other programs get it: the fields of the export, in their order."""

from datetime import UTC, datetime
from typing import Any

FIELDS = (
    "url", "canonical_url", "headline", "body", "summary", "authors", "language", "source", "published",
    "published_day", "published_precision", "published_source", "published_confidence", "first_seen", "modified",
    "keys", "story", "duplicate_of", "watches", "versions",
)  # fmt: skip
# A story comes some seconds after the item.
NOT_KEPT_YET: dict[str, Any] = {"story": None, "versions": 1}
# An item of these kinds says what another one says.
COPIES = ("duplicate", "version", "excerpt")

# A cell that begins with one of these is a formula to some spreadsheet.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def record(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of the export with plain values; moments in ISO 8601, UTC, with `Z`."""
    known = {**item, "duplicate_of": duplicate_of(item), "watches": watches_of(item)}
    return {name: plain(known.get(name, NOT_KEPT_YET.get(name))) for name in FIELDS}


def watches_of(item: dict[str, Any]) -> list[str]:
    """The names of the watches that found an item as it came in.

    >>> watches_of({"matches": [{"watch": "ferries", "version": 3}]})
    ['ferries']
    """
    return [match["watch"] for match in item.get("matches") or ()]


def duplicate_of(item: dict[str, Any]) -> str | None:
    """The id of the item that this one is a copy or an excerpt of, if it is one.

    >>> duplicate_of({"relation": {"kind": "excerpt", "of": "65f0"}}), duplicate_of({"relation": {"kind": "new"}})
    ('65f0', None)
    """
    relation = item.get("relation") or {}
    return relation.get("of") if relation.get("kind") in COPIES else None


def plain(value: Any) -> Any:
    """A stored value as JSON has it.

    >>> plain({"seen": [datetime(2026, 3, 1, 12, tzinfo=UTC)]})
    {'seen': ['2026-03-01T12:00:00Z']}
    """
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def moment(value: datetime) -> str:
    """A moment in UTC with `Z`; with milliseconds only where it has some."""
    precise = "milliseconds" if value.microsecond else "seconds"
    return value.astimezone(UTC).isoformat(timespec=precise).removesuffix("+00:00") + "Z"


def cell(value: Any) -> str:
    """A value as a spreadsheet cell, which cannot be a formula.

    >>> cell(["News desk", "Ferry office"]), cell(None), cell("=1+1")
    ('News desk; Ferry office', '', "'=1+1")
    """
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
