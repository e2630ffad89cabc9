"""A folded text as numbers and words with their places."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\s\d!-&(-/:-@\[-`{-~«»“”„…·•|]*[^\s\d!-/:-@\[-`{-~«»“”„…·•|])?")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of digits, or a word with the marks that belong to its letters."""

    text: str
    start: int
    end: int
    is_number: bool


def tokens(text: str) -> list[Token]:
    """The numbers and words of a folded text, in order.

    >>> [token.text for token in tokens("3rd may, 2024")]
    ['3', 'rd', 'may', '2024']
    """
    return [
        Token(match[0], match.start(), match.end(), match[0][0].isdigit() and match[0].isascii())
        for match in _TOKEN.finditer(text)
    ]
