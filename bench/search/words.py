"""Texts of made-up words in four scripts, in which few words are common and most are rare."""

import random
from itertools import accumulate
from typing import Final

_LATIN: Final = "ba ne ro ti lu sa ke mo vi da pe ra no li su ta fe go mi du"
_CYRILLIC: Final = "ба не ро ти лу са ке мо ви да пе ра но ли су та фе го ми ду"
_ARABIC: Final = "با ني رو تي لو سا كي مو في دا بي را نو لي سو تا قي جو مي دو"
_HAN: Final = "山水火木金土日月天地人口手足目耳心刀力田禾竹米糸羊羽老肉臣自至舌舟色虫血行衣見角"
_SYLLABLES: Final = {"en": _LATIN.split(), "ru": _CYRILLIC.split(), "ar": _ARABIC.split(), "zh": list(_HAN)}
WORDS_OF_A_LANGUAGE: Final = 30_000
WORDS_OF_A_TEXT: Final = 120
LANGUAGES: Final = ("en", "en", "en", "en", "ru", "ar", "zh")


class Language:
    """The words of one language, from common to rare."""

    def __init__(self, code: str, chance: random.Random) -> None:
        self.code = code
        syllables = _SYLLABLES[code]
        found = dict.fromkeys(
            "".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))) for _ in range(WORDS_OF_A_LANGUAGE * 2)
        )
        self.words = list(found)[:WORDS_OF_A_LANGUAGE]
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))

    def row(self, chance: random.Random, size: int) -> str:
        """So many words, as a text of this language has them."""
        gap = "" if self.code == "zh" else " "
        return gap.join(chance.choices(self.words, cum_weights=self._weights, k=size))


def languages(chance: random.Random) -> dict[str, Language]:
    """All languages by code."""
    return {code: Language(code, chance) for code in _SYLLABLES}
