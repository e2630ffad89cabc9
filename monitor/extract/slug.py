"""The words of a headline that the address of its page was made from."""

import unicodedata
from urllib.parse import unquote, urlsplit

from monitor.extract.plain import fold_words

_FEWEST = 3  # words; fewer name a section or a day
# Sites write "ä" as "a" or "ae", "å" as "a" or "aa", "ß" as "ss".
_SPELLINGS = (
    ("ß", "ss"),
    ("ø", "o"),
    ("æ", "a"),
    ("ı", "i"),
    ("ł", "l"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("aa", "a"),
)


def slug_words(url: str) -> frozenset[str]:
    """The words of the address's part with most of them, plainly spelled; none where they are no headline's.

    >>> sorted(slug_words("https://a.example/2024/05/zwei-fuer-grundrechte.html"))
    ['fur', 'grundrechte', 'html', 'zwei']
    >>> slug_words("https://a.example/news/8812")
    frozenset()
    """
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return frozenset()
    words = _words(max(path.replace("_", "-").split("/"), key=lambda part: part.count("-")))
    return words if len(words) >= _FEWEST else frozenset()


def share_of_slug(slug: frozenset[str], text: str) -> float:
    """The share of an address's words that a text has, from 0 to 1.

    >>> share_of_slug(slug_words("/zwei-fuer-grundrechte"), "Zwei Bücher für Grundrechte")
    1.0
    """
    return len(slug & _words(text)) / len(slug) if slug else 0.0


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for spelled, plainly in _SPELLINGS:
        letters = letters.replace(spelled, plainly)
    return frozenset(fold_words(letters).split())
