"""Text as people read it, out of text as sites send it."""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Control characters and lone surrogates; soft hyphens, zero-width spaces, word joiners, byte order marks.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u00ad\u200b\u2060\ufeff]")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>|<[!?][^<>]*>")
_LOOKS_MARKED_UP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_UNREAD = {"script", "style", "template", "noscript", "svg", "textarea"}
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q",
    "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip

_LETTERS = re.compile(r"[^\W_]+")
# What stands between words: the signs of ASCII as bytes, and those beyond that are in nearly every text.
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_SIGNS_IN_A_LINE = _ASCII_SIGNS.replace(b"\n", b"")
_SPACES = bytes.maketrans(_ASCII_SIGNS, b" " * len(_ASCII_SIGNS))
_SIGNS = "“”‘’„–—«»·•،؛؟。、€°\ufffd"
_SHORT = 200  # characters of a text whose fold is remembered


def tidy(text: str) -> str:
    """One line without control characters, lone surrogates and doubled spaces.

    >>> tidy(" Two\\x00\\n lines ")
    'Two lines'
    """
    return " ".join(_INVISIBLE.sub("", text).split())


def plain_text(markup: str, limit: int = 2_000_000) -> str:
    """The text of an HTML snippet on one line; text without markup comes back as it is.

    >>> plain_text("<p>Tom &amp; <b>J</b>erry</p><p>again</p>")
    'Tom & Jerry again'
    """
    markup = markup[:limit]
    if not _LOOKS_MARKED_UP.search(markup):
        return tidy(markup)
    return tidy(html.unescape("".join(_runs(markup))))


def plain_lines(markup: str, limit: int = 2_000_000) -> str:
    """The text of an HTML snippet, one block a line; a text without markup keeps its lines.

    >>> plain_lines("<p>Tom &amp; <b>J</b>erry</p><p>again</p>")
    'Tom & Jerry\\nagain'
    """
    markup = markup[:limit]
    if _LOOKS_MARKED_UP.search(markup):
        markup = html.unescape("".join(_runs(markup, "\n")))
    return "\n".join(line for line in map(tidy, markup.splitlines()) if line)


def _runs(markup: str, block: str = " ") -> Iterator[str]:
    position, unread = 0, ""
    for tag in _TAG.finditer(markup):
        if not unread:
            yield markup[position : tag.start()]
        position = tag.end()
        name = (tag[2] or "").lower()
        if unread:
            unread = "" if tag[1] and name == unread else unread
        elif name in _UNREAD and not tag[1] and not tag[0].endswith("/>"):
            unread = name
        elif name not in _INLINE:
            yield block
    if not unread:
        yield markup[position:]


def fold(text: str) -> str:
    """Letters and digits only, without case and width: what stays equal when a page is set anew.

    >>> fold("Ｎews — From  Here!")
    'newsfromhere'
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    letters = _encoded(text).translate(None, _ASCII_SIGNS).decode()
    return letters if letters.isalnum() else "".join(_LETTERS.findall(_folded(text)))


def fold_lines(text: str) -> list[str]:
    """The same for each line of a text.

    >>> fold_lines("Ｎews —\\n“From”  Here!\\n")
    ['news', 'fromhere', '']
    """
    lines = _encoded(text).translate(None, _SIGNS_IN_A_LINE).decode().split("\n")
    return lines if "".join(lines).isalnum() else [fold(line) for line in text.split("\n")]


def fold_words(text: str) -> str:
    """The same with a space between words.

    >>> fold_words("Ｎews — From  Here!")
    'news from here'
    """
    words = simple_words(text)
    return " ".join(_LETTERS.findall(_folded(text))) if words is None else words


def simple_words(text: str) -> str | None:
    """The same of a text that holds letters, digits and the usual signs only, as most do; None of any other.

    >>> simple_words("Ｎews — From  Here!"), simple_words("हिन्दी")
    ('news from here', None)
    """
    words = b" ".join(_encoded(text).translate(_SPACES).split()).decode()
    return words if words.replace(" ", "").isalnum() else None


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    for sign in _SIGNS:
        if sign in folded:
            folded = folded.replace(sign, " ")
    return folded


# The text of a page is asked for as lines and as words, one right after the other.
@lru_cache(maxsize=2)
def _encoded(text: str) -> bytes:
    """Folded and in UTF-8, in which passing over signs takes no time; lone surrogates as a sign."""
    return _folded(text).encode("utf-8", "replace")


# Headlines and names of sites are compared with one another a dozen times a page.
@lru_cache(1024)
def _fold_short(text: str) -> str:
    return _fold(text)


def shared(one: str, other: str) -> float:
    """The share of the shorter folded text's runs of five letters that the longer one has too.

    >>> shared("courtfrees", "thecourtfrees"), shared("courtfree", "courtshut"), shared("court", "rain")
    (1.0, 0.2, 0.0)
    """
    runs, others = ({text[place : place + 5] for place in range(len(text) - 4)} for text in (one, other))
    return len(runs & others) / max(1, min(len(runs), len(others)))


def shorten(text: str, limit: int) -> str:
    """The text, cut at a space before `limit` characters where it is longer.

    >>> shorten("one two three", 9)
    'one two…'
    """
    if len(text) <= limit:
        return text
    head = text[:limit]
    return head[: head.rfind(" ")].rstrip() + "…" if " " in head else head
