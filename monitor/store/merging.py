"""What an alert brings into another one that it goes up in, so that it can leave with it again."""

from collections.abc import Mapping, Sequence
from typing import Any

from monitor.store.documents import Document

# Each list of an alert, and what tells one entry from another (None: the entry itself).
LISTS = {"items": "item", "outlets": None, "languages": None, "tags": None, "notes": "id"}


def brought(into: Document, other: Document) -> Document:
    """What of each list the other alert has and this one has not.

    >>> brought({"outlets": ["a"]}, {"outlets": ["a", "b"], "items": [{"item": 7, "kind": "new"}]})["outlets"]
    ['b']
    """
    return {name: _missing(into.get(name) or [], other.get(name) or [], key) for name, key in LISTS.items()}


def _missing(there: Sequence[Any], given: Sequence[Any], key: str | None) -> list[Any]:
    known = {_name(one, key) for one in there}
    return [one for one in given if _name(one, key) not in known]


def _name(entry: Any, key: str | None) -> Any:
    return entry.get(key) if key else entry


def names(lists: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    """The same by name only, as the alert that went up remembers it.

    >>> names({"items": [{"item": 7, "kind": "new"}], "tags": ["urgent"]})
    {'items': [7], 'tags': ['urgent']}
    """
    return {name: [_name(one, LISTS[name]) for one in entries] for name, entries in lists.items()}


def leaving(other: Document) -> Document:
    """The change that takes out of an alert what the other one brought, for `$pull`."""
    remembered = other.get("brought") or names({"items": other.get("items") or []})
    chosen = {name: {"$in": list(entries)} for name, entries in remembered.items() if entries}
    return {name: {LISTS[name]: one} if LISTS[name] else one for name, one in chosen.items()}
