"""A query as a question to the index."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from monitor.matching.facts import Fact
from monitor.matching.near import Link, Near
from monitor.matching.nodes import And, AtLeast, Node, Not, Or, Pattern, Words
from monitor.matching.parts import Plain
from monitor.search.bounds import ALL, ANYTHING, Bounds, Query, any_of, at_most, both, either, every, exactly, negated
from monitor.search.leaves import Leaves, glued_pairs, plain_keys
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
        sides = _sides(node)
        if sides is not None:
            return any_of([self._pair(one, other, node.links[0]) for one in sides[0] for other in sides[1]])
        return at_most(every(self.bounds(operand).upper for operand in node.operands))

    def _pair(self, one: Words, other: Words, link: Link) -> Bounds:
        """Two words near each other, for the index to decide; of two phrases, items where they may be."""
        first, second = _keys(one), _keys(other)
        parts = [self.leaves.word(first[0]), self.leaves.word(second[0])]
        if len(first) == len(second) == 1:
            return self._words(first[0], second[0], link, parts)
        phrases = [self.bounds(one).upper, self.bounds(other).upper]
        if first[0] == second[0]:
            return at_most(every(phrases))
        wider = replace(link, distance=link.distance + max(len(first), len(second)) - 1)
        return at_most(every([*phrases, self._words(first[0], second[0], wider, parts).upper]))

    def _words(self, one: str, other: str, link: Link, parts: list[Bounds]) -> Bounds:
        places = _places(link, is_same=one == other)
        row = either([self.leaves.row([(0, one), (place, other)], slop) for place, slop in places])
        upper = self.leaves.unless_variant([one, other], row, parts)
        return exactly(row) if upper is row else Bounds(row, upper)

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
        sides = _sides(node)
        if sides is not None and all(len(_keys(leaf)) == 1 for side in sides for leaf in side):
            for turn, side in enumerate(sides):
                for leaf in side:
                    pairs = [(leaf, one) if turn == 0 else (one, leaf) for one in sides[1 - turn]]
                    found = any_of([self._pair(*pair, node.links[0]) for pair in pairs])
                    yield leaf.source, both([within, found])
            return
        upper = every([within.upper, self.bounds(node).upper])
        for operand in node.operands:
            for part in _word_leaves(operand):
                yield part.source, at_most(every([upper, self.bounds(part).upper]))


def _places(link: Link, *, is_same: bool) -> list[tuple[int, int]]:
    """Where the second word of a NEAR may stand behind the first one: a place, and how far from it to either side.

    The place of the first word itself may be among these, unless it is looked for twice.

    >>> _places(Link(4, ordered=False), is_same=False), _places(Link(4, ordered=True), is_same=False)
    ([(0, 4)], [(2, 2)])
    >>> _places(Link(4, ordered=False), is_same=True)
    [(2, 1), (3, 1)]
    """
    reach = link.distance
    if is_same:
        half = (reach - 1) // 2
        return list(dict.fromkeys([(half + 1, half), (reach - half, half)]))
    return [((reach + 1) // 2, reach // 2)] if link.ordered else [(0, reach)]


def _sides(node: Near) -> list[list[Words]] | None:
    """What stands on both sides of a NEAR, where that is plain words and phrases and there are not too many."""
    sides = [_plain(operand) for operand in node.operands]
    if len(sides) == 2 and all(sides) and len(sides[0]) * len(sides[1]) <= MOST_PAIRS:
        return sides
    return None


def _plain(operand: Node) -> list[Words]:
    """An operand that is one plain word or phrase, or one of several; [] for any other."""
    parts = operand.children if isinstance(operand, Or) else (operand,)
    found = [part for part in parts if isinstance(part, Words) and not part.scope and _keys(part)]
    return found if len(found) == len(parts) else []


def _keys(leaf: Words) -> list[str]:
    """The words of a leaf, [] where it is more than plain words that the index has."""
    keys = plain_keys(leaf.steps) or []
    return [] if glued_pairs(leaf.steps) or any(map(is_long, keys)) else keys


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
