"""What the index can say of a query: which items certainly match, and beyond which none does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import tantivy

from monitor.search.schema import SCHEMA

Query = tantivy.Query
MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
ALL: Final = Query.all_query()
NONE: Final = Query.empty_query()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Items that match lie within `upper`; all within `lower` match. Both are one where the index knows all."""

    lower: Query
    upper: Query

    @property
    def is_exact(self) -> bool:
        """Whether nothing is left to be looked at."""
        return self.lower is self.upper


ANYTHING: Final = Bounds(NONE, ALL)
NOTHING: Final = Bounds(NONE, NONE)


def exactly(query: Query) -> Bounds:
    """The index knows all."""
    return Bounds(query, query)


def at_most(query: Query) -> Bounds:
    """The index knows candidates."""
    return Bounds(NONE, query)


def term(field: str, key: str) -> Query:
    """Items in whose field a word stands."""
    return Query.term_query(SCHEMA, field, key, "basic")


def every(queries: Iterable[Query]) -> Query:
    """What lies in all."""
    wanted = _unique(query for query in queries if query is not ALL)
    if any(query is NONE for query in wanted):
        return NONE
    if not wanted:
        return ALL
    return wanted[0] if len(wanted) == 1 else Query.boolean_query([(MUST, query) for query in wanted])


def either(queries: Iterable[Query]) -> Query:
    """What lies in any."""
    wanted = _unique(query for query in queries if query is not NONE)
    if any(query is ALL for query in wanted):
        return ALL
    if not wanted:
        return NONE
    return wanted[0] if len(wanted) == 1 else Query.boolean_query([(SHOULD, query) for query in wanted])


def without(query: Query, others: Query) -> Query:
    """What lies in the first and not in the second."""
    if others is NONE or query is NONE:
        return query
    return NONE if others is ALL else Query.boolean_query([(MUST, query), (NOT, others)])


def both(parts: Sequence[Bounds]) -> Bounds:
    """AND."""
    upper = every(part.upper for part in parts)
    return exactly(upper) if _all_exact(parts) else Bounds(every(part.lower for part in parts), upper)


def any_of(parts: Sequence[Bounds]) -> Bounds:
    """OR."""
    upper = either(part.upper for part in parts)
    return exactly(upper) if _all_exact(parts) else Bounds(either(part.lower for part in parts), upper)


def negated(part: Bounds) -> Bounds:
    """NOT."""
    upper = without(ALL, part.lower)
    return exactly(upper) if part.is_exact else Bounds(without(ALL, part.upper), upper)


def _all_exact(parts: Iterable[Bounds]) -> bool:
    return all(part.is_exact for part in parts)


def _unique(queries: Iterable[Query]) -> list[Query]:
    return list({id(query): query for query in queries}.values())
