"""Numbers of the index: ids, days, and what is newest."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import tantivy

from monitor.search.bounds import ALL, Query
from monitor.search.schema import SCHEMA, identity_of

Hit = tuple[int, tantivy.DocAddress]
# Ids that one question asks for.
AT_ONCE: Final = 10_000


def hits(searcher: tantivy.Searcher, query: Query, most: int | None = None, by: str = "order") -> list[Hit]:
    """The items that a query finds, those with the highest number of a field first."""
    size = searcher.num_docs if most is None else most
    if not size or not searcher.num_docs:
        return []
    return list(searcher.search(query, size, count=False, order_by_field=by).hits)


def count(searcher: tantivy.Searcher, query: Query) -> int:
    """How many items a query finds."""
    if not searcher.num_docs:
        return 0
    return int(searcher.aggregate(query, {"all": {"value_count": {"field": "low"}}})["all"]["value"])


def last(searcher: tantivy.Searcher, field: str) -> int:
    """The highest number of a field; 0 where there are no items."""
    found = hits(searcher, ALL, 1, field)
    return int(found[0][0]) if found else 0


def ids_of(searcher: tantivy.Searcher, found: Sequence[Hit]) -> list[str]:
    """The ids of some hits, in their order."""
    addresses = [address for _, address in found]
    if not addresses:
        return []
    high, low = searcher.fast_field_values("high", addresses), searcher.fast_field_values("low", addresses)
    return [identity_of(int(one or 0), int(other or 0)) for one, other in zip(high, low, strict=True)]


def numbers(searcher: tantivy.Searcher, field: str, found: Sequence[Hit]) -> list[int]:
    """A number of some hits, in their order."""
    addresses = [address for _, address in found]
    return [int(value or 0) for value in searcher.fast_field_values(field, addresses)] if addresses else []


def identities(searcher: tantivy.Searcher, query: Query) -> list[str]:
    """The ids of all items that a query finds."""
    return ids_of(searcher, hits(searcher, query))


def changes_of(searcher: tantivy.Searcher, wanted: Collection[str]) -> dict[str, int]:
    """When the texts of some items changed, by id, in milliseconds; items that are not in the index are left out."""
    known: dict[str, int] = {}
    for some in _portions(wanted):
        found = hits(searcher, Query.term_set_query(SCHEMA, "id", some))
        known |= zip(ids_of(searcher, found), numbers(searcher, "changed", found), strict=True)
    return known


def _portions(wanted: Iterable[str]) -> Iterable[list[str]]:
    every = list(wanted)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))
