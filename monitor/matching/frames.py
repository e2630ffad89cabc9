"""What the parser has read so far: units with their places, and the groups that are still open."""

from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.matching.lexer import Lexeme
from monitor.matching.near import Link, Near
from monitor.matching.nodes import And, AtLeast, Node, Or, Pattern, Words


class Operand(NamedTuple):
    """A unit with its place, which for a group holds the parentheses."""

    node: Node
    start: int
    end: int


@dataclass
class Frame:
    """A group that is being read: what came behind its opening parenthesis so far."""

    opener: Lexeme | None = None
    scope: str = ""
    counter: Lexeme | None = None  # ATLEAST/n before the parenthesis
    branches: list[list[Operand]] = field(default_factory=lambda: [[]])
    chain: list[Operand] = field(default_factory=list)  # joined by NEAR, or a single one
    links: list[Link] = field(default_factory=list)
    negation: Lexeme | None = None
    waiting: Lexeme | None = None  # an operator without its right side
    label: Lexeme | None = None  # a field without what it is a field of
    counting: Lexeme | None = None  # ATLEAST/n without its group


def combined(kind: type[And] | type[Or], units: list[Operand], text: str) -> Operand:
    """One unit of a query for several; its place begins and ends with the parentheses of the first and the last."""
    if len(units) == 1:
        return units[0]
    start, end = units[0].start, units[-1].end
    nodes = [unit.node for unit in units]
    flat = [part for node in nodes for part in (node.parts if type(node) is kind else (node,))]
    return Operand(kind(start, end, text, tuple(flat)), start, end)


def has_places(node: Node) -> bool:
    """Whether it can stand beside NEAR."""
    if isinstance(node, Or):
        return all(has_places(part) for part in node.parts)
    return isinstance(node, Words | Pattern | AtLeast | Near) or type(node) is Node
