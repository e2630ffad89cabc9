"""A watch as something that looks at one stored item after the other."""

from collections.abc import Iterator, Mapping

from monitor.matching.find import find
from monitor.matching.nodes import Leaf, Node, Not
from monitor.matching.query import parse
from monitor.matching.watchset import covers
from monitor.sources.model import Source
from monitor.watch import Watch
from monitor.watches.backtest import Item, Look
from monitor.watches.facts import facts_of_item
from monitor.watches.matcher import queries_for, text_of


def looker(watch: Watch, sources: Mapping[str, Source]) -> Look:
    """Says of a stored item which leaves of the watch's queries it satisfies, None where it does not match.

    `sources` are those of the catalogue by name. Whether the watch is muted or paused now plays no
    part. Raises `QueryError` for a query that cannot be used.
    """
    parsed = {query: parse(query) for query in watch.queries.values()}

    def look(item: Item) -> frozenset[str] | None:
        facts = facts_of_item(item, sources.get(item.get("source") or ""))
        if not covers(watch, facts.source, facts.group):
            return None
        text, found = text_of(facts), None
        for _, query in queries_for(watch, facts.language):
            spans = find(parsed[query], text)
            if spans is not None:
                found = (found or frozenset()) | {span.leaf for span in spans}
        return found

    return look


def leaves_of(watch: Watch) -> list[str]:
    """The leaves of all queries of a watch that can stand in a text, as they were written, each once."""
    roots = [parse(query).root for query in watch.queries.values()]
    return list(dict.fromkeys(leaf.source for root in roots for leaf in _leaves(root)))


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif not isinstance(node, Not):
        for child in node.children:
            yield from _leaves(child)
