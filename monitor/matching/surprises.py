"""Queries that are right and will still surprise whoever wrote them."""

import re
from collections.abc import Iterator
from itertools import islice

from monitor.matching.common_words import COMMON_WORDS
from monitor.matching.nodes import And, Node, Not, Or, Words
from monitor.matching.parts import Plain
from monitor.matching.problems import Problem
from monitor.matching.terms import dropped_symbols
from monitor.matching.text import WORDED

_OPERATOR = re.compile(r"(?:and|or|not|and not)|(?:o?near|atleast)/\d*", re.IGNORECASE)
_LABEL = re.compile(r"^[^\W\d_][\w-]*[:：]\s*")
_COMMON = COMMON_WORDS | {"and", "or", "not"}
# In capitals nobody means the word, which is common in French alone.
_NAMES = frozenset(("un",))
_MOST = 20  # of one kind in one query


def surprises(root: Node, implicit: list[Problem]) -> list[Problem]:
    """Warnings of lower-case operators, dropped signs and common words; `implicit` are those of missing operators."""
    lowercase = list(_lowercase(root, implicit))
    told = {problem.start for problem in lowercase}
    common = (problem for problem in _common(root) if problem.start not in told)
    return [problem for problems in (lowercase, _symbols(root), common) for problem in islice(problems, _MOST)]


def _words(node: Node) -> Iterator[Words]:
    if isinstance(node, Words):
        yield node
    for child in node.children:
        yield from _words(child)


def _lowercase(root: Node, implicit: list[Problem]) -> Iterator[Problem]:
    """Words that look like operators, where nothing but a space joins them to the rest."""
    starts = {problem.start for problem in implicit}
    words = list(_words(root))
    for index, leaf in enumerate(words):
        behind = words[index + 1].start if index + 1 < len(words) else -1
        if _OPERATOR.fullmatch(leaf.source) and ("/" in leaf.source or leaf.start in starts or behind in starts):
            message = f"“{leaf.source}” is searched for as a word."
            hint = f"Operators are written in capitals: {leaf.source.upper()}."
            yield Problem(leaf.start, leaf.end, "W_LOWERCASE_OPERATOR", message, hint)


def _symbols(root: Node) -> Iterator[Problem]:
    for leaf in _words(root):
        if signs := "".join(dropped_symbols(_inside(leaf))):
            words = " ".join(step.part.key.lstrip("{~") for step in leaf.steps)
            message = f"Signs play no part in a search: without {signs[:20]} this finds “{words[:80]}”."
            hint = "To find the signs too, write a regular expression between slashes."
            yield Problem(leaf.start, leaf.end, "W_SYMBOLS_DROPPED", message, hint)


def _inside(leaf: Words) -> str:
    """What was written, without its field, quotation marks, braces or ~."""
    return _LABEL.sub("", leaf.source, count=1).strip('"“”„«»‟＂{}').removeprefix("~")


def _common(root: Node) -> Iterator[Problem]:
    """Common words that are asked for by themselves, not in a phrase, with NEAR or after NOT."""
    if isinstance(root, And | Or):
        for part in root.parts:
            yield from _common(part)
    elif isinstance(root, Not):
        yield from _common(root.child)
    elif isinstance(root, Words) and (word := _single(root)) in _COMMON:
        if root.source.isupper() and word in _NAMES:
            return
        in_braces = f"Capitals count only in braces: {{{root.source}}}."
        hint = in_braces if root.source.isupper() else "Use it in a phrase, or leave it out."
        yield Problem(root.start, root.end, "W_COMMON_TERM", f"“{root.source}” stands in nearly every text.", hint)


def _single(leaf: Words) -> str:
    """The folded word that a leaf looks for in title or body, "" where it looks for anything else."""
    part = leaf.steps[0].part
    is_single = len(leaf.steps) == 1 and isinstance(part, Plain) and leaf.scope not in WORDED
    return part.key if is_single else ""
