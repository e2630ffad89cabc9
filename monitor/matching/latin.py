"""The folded words of a text in Latin letters, in a few passes over the whole of it."""

import re
from collections.abc import Iterator, Mapping

import numpy as np

from monitor.matching.characters import EXTENDING, INVISIBLE, LETTER, SUBSTRING, WORD
from monitor.matching.folding import fold

_ACRONYM_SIGN = re.compile(f"\\.[{LETTER}][{EXTENDING}]*(?![{WORD}])")
_MARK = f"(?:(?=[^\x00-\x7f])[{EXTENDING}])*"
ACRONYM = f"(?:[{LETTER}]{_MARK}\\.){{2,}}(?![{WORD}])|(?:[{LETTER}]{_MARK}\\.)+[{LETTER}]{_MARK}(?![{WORD}])"
_SPACE = ord(" ")
_FRACTION_SLASH = "\u2044"
_ACRONYM = re.compile(f"(?<![{WORD}])(?:{ACRONYM})")
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
# Latin letters with their accents, punctuation, signs, ligatures, emoji.
_RANGES = (
    (0x80, 0x250),
    (0x1E00, 0x1F00),
    (0x2000, 0x2800),
    (0xFB00, 0xFB07),
    (0xFE00, 0xFE10),
    (0xFEFF, 0xFF00),
    (0x1F000, 0x1FB00),
)


def has_acronyms(text: str) -> bool:
    """Whether there may be dotted acronyms in a text."""
    return _ACRONYM_SIGN.search(text) is not None


def latin_words(text: str) -> list[str] | None:
    """The words of a text folded, None where other letters or invisible signs stand in it.

    >>> latin_words("The U.N. says: “L’État”"), latin_words("Київ")
    (['the', 'un', 'says', 'l', 'etat'], None)
    """
    if not text.isascii() and _STRANGE.search(text):
        return None
    if has_acronyms(text):
        if _UNSEEN.search(text):
            return None
        text = _ACRONYM.sub(lambda found: found[0].replace(".", ""), text)
    return _replaced(text, _PLAIN).translate(_ASCII).split()


def latin_bounds(text: str) -> tuple[list[int], list[int]] | None:
    """Where the words of such a text begin, and the places behind them, in code points; None where that is not plain.

    >>> latin_bounds("The U.N. says")
    ([0, 4, 9], [3, 8, 13])
    """
    if not text.isascii() and _UNEVEN.search(text):
        return None
    if has_acronyms(text):
        text = _ACRONYM.sub(lambda found: "x" * len(found[0]), text)
    outline = f" {_replaced(text, _OUTLINE)} ".translate(_ASCII).encode("ascii")
    letters = np.frombuffer(outline, np.uint8) != _SPACE
    edges = np.flatnonzero(letters[1:] != letters[:-1])
    return edges[::2].tolist(), edges[1::2].tolist()


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    for sign in () if text.isascii() else set(_NOT_ASCII.findall(text)):
        text = text.replace(sign, signs[sign])
    return text


def _plain() -> Iterator[tuple[str, str]]:
    """The signs beyond ASCII that are the same everywhere, with the letters, spaces or nothing that stand for them."""
    is_word = re.compile(f"[{WORD}]").match
    is_special = re.compile(f"[{EXTENDING}{SUBSTRING}]").match
    for sign in (chr(code) for begin, end in _RANGES for code in range(begin, end)):
        folded = fold(sign).replace(_FRACTION_SLASH, " ") if is_word(sign) else " "
        if _UNSEEN.match(sign):
            yield sign, ""
        elif not is_special(sign) and folded.isascii() and (folded == " " or folded.replace(" ", "").isalnum()):
            yield sign, folded


_UNSEEN = re.compile(f"[{INVISIBLE}]")
_PLAIN = dict(_plain())
# The same with one letter for each, so that no place shifts.
_OUTLINE = {sign: folded[:1] for sign, folded in _PLAIN.items()}
_UNEVEN = re.compile(f"[{''.join(sign for sign, folded in _PLAIN.items() if not folded or ' ' in folded[1:])}]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_STRANGE = re.compile(f"[^\x00-\x7f{''.join(_PLAIN)}]")
