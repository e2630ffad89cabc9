"""Words with `*` and `?`."""

import re
from functools import lru_cache

from monitor.matching.folding import fold
from monitor.matching.stream import Stream, beginning_with

_WILD = re.compile(r"([*?]+)")
_LITERAL = re.compile(r"[^*?]+")
_RUN = re.compile(r"[*?]{2,}")


def fold_pattern(written: str) -> str:
    """A word with wildcards, folded around them; runs of them in their shortest form.

    >>> fold_pattern("Organi?ATION**"), fold_pattern("a*?*b")
    ('organi?ation*', 'a?*b')
    """
    folded = "".join(part if part[:1] in ("*", "?") else fold(part) for part in _WILD.split(written))
    return _RUN.sub(lambda run: "?" * run[0].count("?") + "*" * ("*" in run[0]), folded)


def is_wild(written: str) -> bool:
    """Whether there are wildcards in it."""
    return "*" in written or "?" in written


def letters(pattern: str) -> int:
    """How many letters and digits a pattern names."""
    return sum(character.isalnum() for character in pattern)


def literals(pattern: str) -> list[str]:
    """The runs of letters between the wildcards."""
    return _LITERAL.findall(pattern)


@lru_cache(50_000)
def compiled(pattern: str) -> re.Pattern[str]:
    """An expression for a whole word; takes time in proportion to the word, whatever the pattern."""
    first, *rest = pattern.split("*")
    if not rest:
        return re.compile(_segment(first))
    # Each piece is taken where it first fits, and never tried again elsewhere; only the last is tied to the end.
    middle = "".join(f"(?>.*?{_segment(piece)})" for piece in rest[:-1] if piece)
    tail = rest[-1]
    return re.compile(_segment(first) + middle + (f"(?>.*(?<={_segment(tail)}))" if tail else ".*"), re.DOTALL)


def _segment(piece: str) -> str:
    return "".join("." if character == "?" else re.escape(character) for character in piece)


def expand(stream: Stream, pattern: str) -> list[str]:
    """The words of some fields that a folded pattern finds."""
    found = stream.memo.get(pattern)
    if not isinstance(found, list):
        found = stream.memo[pattern] = fitting(stream.sorted_words, pattern)
    return found


def fitting(words: list[str], pattern: str) -> list[str]:
    """Those of some words, which come in order, that a folded pattern finds.

    >>> fitting(["anti", "antic", "tic"], "*tic")
    ['antic', 'tic']
    """
    prefix = _WILD.split(pattern, maxsplit=1)[0]
    likely = beginning_with(words, prefix) if prefix else words
    if pattern == prefix + "*":
        return likely
    if pattern[0] == "*" and not is_wild(pattern[1:]):
        return [word for word in likely if word.endswith(pattern[1:])]
    matches = compiled(pattern).fullmatch
    return [word for word in likely if matches(word)]
