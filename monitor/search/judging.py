"""The verdict on candidates: the matcher's, on the item as the database has it now."""

from collections.abc import Mapping, Sequence
from typing import Any

from monitor.matching.extracts import extracts
from monitor.matching.facts import covers
from monitor.matching.find import find
from monitor.matching.query import Query
from monitor.search.results import Filters, Hit
from monitor.sources.model import Source
from monitor.watches.facts import facts_of_item
from monitor.watches.matcher import text_of

Item = Mapping[str, Any]


def judged(query: Query, filters: Filters, items: Sequence[Item], sources: Mapping[str, Source]) -> dict[str, Hit]:
    """Those of some items that match and that the filters leave, by id."""
    left = [item for item in items if _is_left(item, filters, sources)]
    found = ((item, _hit(query, item, sources)) for item in left)
    return {item["id"]: hit for item, hit in found if hit is not None}


def _hit(query: Query, item: Item, sources: Mapping[str, Source]) -> Hit | None:
    facts = facts_of_item(item, sources.get(item.get("source") or ""))
    spans = find(query, text_of(facts))
    if spans is None:
        return None
    pieces = extracts({"title": facts.title, "body": facts.body}, spans)
    return Hit({name: value for name, value in item.items() if name != "body"}, spans, tuple(pieces))


def _is_left(item: Item, filters: Filters, sources: Mapping[str, Source]) -> bool:
    source = sources.get(item.get("source") or "")
    return not (
        (filters.since and item["dated"] < filters.since)
        or (filters.until and item["dated"] >= filters.until)
        or (filters.source and item.get("source") != filters.source)
        or (filters.group and (source is None or source.group != filters.group))
        or (filters.language and not covers("lang", filters.language, item.get("language") or ""))
        or (filters.watch and all(match["watch"] != filters.watch for match in item.get("matches") or ()))
    )
