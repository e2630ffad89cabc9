"""Words as they are compared: without case, accents and the other differences that a researcher does not mean."""

import re
import unicodedata
from functools import lru_cache

from monitor.matching.characters import APOSTROPHES, ARMENIAN_MARKS, INVISIBLE, is_mark
from monitor.matching.memory import remembered

# Letters that Unicode does not take apart, and the forms of one letter that Arabic and Persian keyboards give.
_LETTERS = str.maketrans(
    {
        **{"ł": "l", "đ": "d", "ø": "o", "œ": "oe", "æ": "ae", "ı": "i", "ſ": "s"},
        **dict.fromkeys("ٱٲٳ", "ا"),
        **{"ى": "ي", "ی": "ي", "ك": "ک", "ة": "ه"},
    }
)
_SPELLING = str.maketrans(
    {**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys("\u05f3", "'"), **dict.fromkeys("\u05f4\u201d", '"')}
)
# Tatweel, the signs for ʿayn and hamza of transliteration, Armenian marks of stress.
_DROPPED = re.compile(f"[{INVISIBLE}\u0640\u02be\u02bf{ARMENIAN_MARKS}]")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_HARAKAT = re.compile(
    "[\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08ff]"
)
_HEBREW_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_GERESH = re.compile("(?<=[\u05d0-\u05ea])[\"'](?=[\u05d0-\u05ea])")
_STRESS = re.compile("[\u0300\u0301]")


@remembered(100_000)
def fold(word: str) -> str:
    """A word as it is compared; never longer than a few times what it was, "" where nothing is left.

    >>> fold("Straße"), fold("İŞKENCE"), fold("ŁÓDŹ"), fold("حُقُوق"), fold("٣٤"), fold("Її")
    ('strasse', 'iskence', 'lodz', 'حقوق', '34', 'її')
    """
    return word.lower() if word.isascii() else _fold(word)


def _fold(word: str) -> str:
    word = unicodedata.normalize("NFKD", _DROPPED.sub("", word.translate(_SPELLING)))
    word = _without_accents(_HEBREW_POINTS.sub("", _HARAKAT.sub("", word)))
    word = unicodedata.normalize("NFKD", word.casefold()).translate(_LETTERS)
    return _GERESH.sub("", _STRESS.sub("", unicodedata.normalize("NFC", word)))


def _without_accents(word: str) -> str:
    """Leaves the marks that make another letter of it, as in Cyrillic, Indic and Japanese writing."""
    if word.isascii():
        return word
    kept, base = [], ""
    for character in word:
        if not is_mark(character):
            base = character
            kept.append(_digit(character))
        elif not _is_accent(character, base):
            kept.append(character)
    return "".join(kept)


def _is_accent(mark: str, base: str) -> bool:
    """Whether this mark on this letter makes no other letter of it."""
    if unicodedata.category(mark) == "Me" or "\u0370" <= base <= "\u03ff" or base < "\u0250" or _is_latin(base):
        return True
    if base == "ا":
        return "\u0653" <= mark <= "\u0655"
    return base in "еЕ" and mark == "\u0308"


@lru_cache(4096)
def _is_latin(base: str) -> bool:
    return unicodedata.name(base, "").startswith(("LATIN", "GREEK"))


@lru_cache(4096)
def _digit(character: str) -> str:
    return str(unicodedata.decimal(character, character)) if not character.isascii() else character


def exact(word: str) -> str:
    """A word as `{…}` compares it: only what cannot be seen is left out, and composed letters are one.

    >>> exact("Nin\\u0303o") == exact("Niño") != exact("niño")
    True
    """
    word = word if word.isascii() else unicodedata.normalize("NFC", _UNSEEN.sub("", word.translate(_SPELLING)))
    return word.rstrip(".")
