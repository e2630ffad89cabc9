"""Texts from outside made fit for a mail: one line, nothing that steers, its own direction. Pure."""

import re
import unicodedata

from monitor.matching.steering import BIDI_CONTROLS, ELLIPSIS, JOINERS, is_steering

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
# A tower of combining marks on one letter covers the lines above it.
MOST_MARKS = 8
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "aran"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def one_line(text: str, longest: int = 300) -> str:
    r"""The text on one line without controls, cut at a word where it is longer than `longest`.

    >>> one_line("Ferry\r\nBcc: all\0 \u202esails")
    'Ferry Bcc: all\ufffd sails'
    >>> one_line("Ferry resumes after storm", 16)
    'Ferry resumes…'
    """
    # The rest of a text of any length is never looked at.
    line = " ".join(_borne(_few_marks(text[: longest * 8 + 1_000])).split())
    return line if len(line) <= longest else shortened(line, longest)


def shortened(line: str, longest: int) -> str:
    """At most `longest` code points of a longer line, ended by an ellipsis; never inside a letter with its marks."""
    end = longest - 1
    space = line.rfind(" ", end * 2 // 3, end + 1)
    if space > 0:
        return line[:space].rstrip() + ELLIPSIS
    while end > 0 and (unicodedata.combining(line[end]) or line[end] in JOINERS):
        end -= 1
    return line[:end].rstrip() + ELLIPSIS


def isolated(text: str) -> str:
    """The text so that its direction does not leak into the text around it, for places without markup."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if text else ""


def direction(language: str, text: str = "") -> str:
    """ "rtl" or "ltr": what the text itself begins with, else what its language is written in.

    >>> direction("ar", "العبّارة تعود"), direction("ar", "Ferry"), direction("fa"), direction("")
    ('rtl', 'ltr', 'rtl', 'ltr')
    """
    for char in text[:1_000]:
        strong = unicodedata.bidirectional(char)
        if strong in ("R", "AL", "L"):
            return "ltr" if strong == "L" else "rtl"
    parts = language.lower().split("-")
    return "rtl" if parts[0] in _RIGHT_TO_LEFT or _RIGHT_TO_LEFT_SCRIPTS & set(parts[1:]) else "ltr"


def language_tag(text: str) -> str:
    """A language tag that may stand in markup, or "".

    >>> language_tag("zh-Hant"), language_tag('en"><script>')
    ('zh-Hant', '')
    """
    return text if _LANGUAGE.fullmatch(text) else ""


def web_address(url: str, longest: int = 2_000) -> str:
    """The address if it is one of the web that can be written into a mail, else "".

    >>> web_address("https://tidings.example/a"), web_address("javascript:alert(1)")
    ('https://tidings.example/a', '')
    """
    is_web = url.lower().startswith(("http://", "https://"))
    is_plain = len(url) <= longest and not any(char.isspace() or is_steering(char) for char in url)
    return url if is_web and is_plain else ""


def _borne(text: str) -> str:
    # What can be printed steers nothing; nearly every text is so, and is not looked at sign by sign.
    return text if text.isprintable() else "".join(map(_bearable, text))


def _bearable(char: str) -> str:
    if char.isspace():
        return " "
    if char in BIDI_CONTROLS:
        return ""
    if not is_steering(char):
        return char
    # NUL, lone surrogates and the like show that something stood there; invisible signs are left out.
    return "" if unicodedata.category(char) == "Cf" else "\ufffd"


def _few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)
