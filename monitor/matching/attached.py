"""Words under other terms than themselves: Hangul under its beginnings, Arabic and Hebrew without their particles."""

import re

from monitor.matching.characters import HANGUL
from monitor.matching.memory import remembered

_CARRIERS = "\u0648\u0641\u0628\u06a9\u0644\u0633\u0627\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9"
# و ف ب ک ل س and ال, which ل shortens to ل; ו ה ב כ ל מ ש.
_CLITICS = re.compile(
    "[\u0648\u0641\u0628\u06a9\u0644\u0633]{0,2}(?:\u0627\u0644|(?<=\u0644)\u0644)?"
    "|[\u05d5\u05d4\u05d1\u05db\u05dc\u05de\u05e9]{0,2}\u05d4?"
)
_ASSIMILATED = re.compile("\u0644\u0644(?=...)")
_MAY_CARRY = re.compile(f"[{_CARRIERS}]")
_MAY_VARY = re.compile(f"[{HANGUL}{_CARRIERS}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_TO_HANGUL = re.compile(f"[^{HANGUL}]*[{HANGUL}]")
_MOST_BEGINNINGS = 40  # letters; what is longer is a text whose spaces were forgotten


def may_vary(keys: str) -> bool:
    """Whether one of some folded words may have variants; quick where none has."""
    return not keys.isascii() and _MAY_VARY.search(keys) is not None


@remembered(200_000)
def variants(key: str) -> tuple[str, ...]:
    """Under which other terms a folded word is found; no more than the first 40 beginnings of a Hangul one.

    >>> variants("인권을"), variants("והזכויות")
    (('인', '인권'), ('הזכויות', 'זכויות'))
    """
    if _HANGUL.search(key):
        ends = range(1, min(len(key), _MOST_BEGINNINGS + 1))
        return tuple(key[:end] for end in ends if _HANGUL.search(key[end - 1 : end + 1]))
    if _MAY_CARRY.match(key):
        found = [rest for end in range(1, min(6, len(key) - 2)) if (rest := _without(key, end))]
        # للحقوق is ل before الحقوق.
        return (*found, *("\u0627" + rest[1:] for rest in (key, *found) if _ASSIMILATED.match(rest)))
    return ()


def opening(word: str) -> str:
    """A word up to its first Hangul letter: the same for all terms that find it by that letter.

    >>> opening("인권을"), opening("ai가"), opening("ai")
    ('인', 'ai가', 'ai')
    """
    found = None if word.isascii() else _TO_HANGUL.match(word)
    return found[0] if found else word


def _without(key: str, end: int) -> str:
    """What is left behind the first letters, "" where those are no particles."""
    if not _CLITICS.fullmatch(key, 0, end):
        return ""
    return key[end:] if sum(letter.isalpha() for letter in key[end:]) >= 3 else ""
