"""What is wrong with a source file, said so that the person who wrote it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from monitor.errors import CatalogueError, MonitorError


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `line` is 0 where none can be named; a warning leaves the source usable.

    >>> str(Problem("own/example.toml", "homepage: there is no such key; did you mean home?", line=3))
    'own/example.toml:3: homepage: there is no such key; did you mean home?'
    """

    file: str
    message: str
    line: int = 0
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'warning: ' if self.warning else ''}{self.message}"


class BrokenFileError(MonitorError):
    """Raised by `sources.tables`: a file that cannot be used, with everything found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BrokenSourceError(BrokenFileError, CatalogueError):
    """Raised by `sources.reading`: a source file that cannot be used."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The nearest known word as the end of a sentence, or `otherwise` when none is near.

    >>> did_you_mean("titel", ["title", "home"])
    '; did you mean title?'
    """
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else otherwise
