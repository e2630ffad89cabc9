"""Units of a query as leaves of its tree."""

from dataclasses import replace
from functools import lru_cache

import re2

from monitor.matching.facts import FACTS, Fact, known_value
from monitor.matching.lexer import Kind, Lexeme
from monitor.matching.nodes import Node, Pattern, Words
from monitor.matching.problems import Problem
from monitor.matching.regexes import Regex, compiled
from monitor.matching.sought import Sought
from monitor.matching.terms import Unusable, exact_steps, stem_steps, steps

# What other tools write for operators.
_HINTS = {
    "": "Write a word here.",
    **dict.fromkeys(("&", "&&", "+"), "Write AND where both must be there; for a phrase use quotation marks."),
    **dict.fromkeys(("|", "||"), "Write OR where one of the two is enough."),
    "!": "Write NOT before what must not be there.",
}


def leaf(lexeme: Lexeme, scope: str, query: str, start: int) -> Node:
    """The leaf of a unit, which begins at `start` of the query; raises Unusable."""
    regex = _regex(lexeme) if lexeme.kind == "regex" else None
    if scope in FACTS:
        value = known_value(scope, lexeme.text)
        if not value:
            raise _nothing(lexeme)
        return Fact(start, lexeme.end, query, scope, value, regex)
    if regex is not None:
        return Pattern(start, lexeme.end, query, scope, regex)
    return Words(start, lexeme.end, query, sought=_sought_by(lexeme, scope))


def _sought_by(lexeme: Lexeme, scope: str) -> Sought:
    try:
        found = _sought(lexeme.kind, lexeme.text, scope)
    except Unusable as error:
        problem = error.problem
        start, end = lexeme.inner + problem.start, lexeme.inner + problem.end
        raise Unusable(replace(problem, start=start, end=end)) from error
    if found is None:
        raise _nothing(lexeme)
    return found


@lru_cache(100_000)
def _sought(kind: Kind, text: str, scope: str) -> Sought | None:
    """What a unit looks for, None where it has no letter and no digit; places of problems count from its text."""
    if kind == "exact":
        found = exact_steps(text)
    elif kind == "stem":
        found = stem_steps(text, 0)
    else:
        found = steps(text, 0)
    return Sought.of(scope, found) if found else None


def _regex(lexeme: Lexeme) -> Regex:
    if not lexeme.text:
        message, hint = "This regular expression is empty.", "Write what it shall find between the slashes."
        raise Unusable(Problem(lexeme.start, lexeme.end, "E_REGEX", message, hint))
    try:
        return compiled(lexeme.text)
    except re2.error as error:
        reason = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error)
        hint = "RE2 knows no look-around and no back-references, and repeats at most 1,000 times."
        message = f"This regular expression cannot be used: {reason}."
        raise Unusable(Problem(lexeme.start, lexeme.end, "E_REGEX", message, hint)) from error


def _nothing(lexeme: Lexeme) -> Unusable:
    """For a unit without a single letter or digit."""
    message = "There is no letter and no digit here to search for."
    hint = _HINTS.get(lexeme.text.strip(), r"Signs are found with a regular expression, such as /C\+\+/.")
    return Unusable(Problem(lexeme.start, lexeme.end, "E_OPERAND", message, hint))
