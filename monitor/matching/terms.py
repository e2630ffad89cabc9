"""The units of a query as leaves: words, phrases, stems, exact words, hashtags."""

import re
from collections.abc import Iterator

from monitor.matching.characters import INVISIBLE, SUBSTRING, WORD
from monitor.matching.folding import exact, fold
from monitor.matching.parts import AnyCluster, Exact, ExactTag, Part, Plain, Stem, Tag, Wild, WildTag
from monitor.matching.problems import Problem
from monitor.matching.steps import Step
from monitor.matching.tags import tag_key
from monitor.matching.tokens import Token, query_tokens
from monitor.matching.wildcards import fold_pattern, letters
from monitor.matching.wildcards import is_wild as has_wildcard

_TAG = re.compile(f"(?<![{WORD}_])[#＃@＠][{WORD}{SUBSTRING}_*?{INVISIBLE}]+")
_BEHIND_SPACE = re.compile(r"\s")
# Signs that people search for and that no word of ours holds; plain punctuation goes without saying.
_SYMBOLS = re.compile(r"[+$<=>|^~`#%@!\\©®™°€£¥¢₽₹₺§¶†‡\U0001f000-\U0001faff]")


class Unusable(Exception):
    """A unit that cannot be searched for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def steps(written: str, offset: int) -> tuple[Step, ...]:
    """The parts of a term or phrase that begins at a character of the query; raises Unusable."""
    if written.isascii() and written.isalnum():
        return (Step(Plain(fold(written))),)
    tags = {found.start() + 1: found for found in _TAG.finditer(written)}
    found: list[Step] = []
    behind, gap = 0, False
    words = query_tokens(written)
    for index, token in enumerate(words):
        if token.start < behind:
            continue
        if tag := tags.get(token.start):
            found.append(Step(_tag(tag[0], offset + tag.start())))
            behind = tag.end()
        elif _is_any(token):
            if not _is_among_clusters(words, index):
                raise Unusable(_too_broad(offset + token.start, offset + token.end))
            found.extend(Step(AnyCluster(), bool(found)) for _ in range(token.key.count("?")))
            gap = "*" in token.key and bool(found)
        else:
            glued = token.glued and not _BEHIND_SPACE.search(written, words[index - 1].end, token.start)
            after_wildcard = (
                index > 0 and token.is_cluster and _is_any(words[index - 1]) and words[index - 1].end == token.start
            )
            found.append(Step(_part(token, offset), glued or (after_wildcard and not gap), gap and token.is_cluster))
            gap = False
    _check_clusters(found, written, offset)
    return tuple(found)


def _is_any(token: Token) -> bool:
    """Whether it is wildcards alone."""
    return has_wildcard(token.key) and not any(map(str.isalnum, token.key))


def _is_among_clusters(words: list[Token], index: int) -> bool:
    token = words[index]
    before = index > 0 and words[index - 1].is_cluster and words[index - 1].end == token.start
    return before or (index + 1 < len(words) and words[index + 1].is_cluster and words[index + 1].start == token.end)


def _check_clusters(found: list[Step], written: str, offset: int) -> None:
    """A single cluster with wildcards finds nearly everything."""
    wild = any(isinstance(step.part, AnyCluster) or step.gap for step in found) or has_wildcard(written)
    if wild and len(found) == 1 and isinstance(found[0].part, Plain) and letters(written) < 2:
        raise Unusable(_too_broad(offset, offset + len(written)))
    if found and all(isinstance(step.part, AnyCluster) for step in found):
        raise Unusable(_too_broad(offset, offset + len(written)))


def _part(token: Token, offset: int) -> Part:
    if not has_wildcard(token.key):
        return Plain(token.key)
    pattern = fold_pattern(token.key)
    if letters(pattern) < 2:
        raise Unusable(_too_broad(offset + token.start, offset + token.end))
    return Wild(pattern)


def _tag(written: str, start: int) -> Part:
    if not has_wildcard(written):
        return Tag(tag_key(written))
    pattern = tag_key(written[0])[0] + fold_pattern(written[1:])
    if letters(pattern) < 2:
        raise Unusable(_too_broad(start, start + len(written)))
    return WildTag(pattern)


def _too_broad(start: int, end: int) -> Problem:
    message = "A word with * or ? needs at least two letters beside them; this would find nearly everything."
    return Problem(start, end, "E_WILDCARD_TOO_BROAD", message, "Write more of the word, such as tortur*.")


def exact_steps(written: str) -> tuple[Step, ...]:
    """The parts of what stands in braces."""
    tags = {found.start() + 1: found for found in _TAG.finditer(written)}
    found: list[Step] = []
    behind = 0
    for token in query_tokens(written.replace("*", " ").replace("?", " ")):
        if token.start < behind:
            continue
        if tag := tags.get(token.start):
            found.append(Step(ExactTag(exact(tag[0]))))
            behind = tag.end()
        else:
            found.append(Step(Exact(exact(written[token.start : token.end])), token.glued and bool(found)))
            behind = token.end
    return tuple(found)


def stem_steps(written: str, offset: int) -> tuple[Step, ...]:
    """The parts of `~word`; raises Unusable where it also has wildcards."""
    if has_wildcard(written):
        message = "A word has either ~ for its inflections or * for any ending."
        raise Unusable(Problem(offset - 1, offset + len(written), "E_OPERAND", message, "Leave out one of them."))
    return tuple(
        Step(Plain(token.key), token.glued)
        if token.is_cluster
        else Step(Stem(written[token.start : token.end].replace(".", "").lower()))
        for token in query_tokens(written)
    )


def dropped_symbols(written: str) -> Iterator[str]:
    """The signs in a unit that play no part in the search."""
    behind = 0
    for token in (*_tags_and_words(written), (len(written), len(written))):
        yield from _SYMBOLS.findall(written[behind : max(behind, token[0])])
        behind = max(behind, token[1])


def _tags_and_words(written: str) -> list[tuple[int, int]]:
    words = [(token.start, token.end) for token in query_tokens(written)]
    return sorted([*words, *(found.span() for found in _TAG.finditer(written))])
