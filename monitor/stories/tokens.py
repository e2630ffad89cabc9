"""A text as the words that stay when a page is set anew: without case, width, accents of vocalisation, punctuation."""

import re
import unicodedata

from monitor.extract.plain import simple_words

# Soft hyphens, zero-width characters, direction marks, Arabic tatweel; and the Arabic and Hebrew points,
# which one newsroom prints and the next leaves out.
_UNREAD = re.compile(
    "[\u00ad\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff_]"
)
_HIDDEN = {"_": " "}
# Scripts without spaces between words: Thai, Lao, Tibetan, Burmese, Khmer, kana, Han.
_SPACELESS = re.compile(
    "[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0f40-\u0f6c\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
)
# The one letter that is not read, and the first bytes in UTF-8 of all scripts before the Indic ones.
_TATWEEL = "\u0640"
_EARLIER = bytes(range(0xE0))
# Letters and digits, with the marks that are part of words in Indic scripts (but not their full stops).
_WORD = re.compile("[^\\W_][\\w\u0900-\u0963\u0966-\u0dff]*")


def tokens(text: str) -> list[str]:
    """The words of a text; single characters in scripts that put no spaces between words.

    >>> tokens("L’ÉTÉ, co\u00adoperation – ４２!"), tokens("人权2024年")
    (['l', 'été', 'cooperation', '42'], ['人', '权', '2024', '年'])
    """
    words = simple_words(text)
    if words is not None and _TATWEEL not in words and not words.encode().translate(None, _EARLIER):
        return words.split(" ")
    folded = _folded(text)
    if not folded.isascii() and _SPACELESS.search(folded):
        folded = _SPACELESS.sub(r" \g<0> ", folded)
    return _WORD.findall(folded)


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower().replace("_", " ")
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _UNREAD.sub(lambda found: _HIDDEN.get(found[0], ""), folded)


def is_spaceless(word: str) -> bool:
    """Whether a token is one character of a script without spaces.

    >>> is_spaceless("人"), is_spaceless("a")
    (True, False)
    """
    return len(word) == 1 and word > "\u0e00" and _SPACELESS.match(word) is not None
