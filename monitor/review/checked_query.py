"""A query with its faults underlined where they are, for a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from monitor.matching.problems import Problem
from monitor.matching.query import check
from monitor.review.safe import readable

LONGEST_SHOWN = 4_000


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """What a page shows of a query: the text with marks, errors, warnings."""

    text: str
    shown: Markup
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    language: str = "*"

    @property
    def is_sound(self) -> bool:
        """Whether the query can be used."""
        return bool(self.text.strip()) and not self.errors


def checked(text: str, language: str = "*") -> CheckedQuery:
    """Checks a query.

    >>> str(checked('"ferry').shown)
    '<u class="wrong">&#34;ferry</u>'
    """
    if not text.strip():
        return CheckedQuery(text, Markup(""), (), (), language)
    found = check(text)
    problems = [*found.errors, *found.warnings]
    return CheckedQuery(
        text, Markup("").join(_pieces(text[:LONGEST_SHOWN], problems)), found.errors, found.warnings, language
    )


def _pieces(text: str, problems: list[Problem]) -> Iterator[Markup]:
    at = 0
    for problem in sorted(problems):
        # A fault at the end of the query is shown at its last character.
        start, end = min(problem.start, max(len(text) - 1, 0)), min(max(problem.end, problem.start + 1), len(text))
        if start < at or start >= end:
            continue
        kind = "wrong" if problem.is_error else "odd"
        yield escape(readable(text[at:start]))
        yield Markup('<u class="{}">{}</u>').format(kind, readable(text[start:end]))
        at = end
    yield escape(readable(text[at:]))
