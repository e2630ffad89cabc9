"""Every kind of node of a query but `near.Near` and `facts.Fact`."""

from monitor.matching.groups import And, AtLeast, Group, Not, Or
from monitor.matching.leaf_nodes import Leaf, Pattern, Words
from monitor.matching.node import MOST_PLACES, ROW, ROWS, Extent, Extents, Node

__all__ = [
    "MOST_PLACES", "ROW", "ROWS", "And", "AtLeast", "Extent", "Extents", "Group", "Leaf", "Node", "Not", "Or",
    "Pattern", "Words",
]  # fmt: skip
