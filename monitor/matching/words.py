"""The words of a text, quickly: each token is thought about once, wherever it stands."""

import re
from collections.abc import Iterator
from enum import IntEnum

from monitor.matching.folding import fold
from monitor.matching.latin import has_acronyms
from monitor.matching.memory import LONGEST
from monitor.matching.tokens import BETWEEN_HAN, CLUSTER, CLUSTERS, HAN_SIGN, NOTHING, TOKENS, WORDS, parts, tokens

_CUT = re.compile("(" + re.sub(r"\((?!\?)", "(?:", TOKENS.pattern) + ")")
# Quicker ones for texts without acronyms, and without anything but ASCII.
_CUT_WORDS = re.compile(f"({WORDS}|{CLUSTERS})")
_CUT_ASCII = re.compile("([0-9A-Za-z]+)")
_SEVERAL = "\0"
_MOST = 200_000  # tokens remembered, some 30 MB


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
    blank = BETWEEN_HAN if before == kind == _Kind.HAN else NOTHING
    return blank.fullmatch(between) is not None


def has_clusters(text: str) -> bool:
    """Whether a text has letters of a script without spaces, or signs that stand for them."""
    return not text.isascii() and CLUSTER.search(text) is not None


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
        if CLUSTER.match(raw):
            kind = _Kind.HAN if HAN_SIGN.match(raw) else _Kind.CLUSTER
        else:
            kind = _Kind.SIGN if HAN_SIGN.match(fold(raw)) else _Kind.WORD
        if len(raw) <= LONGEST:
            self[raw] = kind
        return kind


class _Keys(dict[str, str]):
    """Token as written -> its key, or `_SEVERAL`; made when first asked for."""

    def __missing__(self, raw: str) -> str:
        if len(self) >= _MOST:
            self.clear()
        key = fold(raw.replace(".", ""))
        is_single = parts(key) == (key,) or (CLUSTER.match(raw) and key and not "\u3200" <= raw[0] <= "\u33ff")
        found = key if is_single else _SEVERAL
        if len(raw) <= LONGEST:
            self[raw] = found
        return found


_keys = _Keys()
_kinds = _Kinds()
