"""What is wrong with a query, or will surprise its author; each with a place, a sentence and a way out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, Self

from monitor.errors import MonitorError

# Of one kind in one query; a list of a thousand words says it often enough.
MOST_TOLD: Final = 20
Code = Literal[
    "E_OPERAND", "E_UNCLOSED_PAREN", "E_UNCLOSED_QUOTE", "E_UNCLOSED_BRACE", "E_ONLY_NEGATIVE",
    "E_WILDCARD_TOO_BROAD", "E_UNKNOWN_FIELD", "E_DISTANCE", "E_REGEX", "E_TOO_DEEP", "E_TOO_LONG",
    "W_IMPLICIT_AND", "W_LOWERCASE_OPERATOR", "W_SYMBOLS_DROPPED", "W_COMMON_TERM",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One error (`E_…`) or warning (`W_…`); `start` and `end` are code points of the query."""

    start: int
    end: int
    code: Code
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the query cannot be used."""
        return self.code.startswith("E_")


class QueryError(MonitorError):
    """Raised by `matching.query.parse`: a query with errors; `problems` holds every one of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{each.message} (character {each.start + 1})" for each in self.problems))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Whole, when it comes out of another process."""
        return type(self), (self.problems,)


class Noted:
    """The problems of one query, of each kind the first ones."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._told: Counter[Code] = Counter()

    def report(self, start: int, end: int, code: Code, message: str, hint: str = "") -> None:
        """Notes a problem."""
        self.note(Problem(start, end, code, message, hint))

    def note(self, problem: Problem) -> None:
        """Keeps a problem, unless there are many of its kind."""
        self._told[problem.code] += 1
        if self._told[problem.code] <= MOST_TOLD:
            self.problems.append(problem)
