"""A query as a question to the index."""

from collections.abc import Iterable, Iterator, Mapping

from monitor.matching.facts import Fact
from monitor.matching.near import Link, Near
from monitor.matching.nodes import And, AtLeast, Node, Not, Or, Pattern, Words
from monitor.matching.parts import Plain
from monitor.search.bounds import ALL, ANYTHING, Bounds, Query, any_of, at_most, both, either, every, negated
from monitor.search.leaves import Leaves
from monitor.search.schema import is_long
from monitor.search.snapshot import Snapshot
from monitor.sources.model import Source

# Pairs of words that one NEAR asks the index for; with more of them it asks for both sides only.
MOST_PAIRS = 64


class Translator:
    """Translates for one state of the index."""

    def __init__(self, snapshot: Snapshot, sources: Mapping[str, Source], within: Query = ALL) -> None:
        self.leaves = Leaves(snapshot, sources, within)

    def bounds(self, node: Node) -> Bounds:
        """Between which items those lie that satisfy a part of a query; odd items may lie elsewhere."""
        if isinstance(node, Words):
            return self.leaves.words(node)
        if isinstance(node, Near):
            return self._near(node)
        if isinstance(node, Fact):
            return self.leaves.fact(node)
        return self._joined(node, [self.bounds(child) for child in node.children])

    def _joined(self, node: Node, parts: list[Bounds]) -> Bounds:
        if isinstance(node, And | Or):
            return both(parts) if isinstance(node, And) else any_of(parts)
        if isinstance(node, Not):
            return negated(parts[0])
        if isinstance(node, AtLeast):
            return parts[0] if node.count == 1 else at_most(parts[0].upper)
        return ANYTHING

    def _near(self, node: Near) -> Bounds:
        sides = [_single(operand) for operand in node.operands]
        if len(sides) == 2 and sides[0] and sides[1] and len(sides[0]) * len(sides[1]) <= MOST_PAIRS:
            return any_of([self._pair(one, other, node.links[0]) for one in sides[0] for other in sides[1]])
        return at_most(every(self.bounds(operand).upper for operand in node.operands))

    def _pair(self, one: str, other: str, link: Link) -> Bounds:
        """Two words near each other; Tantivy counts an exchange of neighbours as two steps."""
        parts = [self.leaves.word(one), self.leaves.word(other)]
        if one == other:
            return at_most(parts[0].upper)
        forth = self.leaves.row([one, other], link.distance - 1)
        if link.ordered:
            surely = self.leaves.row([one, other], min(link.distance - 1, 1))
            rows = Bounds(surely, forth)
        else:
            back = self.leaves.row([other, one], link.distance - 1)
            row = either([forth, back])
            rows = Bounds(row, row)
        upper = self.leaves.unless_variant([one, other], rows.upper, parts)
        return rows if upper is rows.upper else Bounds(rows.lower, upper)

    def parts(self, node: Node, within: Bounds) -> Iterator[tuple[str, Bounds]]:
        """Each leaf that can have places, as it was written, with the items in which it has some.

        `within` are the items in which all that the node is a part of holds.
        """
        if isinstance(node, Words | Pattern):
            yield node.source, both([within, self.bounds(node)])
        elif isinstance(node, Near):
            yield from self._near_parts(node, within)
        elif not isinstance(node, Not):
            inside = within if isinstance(node, Or) else both([within, self.bounds(node)])
            for child in node.children:
                yield from self.parts(child, inside)

    def _near_parts(self, node: Near, within: Bounds) -> Iterator[tuple[str, Bounds]]:
        """The leaves of a NEAR; known where both sides are single words or one of several."""
        bounds = self.bounds(node)
        sides = [_single(operand) for operand in node.operands]
        known = len(sides) == 2 and all(sides) and len(sides[0]) * len(sides[1]) <= MOST_PAIRS
        for turn, operand in enumerate(node.operands):
            for leaf in _word_leaves(operand):
                if known and isinstance(leaf, Words):
                    others = sides[1 - turn]
                    key = leaf.steps[0].part.key
                    pairs = [self._pair(*((key, one) if turn == 0 else (one, key)), node.links[0]) for one in others]
                    yield leaf.source, both([within, any_of(pairs)])
                else:
                    yield leaf.source, at_most(every([within.upper, bounds.upper, self.bounds(leaf).upper]))


def _single(operand: Node) -> list[str]:
    """The words of an operand that is one plain word, or one of several; [] for any other."""
    found = []
    for part in operand.children if isinstance(operand, Or) else (operand,):
        if not (isinstance(part, Words) and not part.scope and len(part.steps) == 1):
            return []
        word = part.steps[0].part
        if not isinstance(word, Plain) or is_long(word.key):
            return []
        found.append(word.key)
    return found


def _word_leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, Words | Pattern):
        yield node
    elif not isinstance(node, Not):
        for child in node.children:
            yield from _word_leaves(child)


def title_words(node: Node) -> Iterable[str]:
    """The plain words of a query, which weigh more where they stand in a title."""
    for leaf in _word_leaves(node):
        if isinstance(leaf, Words):
            yield from (
                step.part.key for step in leaf.steps if isinstance(step.part, Plain) and not is_long(step.part.key)
            )
