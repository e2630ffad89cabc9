"""Words without their endings, for `~word`: Snowball, by the language of the item."""

import threading
from functools import lru_cache

import Stemmer

from monitor.matching.folding import fold
from monitor.matching.memory import LONGEST, remembered

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# A stemmer holds one word at a time.
_turn = threading.Lock()


def has_stems(language: str) -> bool:
    """Whether `~` does more than nothing in a language (a BCP 47 code)."""
    return primary(language) in _ALGORITHMS


def primary(language: str) -> str:
    """The language of a code without script and region.

    >>> primary("pt-BR")
    'pt'
    """
    return language.replace("_", "-").partition("-")[0].lower()


@remembered(100_000)
def stems(word: str, language: str) -> frozenset[str]:
    """The folded word itself and its folded stems, with and without accents; some words share one.

    >>> sorted(stems("talossa", "fi"))
    ['talo', 'talossa']
    """
    plain, algorithm = fold(word), _ALGORITHMS.get(primary(language))
    if algorithm is None or len(plain) > LONGEST:
        return frozenset((plain,))
    with _turn:
        stemmer = _stemmer(algorithm)
        return frozenset((plain, fold(stemmer.stemWord(word.lower())), stemmer.stemWord(plain)))


@lru_cache(64)
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)
