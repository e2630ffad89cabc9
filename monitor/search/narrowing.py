"""Filters and odd items as questions to the index."""

from collections.abc import Mapping
from datetime import datetime

import tantivy

from monitor.matching.facts import covers
from monitor.search.bounds import Bounds, Query, both, either, every, exactly, term, without
from monitor.search.leaves import Leaves
from monitor.search.results import Filters
from monitor.search.schema import SCHEMA, lowest
from monitor.search.snapshot import Snapshot
from monitor.sources.model import Source

ODD = term("odd", "1")
_EARLIEST, _LATEST = -(1 << 63), (1 << 63) - 1


def between(since: datetime | None, until: datetime | None) -> Query:
    """Items of a time."""
    if since is None and until is None:
        return Query.all_query()
    return orders(lowest(since) if since else None, lowest(until) - 1 if until else None)


def orders(least: int | None, most: int | None) -> Query:
    """Items with such an `order`, both ends included."""
    low, high = (_EARLIEST if least is None else least), (_LATEST if most is None else most)
    return Query.range_query(SCHEMA, "order", tantivy.FieldType.Integer, low, high)


def narrowing(leaves: Leaves, filters: Filters, sources: Mapping[str, Source]) -> Query:
    """The items that filters leave."""
    found: list[Query] = []
    if filters.since or filters.until:
        found.append(between(filters.since, filters.until))
    if filters.source:
        found.append(term("source", filters.source))
    if filters.group:
        names = [name for name, source in sources.items() if source.group == filters.group]
        found.append(leaves.of_sources(names).upper)
    if filters.language:
        names = [name for name in leaves.snapshot.languages if covers("lang", filters.language, name)]
        found.append(leaves.of_languages(names).upper)
    if filters.watch:
        found.append(term("watch", filters.watch))
    return every(found)


def narrowed(bounds: Bounds, narrow: Query, snapshot: Snapshot) -> Bounds:
    """What filters leave of a query; odd items, which their words do not find, are always looked at."""
    if snapshot.frequency("odd", "1"):
        bounds = Bounds(without(bounds.lower, ODD), either([bounds.upper, ODD]))
    return both([exactly(narrow), bounds])


def undecided(bounds: Bounds) -> Query:
    """The candidates that have to be looked at."""
    return without(bounds.upper, bounds.lower)
