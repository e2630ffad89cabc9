"""A text as words with their places: whole words where a script has spaces, single clusters where it has none."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.matching.characters import (
    APOSTROPHES,
    CYRILLIC,
    EXTENDING,
    GERESH,
    HAN,
    HEBREW,
    INVISIBLE,
    LETTER,
    STACKERS,
    SUBSTRING,
    WORD,
)
from monitor.matching.folding import fold


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


def _pattern(word: str) -> re.Pattern[str]:
    """What finds tokens: group 1 dotted acronyms, 2 clusters, 3 words made of the given characters."""
    joined = f"[{STACKERS}][{SUBSTRING}]|(?<=\u0e4d)\u0e32|(?<=\u0ecd)\u0eb2|[{EXTENDING}]"
    cluster = f"[{SUBSTRING}](?:{joined})*(?<![{INVISIBLE}])"
    letter = f"[{LETTER}](?:(?=[^\x00-\x7f])[{EXTENDING}])*"
    acronym = f"(?:{letter}\\.){{2,}}(?![{word}])|(?:{letter}\\.)+{letter}(?![{word}])"
    return re.compile(f"({acronym})|({cluster})|([{word}]+(?:(?:{_JOINTS})[{word}]+)*)")


_TOKENS = _pattern(WORD)
_QUERY_TOKENS = _pattern(WORD + "*?")
_ASCII_TOKENS = re.compile(
    r"((?:[A-Za-z]\.){2,}(?![0-9A-Za-z])|(?:[A-Za-z]\.)+[A-Za-z](?![0-9A-Za-z]))|([^\x00-\x7f])|([0-9A-Za-z]+)"
)
_BETWEEN_HAN = re.compile(rf"(?:\s|[{INVISIBLE}])*")
_NOTHING = re.compile(f"[{INVISIBLE}]*")
_HAN = re.compile(f"[{HAN}]")
_PARTS = re.compile(f"[{SUBSTRING}][{EXTENDING}]*|[{WORD}{APOSTROPHES}]+")


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text in its order.

    >>> [token.key for token in tokens("The U.N. says: L’État, 中国5G")]
    ['the', 'un', 'says', 'l', 'etat', '中', '国', '5g']
    """
    pattern, last = (_ASCII_TOKENS if text.isascii() else _TOKENS), Token("", 0, 0)
    for found in pattern.finditer(text):
        kind, raw, (start, end) = found.lastindex, found[0], found.span()
        if kind == 3:
            key = fold(raw)
            if key.isalnum():
                last = Token(key, start, end)
                yield last
                continue
        for token in _unusual(text, Token(raw, start, end, kind == 2), kind == 1, last):
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
            found += _unusual(text, Token(raw, start, end, match.lastindex == 2), match.lastindex == 1, last)
            last = found[-1] if found else last
    return found


def _unusual(text: str, raw: Token, is_acronym: bool, last: Token) -> Iterator[Token]:
    """The tokens of an acronym, of a cluster, or of a character that stands for several words, such as ﷺ or ㍿."""
    key = fold(raw.key.replace(".", "") if is_acronym else raw.key)
    parts = (key,) if raw.is_cluster and not "\u3200" <= raw.key[0] <= "\u33ff" else _parts(key)
    for index, part in enumerate(filter(None, parts)):
        glued = raw.is_cluster and (index > 0 or _is_glued(text, last, raw))
        last = Token(part, raw.start, raw.end, raw.is_cluster or bool(_HAN.match(part)), glued)
        yield last


@lru_cache(8192)
def _parts(key: str) -> tuple[str, ...]:
    return tuple(_PARTS.findall(key))


def _is_glued(text: str, last: Token, token: Token) -> bool:
    if not last.is_cluster or last.end == token.start:
        return last.is_cluster
    if _HAN.match(text, last.start) and _HAN.match(text, token.start):
        return _BETWEEN_HAN.fullmatch(text, last.end, token.start) is not None
    return _NOTHING.fullmatch(text, last.end, token.start) is not None
