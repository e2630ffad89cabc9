"""A text as words with their places: whole words where a script has spaces, single clusters where it has none."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from monitor.matching.characters import (
    APOSTROPHES,
    CYRILLIC,
    EXTENDING,
    GERESH,
    HAN,
    HEBREW,
    INVISIBLE,
    STACKERS,
    SUBSTRING,
    WORD,
)
from monitor.matching.folding import fold
from monitor.matching.latin import ACRONYM, has_acronyms
from monitor.matching.memory import LONGEST, remembered


class Token(NamedTuple):
    """One word, or one cluster of a script without spaces, in code points of the original text.

    `glued` says that it continues the cluster before it: nothing stands between them, or white
    space between two Han characters.
    """

    key: str
    start: int
    end: int
    is_cluster: bool = False
    glued: bool = False


_JOINTS = (
    f"[{INVISIBLE}]+|(?<=[{CYRILLIC}])[{APOSTROPHES}](?=[{CYRILLIC}])|(?<=[{HEBREW}])[{GERESH}](?=[{HEBREW}])"
    "|[\u055b\u055c\u055e]"
)


_JOINED = f"[{STACKERS}][{SUBSTRING}]|(?<=\u0e4d)\u0e32|(?<=\u0ecd)\u0eb2|[{EXTENDING}]"
_CLUSTERS = f"[{SUBSTRING}](?:{_JOINED})*(?<![{INVISIBLE}])"
_WORDS = f"[{WORD}]+(?:(?:{_JOINTS})[{WORD}]+)*"


def _pattern(word: str) -> re.Pattern[str]:
    """What finds tokens: group 1 dotted acronyms, 2 clusters, 3 words, made of the given characters."""
    return re.compile(f"({ACRONYM.replace(WORD, word)})|({_CLUSTERS})|({_WORDS.replace(WORD, word)})")


_TOKENS = _pattern(WORD)
_QUERY_TOKENS = _pattern(WORD + "*?")
_CUT = re.compile("(" + re.sub(r"\((?!\?)", "(?:", _TOKENS.pattern) + ")")
# Quicker ones for texts without acronyms, and without anything but ASCII.
_CUT_WORDS = re.compile(f"({_WORDS}|{_CLUSTERS})")
_CUT_ASCII = re.compile("([0-9A-Za-z]+)")
_CLUSTER = re.compile(f"[{SUBSTRING}]")
_BETWEEN_HAN = re.compile(rf"(?:\s|[{INVISIBLE}])*")
_NOTHING = re.compile(f"[{INVISIBLE}]*")
_HAN = re.compile(f"[{HAN}]")
_SEVERAL = "\0"
_MOST = 200_000  # tokens remembered, some 30 MB
_PARTS = re.compile(f"[{SUBSTRING}][{EXTENDING}]*|[{WORD}{APOSTROPHES}]+")


def cut(text: str) -> list[str]:
    """A text in pieces: what stands before the first token, the token, what stands behind it, and so on.

    >>> cut("The U.N. says")
    ['', 'The', ' ', 'U.N.', ' ', 'says', '']
    """
    return _cutting(text).split(text)


def _cutting(text: str) -> re.Pattern[str]:
    if has_acronyms(text):
        return _CUT
    return _CUT_ASCII if text.isascii() else _CUT_WORDS


def keys(text: str) -> list[str]:
    """The keys of a text, several for a character that stands for several words.

    >>> keys("The U.N. says: 中国5G ½")
    ['the', 'un', 'says', '中', '国', '5g', '1', '2']
    """
    written = _cutting(text).findall(text)
    found = list(map(_keys.__getitem__, written))
    if _SEVERAL not in found:
        return found
    return [
        part for raw, key in zip(written, found, strict=True) for part in (_apart(raw) if key == _SEVERAL else [key])
    ]


def _apart(raw: str) -> list[str]:
    return [token.key for token in tokens(raw)]


def has_several(pieces: list[str]) -> bool:
    """Whether a token of a cut text stands for several words, or for none."""
    return _SEVERAL in map(_keys.__getitem__, pieces[1::2])


def clusters(pieces: list[str]) -> Iterator[tuple[int, bool]]:
    """The numbers of the tokens of a cut text that are clusters, and whether they are glued.

    >>> list(clusters(cut("A 中国 人。权")))
    [(1, False), (2, True), (3, True), (4, False)]
    """
    before = _Kind.WORD
    for number, (between, raw) in enumerate(zip(pieces[0::2], pieces[1::2], strict=False)):
        kind = _kinds[raw]
        if kind:
            is_glued = before and kind != _Kind.SIGN and (not between or _is_blank(between, before, kind))
            yield number, bool(is_glued)
        before = kind


def _is_blank(between: str, before: int, kind: int) -> bool:
    """Whether what stands between two clusters is nothing."""
    blank = _BETWEEN_HAN if before == kind == _Kind.HAN else _NOTHING
    return blank.fullmatch(between) is not None


def has_clusters(text: str) -> bool:
    """Whether a text has letters of a script without spaces, or signs that stand for them."""
    return not text.isascii() and _CLUSTER.search(text) is not None


class _Kind(IntEnum):
    WORD = 0
    CLUSTER = 1
    HAN = 2
    SIGN = 3  # one that stands for a Han character, such as those beside lines of Kanbun


class _Kinds(dict[str, _Kind]):
    """Token as written -> what it is; found out when first asked for."""

    def __missing__(self, raw: str) -> _Kind:
        if len(self) >= _MOST:
            self.clear()
        if _CLUSTER.match(raw):
            kind = _Kind.HAN if _HAN.match(raw) else _Kind.CLUSTER
        else:
            kind = _Kind.SIGN if _HAN.match(fold(raw)) else _Kind.WORD
        if len(raw) <= LONGEST:
            self[raw] = kind
        return kind


class _Keys(dict[str, str]):
    """Token as written -> its key, or `_SEVERAL`; made when first asked for."""

    def __missing__(self, raw: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        key = fold(raw.replace(".", ""))
        is_single = _parts(key) == (key,) or (_CLUSTER.match(raw) and key and not "\u3200" <= raw[0] <= "\u33ff")
        found = key if is_single else _SEVERAL
        if len(raw) <= LONGEST:
            self[raw] = found
        return found


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text in its order.

    >>> [token.key for token in tokens("The U.N. says: L’État, 中国5G")]
    ['the', 'un', 'says', 'l', 'etat', '中', '国', '5g']
    """
    last = Token("", 0, 0)
    for found in _TOKENS.finditer(text):
        raw, (start, end) = found[0], found.span()
        for token in _made(text, Token(raw, start, end, found.lastindex == 2), found.lastindex == 1, last):
            yield token
            last = token


def query_tokens(text: str) -> list[Token]:
    """The words of a part of a query; `*` and `?` belong to words, and `key` is as it was written.

    >>> [token.key for token in query_tokens("anti-tortur*")]
    ['anti', 'tortur*']
    """
    found, last = [], Token("", 0, 0)
    for match in _QUERY_TOKENS.finditer(text):
        raw, (start, end) = match[0], match.span()
        if "*" in raw or "?" in raw:
            last = Token(raw, start, end)
            found.append(last)
        else:
            found += _made(text, Token(raw, start, end, match.lastindex == 2), match.lastindex == 1, last)
            last = found[-1] if found else last
    return found


def _made(text: str, raw: Token, is_acronym: bool, last: Token) -> Iterator[Token]:
    """The token as it is compared; several for a character that stands for several words, such as ﷺ or ㍿."""
    key = fold(raw.key.replace(".", "") if is_acronym else raw.key)
    parts = (key,) if raw.is_cluster and not "\u3200" <= raw.key[0] <= "\u33ff" else _parts(key)
    for index, part in enumerate(filter(None, parts)):
        glued = raw.is_cluster and (index > 0 or _is_glued(text, last, raw))
        last = Token(part, raw.start, raw.end, raw.is_cluster or bool(_HAN.match(part)), glued)
        yield last


@remembered(8192)
def _parts(key: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(key))


def _is_glued(text: str, last: Token, token: Token) -> bool:
    if not last.is_cluster or last.end == token.start:
        return last.is_cluster
    if _HAN.match(text, last.start) and _HAN.match(text, token.start):
        return _BETWEEN_HAN.fullmatch(text, last.end, token.start) is not None
    return _NOTHING.fullmatch(text, last.end, token.start) is not None


_keys = _Keys()
_kinds = _Kinds()
