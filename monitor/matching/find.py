"""Whether a query matches a text, and where."""

from monitor.matching.nodes import Node
from monitor.matching.query import Query
from monitor.matching.text import Reading, Text, plainly
from monitor.watch import Span

_ORDER = {"title": 0, "body": 1}


def find(query: Query, text: Text) -> tuple[Span, ...] | None:
    """Every place that satisfies a part of the query, in reading order; None where it does not match.

    >>> from monitor.matching.query import parse
    >>> find(parse("strasse"), Text({"body": "Straße gesperrt"}))
    (Span(field='body', start=0, end=6, leaf='strasse'),)
    """
    reading = plainly(text)
    return spans(query.root, reading) if query.root.holds(reading) else None


def spans(node: Node, reading: Reading) -> tuple[Span, ...]:
    """The places of a node that holds, title before body, each once."""
    found = dict.fromkeys(node.spans(reading))
    return tuple(
        sorted(found, key=lambda span: (_ORDER.get(span.field, 2), span.field, span.start, span.end, span.leaf))
    )
