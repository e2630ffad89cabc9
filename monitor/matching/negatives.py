"""Queries and branches that would match everything, since they only say what must not be there."""

from collections.abc import Iterator

from monitor.matching.nodes import And, AtLeast, Node, Not, Or
from monitor.matching.problems import Problem

_HINT = "Say also what must be there, such as: protest NOT football."


def only_negative(root: Node) -> Iterator[Problem]:
    """An error for the query, or for each OR branch, that an item without a single word would satisfy."""
    found = list(_branches(root))
    if not found and _holds_in_nothing(root):
        found = [root]
    for node in found:
        message = "This says only what must not be there, so it would match nearly everything."
        yield Problem(node.start, node.end, "E_ONLY_NEGATIVE", message, _HINT)


def _branches(node: Node) -> Iterator[Node]:
    if isinstance(node, Or):
        yield from (part for part in node.parts if _holds_in_nothing(part) and not isinstance(part, Or))
    elif isinstance(node, AtLeast) and _holds_in_nothing(node.child):
        yield node.child
    for child in node.children:
        yield from _branches(child)


def _holds_in_nothing(node: Node) -> bool:
    """Whether an item in which no leaf is found satisfies it."""
    if isinstance(node, Not):
        return not _holds_in_nothing(node.child)
    if isinstance(node, And):
        return all(map(_holds_in_nothing, node.parts))
    return isinstance(node, Or) and any(map(_holds_in_nothing, node.parts))
