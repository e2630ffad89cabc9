"""One plain form for dates in any script, so that tables and texts compare equal."""

import re
import unicodedata
from functools import lru_cache

# Longer texts are not a date with its label; nothing is read from them.
LONGEST = 250


class _Signs(dict[int, str | int | None]):
    """What signs become: digits of all scripts those of ASCII, looked up when a text first has them."""

    def __missing__(self, code: int) -> str | int:
        sign = chr(code)
        plain = str(unicodedata.digit(sign)) if code >= 0x80 and unicodedata.category(sign) == "Nd" else code
        self[code] = plain
        return plain


# Accents that people leave out, Arabic vowel signs, Hebrew points, Indic nukta; never the vowel
# signs of Thai or Devanagari, which tell one month from another.
_ACCENTS = dict.fromkeys([*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x64B, 0x660), 0x670, 0x93C, 0x9BC, 0xA3C])
# Format characters (zero width, direction marks), tatweel, abbreviation marks of Hebrew and Hindi.
_NOTHING = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
_NOTHING |= dict.fromkeys([0x61C, 0x640, 0x970, 0x5F3, 0xFEFF])
_LETTERS = str.maketrans("ىیېۍئکةەھہۀګ", "يييييكهههههگ")
_PLAIN = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
    "٫": ".", "،": ",", "，": ",", "、": ",", "。": ".", "：": ":", "／": "/", "\u00a0": " ", "ı": "i", "ł": "l",
    "đ": "d", "ø": "o", "ð": "d", "၊": ",", "။": ".", "፣": ",", "।": ".", "។": ".", "۔": ".", "։": ":",
})  # fmt: skip
_TABLE = _Signs(_NOTHING)
_AFTER = _ACCENTS | _LETTERS | _PLAIN
_SPACES = re.compile(r"\s+")
# Thai and Lao write short forms with dots, "ม.ค.", and the dot ends no word.
_THAI_DOT = re.compile(r"(?<=[\u0e00-\u0eff])\.(?=[\s\u0e00-\u0eff\d]|$)")

# "2024(e)ko maiatzaren 3(a)"
_BASQUE = re.compile(r"(?<=\d)\(([ea])\)")


# A page's texts are asked for their words, their labels and their dates one after the other.
@lru_cache(1024)
def fold(text: str) -> str:
    """Lower case, ASCII digits, plain punctuation, no accents, single spaces.

    >>> fold("  ３ AOÛT\\u00a0٢٠٢٤ ")
    '3 aout 2024'
    >>> fold("5 ม.ค. 2567")
    '5 มค 2567'
    """
    if text.isascii():
        return _BASQUE.sub(r"\1", _SPACES.sub(" ", text).strip().lower())
    plain = unicodedata.normalize("NFKC", text.translate(_TABLE)).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_AFTER)
    plain = _SPACES.sub(" ", unicodedata.normalize("NFC", plain)).strip()
    return _THAI_DOT.sub("", plain)
