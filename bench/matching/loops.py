"""What a researcher's own script does: one regular expression for each query, in a loop.

The expression finds any of the wanted words. That is less than the query asks (no AND, NEAR, NOT,
no folding), and so in favour of the loop.
"""

import re

from monitor.matching.groups import Not
from monitor.matching.nodes import Node, Words
from monitor.matching.text import Text


def expression(root: Node) -> re.Pattern[str]:
    """One alternation of all words and phrases of a query but those behind NOT."""
    leaves = [_of_leaf(leaf) for leaf in _wanted(root)]
    return re.compile(rf"\b(?:{'|'.join(leaves)})\b", re.IGNORECASE)


def _wanted(node: Node) -> list[Words]:
    if isinstance(node, Words):
        return [node]
    return [leaf for child in node.children if not isinstance(child, Not) for leaf in _wanted(child)]


def _of_leaf(leaf: Words) -> str:
    words = [re.escape(step.part.key).replace(r"\*", r"\w*").replace(r"\?", r"\w") for step in leaf.sought.steps]
    return r"\W+".join(words)


def hits(expressions: list[re.Pattern[str]], text: Text) -> int:
    """How many expressions find something in title or body."""
    whole = "\n".join(text.fields.values())
    return sum(each.search(whole) is not None for each in expressions)
