"""Which characters make words, and how: the classes that the tokeniser and the folding are built from.

Each class is the inside of a regular expression's brackets.
"""

import unicodedata
from collections.abc import Iterator

# Scripts that write no space between words. Their digits are left out: those are numbers.
HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af"
)
KANA = (
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\uff66-\uff9d"
    "\U0001b000-\U0001b16f"
)
_THAI_LAO = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"
_KHMER = "\u1780-\u17d3\u17d7\u17dc\u17dd"
_BURMESE = "\u1000-\u103f\u104c-\u104f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
SUBSTRING = HAN + KANA + _THAI_LAO + _KHMER + _BURMESE

# What cannot be seen and counts for nothing: soft hyphens, joiners, marks of direction, variation selectors.
INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef"
)

# Typed, typographic, Ukrainian and full-width apostrophes, and the accents people type for them.
APOSTROPHES = "'\u2019\u2018\u201b\u02bc\u02bb\u02bd\u2032`\u00b4\uff07\u055a"
CYRILLIC = "\u0400-\u0481\u048a-\u052f\u1c80-\u1c88"
HEBREW = "\u05d0-\u05ea\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f"
ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc"
HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uffa0-\uffdc"
# Hebrew abbreviations and foreign sounds: צה״ל, ג׳ורג׳.
GERESH = "\"'\u05f3\u05f4\u2019\u201d"
# Armenian marks of stress and question stand inside the word they belong to.
ARMENIAN_MARKS = "\u055b-\u055c\u055e"

# Burmese and Khmer signs that begin a cluster of their own by UAX #29, and vowels that never do.
_OWN_CLUSTER = set("\u102b\u102c\u1038") | {chr(code) for code in (*range(0x1062, 0x1065), *range(0x1067, 0x106E))}
_OWN_CLUSTER |= {chr(code) for code in (0x1083, *range(0x1087, 0x108D), 0x108F, *range(0x109A, 0x109D), 0xAA7B, 0xAA7D)}
_NEVER_ALONE = "\u0e33\u0eb3\uff9e\uff9f"
# The consonant after one of these is written under the one before.
STACKERS = "\u1039\u17d2"


def _scanned() -> Iterator[str]:
    """The characters of the first plane that are not ASCII."""
    return map(chr, (*range(0x80, 0xE000), *range(0xF900, 0x10000)))


def ranges(characters: Iterator[str]) -> str:
    """A class that holds just these characters, which come in order.

    >>> ranges(iter("abcx"))
    'a-cx-x'
    """
    found: list[list[int]] = []
    for code in map(ord, characters):
        if found and code == found[-1][1] + 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return "".join(f"{_escaped(first)}-{_escaped(last)}" for first, last in found)


def _escaped(code: int) -> str:
    return "\\" + chr(code) if chr(code) in "\\]^-" else chr(code)


def is_mark(character: str) -> bool:
    """Whether it belongs to the letter before it."""
    return unicodedata.category(character)[0] == "M"


def _codes(inside: str) -> set[int]:
    """The code points of a class that is written as ranges of single characters."""
    found: set[int] = set()
    index = 0
    while index < len(inside):
        if inside[index + 1 : index + 2] == "-" and index + 2 < len(inside):
            found.update(range(ord(inside[index]), ord(inside[index + 2]) + 1))
            index += 3
        else:
            found.add(ord(inside[index]))
            index += 1
    return found


_NOT_IN_WORDS = _codes(SUBSTRING + INVISIBLE) | set(map(ord, APOSTROPHES))
_MARKS = [character for character in _scanned() if is_mark(character)]
# The scripts of the second plane as a whole, up to its signs: a class of few ranges is tried in no time.
_SECOND_PLANE = "\U00010000-\U0001afff\U0001b170-\U0001efff"
# Letters, numbers and their marks, of scripts with spaces.
WORD = (
    "0-9A-Za-z"
    + ranges(
        character
        for character in _scanned()
        if ord(character) not in _NOT_IN_WORDS and (character.isalnum() or is_mark(character))
    )
    + _SECOND_PLANE
)
# What belongs to the cluster that a letter of a script without spaces begins.
EXTENDING = ranges(iter(sorted({*_MARKS, *_NEVER_ALONE} - _OWN_CLUSTER))) + INVISIBLE
LETTER = (
    "A-Za-z" + ranges(each for each in _scanned() if each.isalpha() and ord(each) not in _NOT_IN_WORDS) + _SECOND_PLANE
)
