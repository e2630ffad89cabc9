"""Units of a query as leaves of its tree."""

import re2

from monitor.matching.facts import FACTS, Fact, known_value
from monitor.matching.lexer import Lexeme
from monitor.matching.nodes import Node, Pattern, Words
from monitor.matching.problems import Problem
from monitor.matching.regexes import Regex, compiled
from monitor.matching.terms import Unusable, exact_steps, stem_steps, steps


def leaf(lexeme: Lexeme, scope: str, source: str) -> Node:
    """The leaf of a unit, as it was written in `source`; raises Unusable."""
    regex = _regex(lexeme) if lexeme.kind == "regex" else None
    if scope in FACTS:
        value = known_value(scope, lexeme.text)
        if not value:
            raise _nothing(lexeme)
        return Fact(lexeme.start, lexeme.end, source, scope, value, regex)
    if regex is not None:
        return Pattern(lexeme.start, lexeme.end, source, scope, regex)
    return _words(lexeme, scope, source)


def _words(lexeme: Lexeme, scope: str, source: str) -> Words:
    if lexeme.kind == "exact":
        found = exact_steps(lexeme.text)
    elif lexeme.kind == "stem":
        found = stem_steps(lexeme.text, lexeme.inner)
    else:
        found = steps(lexeme.text, lexeme.inner)
    if not found:
        raise _nothing(lexeme)
    return Words(lexeme.start, lexeme.end, source, scope, found)


def _regex(lexeme: Lexeme) -> Regex:
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
    hint = (
        r"Signs are found with a regular expression, such as /C\+\+/." if lexeme.text.strip() else "Write a word here."
    )
    return Unusable(Problem(lexeme.start, lexeme.end, "E_OPERAND", message, hint))
