"""Hashtags and mentions."""

import re
from collections.abc import Iterable

from monitor.matching.characters import INVISIBLE, SUBSTRING, WORD
from monitor.matching.folding import fold

_SIGNS = "#@＃＠"
_TAG = re.compile(f"(?<![{WORD}_])([#＃@＠])[{WORD}{SUBSTRING}_{INVISIBLE}]+")


def tags_in(text: str) -> Iterable[re.Match[str]]:
    """Every tag of a text, with its sign."""
    return _TAG.finditer(text) if any(sign in text for sign in _SIGNS) else ()


def tag_key(raw: str) -> str:
    """A hashtag or mention folded, with its sign.

    >>> tag_key("＃MeToo")
    '#metoo'
    """
    return ("@" if raw[0] in "@＠" else "#") + "_".join(map(fold, raw[1:].split("_")))
