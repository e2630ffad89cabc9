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
    query, problems = _read(text)
    errors = tuple(each for each in problems if each.is_error)
    warnings = [each for each in problems if not each.is_error]
    if query is not None:
        warnings += surprises(query.root, warnings)
    return Checked(query, errors, tuple(sorted(warnings)))


def _read(text: str) -> tuple[Query | None, list[Problem]]:
    """The query, None where there are errors, and all problems that reading it shows, in order."""
    parser = Parser(text)
    root, problems = parser.parse(), parser.noted.problems
    if root is not None and not any(each.is_error for each in problems):
        problems += only_negative(root)
    usable = root is not None and not any(each.is_error for each in problems)
    return Query(text, root) if usable and root is not None else None, sorted(problems)


def parse(text: str) -> Query:
    """The query; raises QueryError with every problem."""
    query, problems = _read(text)
    if query is None:
        raise QueryError(each for each in problems if each.is_error)
    return query


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, in the order in which they were written."""
    if not node.children:
        yield node
    for child in node.children:
        yield from leaves(child)
