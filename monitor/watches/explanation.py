"""A query explained for a text: every part of it, with whether and where it holds."""

from dataclasses import dataclass

from monitor.matching.find import spans
from monitor.matching.nodes import And, AtLeast, Leaf, Node, Not, Or
from monitor.matching.query import Query
from monitor.matching.text import Reading, Text, plainly
from monitor.watch import Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """One part of a query as it was written, whether it holds, where, and why in a sentence."""

    part: str
    matched: bool
    spans: tuple[Span, ...]
    why: str
    children: tuple["Explanation", ...] = ()


def explain(query: Query, text: Text) -> Explanation:
    """The whole query, explained part by part.

    >>> from monitor.matching.query import parse
    >>> found = explain(parse("ferry OR tram"), Text({"body": "The ferry sails."}))
    >>> found.matched, [(part.part, part.why) for part in found.children]
    (True, [('ferry', 'stands there once'), ('tram', 'does not stand there')])
    """
    return _explained(query.root, plainly(text))


def _explained(node: Node, reading: Reading) -> Explanation:
    matched = node.holds(reading)
    found = spans(node, reading) if matched else ()
    children = tuple(_explained(child, reading) for child in node.children)
    return Explanation(node.source, matched, found, _why(node, matched, found, children), children)


def _why(node: Node, matched: bool, found: tuple[Span, ...], children: tuple[Explanation, ...]) -> str:
    met = sum(child.matched for child in children)
    if isinstance(node, And | Or):
        return f"{met} of {len(children)} {'parts' if isinstance(node, And) else 'alternatives'} hold"
    if isinstance(node, Not):
        return "what must not stand there does not" if matched else "it stands there, and must not"
    if isinstance(node, AtLeast):
        return f"at least {node.count} are asked for"
    if not isinstance(node, Leaf):
        return "holds" if matched else _unmet(children)
    times = {0: "stands there", 1: "stands there once"}.get(len(found), f"stands there {len(found)} times")
    return times if matched else "does not stand there"


def _unmet(children: tuple[Explanation, ...]) -> str:
    apart = bool(children) and all(child.matched for child in children)
    return "all stand there, but not as near to each other as this asks" if apart else "does not hold"
