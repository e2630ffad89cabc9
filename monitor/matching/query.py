"""From what a researcher wrote to a query that can be asked; `check` says everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from monitor.matching.negatives import only_negative
from monitor.matching.nodes import Node
from monitor.matching.parser import Parser
from monitor.matching.problems import Problem, QueryError
from monitor.matching.surprises import surprises


@dataclass(frozen=True, slots=True)
class Query:
    """A query without errors: what was written, and what it means."""

    text: str
    root: Node = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a query. `query` is None exactly where there are errors."""

    query: Query | None
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def check(text: str) -> Checked:
    """Reads a query; takes time in proportion to its length, whatever it is.

    >>> [(each.code, each.start) for each in check("(a OR b").errors]
    [('E_UNCLOSED_PAREN', 0)]
    """
    parser = Parser(text)
    root = parser.parse()
    errors = sorted(each for each in parser.problems if each.is_error)
    if root is not None and not errors:
        errors = list(only_negative(root))
    warnings = [each for each in parser.problems if not each.is_error]
    if root is not None and not errors:
        warnings += surprises(root, warnings)
        return Checked(Query(text, root), (), tuple(sorted(warnings)))
    return Checked(None, tuple(errors), tuple(sorted(warnings)))


def parse(text: str) -> Query:
    """The query; raises QueryError with every problem."""
    checked = check(text)
    if checked.query is None:
        raise QueryError(checked.errors)
    return checked.query


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, in the order in which they were written."""
    if not node.children:
        yield node
    for child in node.children:
        yield from leaves(child)
