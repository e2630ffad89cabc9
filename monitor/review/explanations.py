"""Why watches found an item, for its page."""

from dataclasses import dataclass

from monitor.matching.problems import QueryError
from monitor.review.visit import Visit
from monitor.store.documents import Document
from monitor.watches.explaining import Verdict, explain_watch
from monitor.watches.facts import ItemFacts, facts_of_item
from monitor.watches.problems import BrokenWatchError

MOST = 12


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with why it is one today; `verdict` is None where the watch is gone or cannot be read."""

    match: Document
    verdict: Verdict | None


async def explained(visit: Visit, item: Document) -> list[Explained]:
    """The matches of an item, a dozen at most, explained by the watches as they stand."""
    facts = facts_of_item(item, visit.house.shelf.source(str(item.get("source"))))
    matches = [match for match in item.get("matches") or [] if isinstance(match, dict)]
    chosen = matches[:MOST]
    return [Explained(match, await _verdict(visit, str(match.get("watch", "")), facts, item)) for match in chosen]


async def _verdict(visit: Visit, name: str, facts: ItemFacts, item: Document) -> Verdict | None:
    try:
        stored = await visit.store.watches.load(name)
        if stored is None:
            return None
        return explain_watch(stored.watch, facts, visit.now, archived=stored.archived, item_id=item["id"])
    except (BrokenWatchError, QueryError):
        return None
