"""Which parts of a query the rows, and the texts beside them, decide."""

from collections.abc import Iterator

from monitor.matching.near import Near
from monitor.matching.nodes import AtLeast, Leaf, Node, Pattern, Words
from monitor.matching.parts import AnyCluster, Part
from monitor.matching.query import leaves
from monitor.matching.text import MAIN, WORDED
from monitor.search.originals import KEPT
from monitor.search.rows import BY_WORD


def is_known(node: Node) -> bool:
    """Whether the rows, or the texts beside them, say in which items a leaf stands."""
    return is_by_rows(node) or (isinstance(node, Pattern) and (node.scope or MAIN[0]) in KEPT)


def is_by_rows(node: Node) -> bool:
    """Whether the rows say where a leaf stands."""
    return (
        isinstance(node, Words)
        and node.scope not in WORDED
        and all(isinstance(step.part, (*BY_WORD, AnyCluster)) and not step.gap for step in node.steps)
    )


def without_places(node: Node, *, is_needed: bool = False) -> Iterator[Node]:
    """Leaves whose places a query needs and the rows do not say."""
    if isinstance(node, Leaf) and is_needed and not is_by_rows(node):
        yield node
    for child in node.children:
        yield from without_places(child, is_needed=is_needed or isinstance(node, Near | AtLeast))


def parts_of(node: Node) -> list[Part]:
    """The words that a query looks for in the rows, each once."""
    found = [leaf for leaf in leaves(node) if isinstance(leaf, Words) and is_by_rows(leaf)]
    parts = (step.part for leaf in found for step in leaf.steps if not isinstance(step.part, AnyCluster))
    return list(dict.fromkeys(parts))
