"""Pages of long lists, found by key and never by counting from the start; counts with a cap."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from bson import ObjectId
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import ExecutionTimeout

from monitor.store.documents import Document
from monitor.store.words import plainly

Key = datetime | float
Hint = list[tuple[str, int]]
COUNT_CAP = 1_000
COUNT_MILLISECONDS = 300
_WRITTEN = re.compile(
    r"(?P<side>[on])(?P<kind>[tf])(?P<value>-?\d{1,17}(?:\.\d{1,9})?)-(?P<id>[0-9a-f]{24}(?:[0-9a-f]{8})?)", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list that runs from high keys to low ones: beyond it (older), or before it (`newer`)."""

    key: Key
    id: str
    newer: bool = False

    def __str__(self) -> str:
        """As it stands in addresses.

        >>> str(Cursor(datetime(2026, 3, 1, tzinfo=UTC), "65" * 12))
        'ot1772323200000-656565656565656565656565'
        """
        value = f"t{round(self.key.timestamp() * 1000)}" if isinstance(self.key, datetime) else f"f{self.key:.9f}"
        return f"{'n' if self.newer else 'o'}{value}-{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What an address says; None for anything that `str` did not write.

        >>> Cursor.read("ot1772323200000-656565656565656565656565").key
        datetime.datetime(2026, 3, 1, 0, 0, tzinfo=datetime.timezone.utc)
        >>> Cursor.read("ot99999999999999999-656565656565656565656565") is Cursor.read("{$gt:1}") is None
        True
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        try:
            key: Key = float(found["value"]) if found["kind"] == "f" else _moment(int(found["value"]))
        except (ValueError, OverflowError, OSError):
            return None
        return cls(key, found["id"], found["side"] == "n")


def _moment(milliseconds: int) -> datetime:
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list with the places before and after them, None at its ends."""

    rows: list[Document]
    newer: Cursor | None = None
    older: Cursor | None = None


async def read_page(
    collection: AsyncCollection[Document],
    chosen: Mapping[str, Any],
    key: str,
    cursor: Cursor | None,
    size: int,
    shape: Mapping[str, Any] | None = None,
    hint: Hint | None = None,
) -> Page:
    """A page of the documents chosen, from high `key` to low; raises `DatabaseUnavailable`.

    `key` names a field that all of them have, indexed together with `_id`; `hint` is the index to use.
    """
    direction = 1 if cursor is not None and cursor.newer else -1
    order = [(key, direction), ("_id", direction)]
    conditions = [dict(chosen)] if chosen else []
    if cursor is not None:
        conditions += _beyond(key, cursor)
    question = {"$and": conditions} if conditions else {}
    with plainly():
        found = await collection.find(question, shape, sort=order, limit=size + 1, hint=hint).to_list()
    return _page(found, key, cursor, size)


def _beyond(key: str, cursor: Cursor) -> list[Document]:
    side = "$gt" if cursor.newer else "$lt"
    # Deliveries are named by 32 digits, everything else that is listed by the 24 of MongoDB's own ids.
    last = ObjectId(cursor.id) if len(cursor.id) == 24 else cursor.id
    same = {key: cursor.key, "_id": {side: last}}
    # The first condition says nothing new; it lets MongoDB start in the index where the page starts.
    return [{key: {f"{side}e": cursor.key}}, {"$or": [{key: {side: cursor.key}}, same]}]


def _page(found: list[Document], key: str, cursor: Cursor | None, size: int) -> Page:
    more, rows = len(found) > size, found[:size]
    upwards = cursor is not None and cursor.newer
    if upwards:
        rows.reverse()
    if not rows:
        return Page([])
    first, last = _at(rows[0], key, newer=True), _at(rows[-1], key, newer=False)
    has_newer = more if upwards else cursor is not None
    has_older = True if upwards else more
    return Page(rows, first if has_newer else None, last if has_older else None)


def _at(row: Document, key: str, *, newer: bool) -> Cursor:
    return Cursor(row[key], str(row["_id"]), newer)


@dataclass(frozen=True, slots=True)
class Count:
    """A number, or "more than": nobody needs to know how many more than a thousand.

    `known` is False where counting would have taken too long.
    """

    number: int
    more: bool = False
    known: bool = True

    def __str__(self) -> str:
        """As it is shown.

        >>> str(Count(7)), str(Count(1000, more=True)), str(Count(0, known=False))
        ('7', '1000+', '…')
        """
        return f"{self.number}{'+' if self.more else ''}" if self.known else "…"


async def count_up_to(
    collection: AsyncCollection[Document], chosen: Mapping[str, Any], cap: int = COUNT_CAP, hint: Hint | None = None
) -> Count:
    """How many documents are chosen, counted no further than `cap` and no longer than bearable."""
    try:
        with plainly():
            number = await _counted(collection, chosen, {"limit": cap + 1, **({"hint": hint} if hint else {})})
    except TimeoutError:
        return Count(0, known=False)
    return Count(min(number, cap), number > cap)


async def _counted(collection: AsyncCollection[Document], chosen: Mapping[str, Any], how: Mapping[str, Any]) -> int:
    try:
        return await collection.count_documents(dict(chosen), maxTimeMS=COUNT_MILLISECONDS, **how)
    except ExecutionTimeout as error:
        raise TimeoutError from error
