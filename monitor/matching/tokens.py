"""Every word of a text or a query with its place: whole words where a script has spaces, single clusters elsewhere."""

import re
from collections.abc import Iterator
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
from monitor.matching.latin import ACRONYM
from monitor.matching.memory import remembered


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
CLUSTERS = f"[{SUBSTRING}](?:{_JOINED})*(?<![{INVISIBLE}])"
WORDS = f"[{WORD}]+(?:(?:{_JOINTS})[{WORD}]+)*"


def _pattern(word: str) -> re.Pattern[str]:
    """What finds tokens: group 1 dotted acronyms, 2 clusters, 3 words, made of the given characters."""
    return re.compile(f"({ACRONYM.replace(WORD, word)})|({CLUSTERS})|({WORDS.replace(WORD, word)})")


TOKENS = _pattern(WORD)
_QUERY_TOKENS = _pattern(WORD + "*?")
CLUSTER = re.compile(f"[{SUBSTRING}]")
BETWEEN_HAN = re.compile(rf"(?:\s|[{INVISIBLE}])*")
NOTHING = re.compile(f"[{INVISIBLE}]*")
HAN_SIGN = re.compile(f"[{HAN}]")
_PARTS = re.compile(f"[{SUBSTRING}][{EXTENDING}]*|[{WORD}{APOSTROPHES}]+")


def tokens(text: str) -> Iterator[Token]:
    """Every word of a text in its order.

    >>> [token.key for token in tokens("The U.N. says: L’État, 中国5G")]
    ['the', 'un', 'says', 'l', 'etat', '中', '国', '5g']
    """
    last = Token("", 0, 0)
    for found in TOKENS.finditer(text):
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
    several = (key,) if raw.is_cluster and not "\u3200" <= raw.key[0] <= "\u33ff" else parts(key)
    for index, part in enumerate(filter(None, several)):
        glued = raw.is_cluster and (index > 0 or _is_glued(text, last, raw))
        last = Token(part, raw.start, raw.end, raw.is_cluster or bool(HAN_SIGN.match(part)), glued)
        yield last


@remembered(8192)
def parts(key: str) -> tuple[str, ...]:
    """A folded token as the words that it stands for.

    >>> parts("1⁄2")
    ('1', '2')
    """
    return tuple(_PARTS.findall(key))


def _is_glued(text: str, last: Token, token: Token) -> bool:
    if not last.is_cluster or last.end == token.start:
        return last.is_cluster
    if HAN_SIGN.match(text, last.start) and HAN_SIGN.match(text, token.start):
        return BETWEEN_HAN.fullmatch(text, last.end, token.start) is not None
    return NOTHING.fullmatch(text, last.end, token.start) is not None
