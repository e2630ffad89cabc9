"""A query as tokens: operators, parentheses, fields, and the units between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.matching.characters import GERESH, HEBREW, INVISIBLE
from monitor.matching.problems import Problem
from monitor.matching.text import MAIN, META

Kind = Literal[
    "(", ")", "AND", "OR", "NOT", "NEAR", "ONEAR", "ATLEAST", "field", "term", "phrase", "exact", "stem", "regex"
]
FIELDS = (*MAIN, *META)
QUOTES = '"“”„«»‟＂'
_SPACE = re.compile(rf"[\s\x00-\x1f{INVISIBLE}]+")
_END = rf"(?=[\s()（）{{}}{QUOTES}{INVISIBLE}\x00]|$)"
_OPERATOR = re.compile(rf"(AND|OR|NOT){_END}")
_COUNTED = re.compile(rf"(NEAR|ONEAR|ATLEAST)(?:/([^\s()（）{QUOTES}{{}}]*))?{_END}")
_FIELD = re.compile(r"([^\W\d_][\w-]*)([:：])")
_TERM = re.compile(rf"(?:[^\s\x00()（）{{}}{QUOTES}]|(?<=[{HEBREW}])[{GERESH}](?=[{HEBREW}]))+")
_REGEX = re.compile(r"/((?:[^/\\]|\\.)*)/", re.DOTALL)
_SINGLE: dict[str, Kind] = {"(": "(", "（": "(", ")": ")", "）": ")", "-": "NOT"}
# Not the sign inside a Hebrew abbreviation.
_QUOTE = re.compile(f"(?<![{HEBREW}])[{QUOTES}]|[{QUOTES}](?![{HEBREW}])")


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query. `text` is what stands inside, from `inner` on.

    `number` is the n of NEAR/n, -1 if unusable.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    inner: int = 0
    number: int = 0


class Broken(Exception):
    """Nothing behind this place can be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def lexemes(query: str) -> Iterator[Lexeme]:
    """The pieces in their order; raises Broken at a quotation mark, brace or slash without its other half."""
    at, is_value = 0, False
    while True:
        space = _SPACE.match(query, at)
        at = space.end() if space else at
        if at >= len(query):
            return
        found = _next(query, at, is_value)
        yield found
        at, is_value = found.end, found.kind == "field" and found.text.lower() in META


def _next(query: str, at: int, is_value: bool) -> Lexeme:
    character = query[at]
    if kind := _SINGLE.get(character):
        return Lexeme(kind, at, at + 1)
    if character in QUOTES:
        return _quoted(query, at)
    if character == "{":
        return _braced(query, at)
    if character == "}":
        message = "This brace was never opened."
        hint = "Take it out, or put a { before the exact word."
        raise Broken(Problem(at, at + 1, "E_UNCLOSED_BRACE", message, hint))
    if character == "/":
        return _regex(query, at)
    return _operator(query, at) or (not is_value and _field(query, at)) or _word(query, at)


def _quoted(query: str, at: int) -> Lexeme:
    close = _QUOTE.search(query, at + 1)
    if close is None:
        message = "This quotation mark is never closed."
        raise Broken(
            Problem(at, len(query), "E_UNCLOSED_QUOTE", message, 'Put a " behind the last word of the phrase.')
        )
    return Lexeme("phrase", at, close.end(), query[at + 1 : close.start()], at + 1)


def _braced(query: str, at: int) -> Lexeme:
    close = query.find("}", at)
    if close < 0:
        message = "This brace is never closed."
        raise Broken(Problem(at, len(query), "E_UNCLOSED_BRACE", message, "Put a } behind the last exact word."))
    return Lexeme("exact", at, close + 1, query[at + 1 : close], at + 1)


def _regex(query: str, at: int) -> Lexeme:
    found = _REGEX.match(query, at)
    if found is None:
        message = "This regular expression is never closed."
        hint = (
            "Put a / behind it; a / inside is written \\/. To find words around a slash, put them in quotation marks."
        )
        raise Broken(Problem(at, len(query), "E_REGEX", message, hint))
    return Lexeme("regex", at, found.end(), found[1], at + 1)


def _operator(query: str, at: int) -> Lexeme | None:
    if found := _OPERATOR.match(query, at):
        kind: Kind = "AND" if found[1] == "AND" else "OR" if found[1] == "OR" else "NOT"
        return Lexeme(kind, at, found.end())
    if found := _COUNTED.match(query, at):
        counted: Kind = "NEAR" if found[1] == "NEAR" else "ONEAR" if found[1] == "ONEAR" else "ATLEAST"
        return Lexeme(counted, at, found.end(), number=_number(found[2] or ""))
    return None


def _number(written: str) -> int:
    written = written.strip("\u200e\u200f\ufeff")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 7 else -1


def _field(query: str, at: int) -> Lexeme | None:
    found = _FIELD.match(query, at)
    if found is None or (found[2] == "：" and found[1].lower() not in FIELDS):
        return None
    return Lexeme("field", at, found.end(), found[1])


def _word(query: str, at: int) -> Lexeme:
    begin = at + (query[at] == "~")
    found = _TERM.match(query, begin)
    end = found.end() if found else max(begin, at + 1)
    return Lexeme("stem" if begin > at else "term", at, end, query[begin:end], begin)
