"""What is wrong with a watch, said so that the person who wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.sources.problems import BrokenFileError, Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found, with the place as a compiler gives it.

    `line` and `column` count from 1, 0 where none can be named. `excerpt` is the line of the file
    (or of the query) it is about, `start` and `end` the code points in it that are meant.

    >>> str(Finding("ferry.toml", "the bracket is never closed", "E_UNCLOSED_PAREN", line=2, column=10))
    'ferry.toml:2:10: error: the bracket is never closed [E_UNCLOSED_PAREN]'
    """

    file: str
    message: str
    code: str = ""
    hint: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    start: int = 0
    end: int = 0
    warning: bool = False

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        code = f" [{self.code}]" if self.code else ""
        return f"{place}: {'warning' if self.warning else 'error'}: {self.message}{code}"


class BrokenWatchError(BrokenFileError):
    """Raised by `watches`: a watch that cannot be used, with everything found in it."""

    def __init__(self, problems: Iterable[Problem] = (), findings: Iterable[Finding] = ()) -> None:
        super().__init__(problems)
        self.findings = (*map(as_finding, self.problems), *findings)
        self.args = ("\n".join(str(finding) for finding in self.findings),)


def as_finding(problem: Problem) -> Finding:
    """A problem with a key, as a finding."""
    return Finding(problem.file, problem.message, line=problem.line, warning=problem.warning)
