"""Texts and addresses from outside, made harmless: storable, printable, and of bounded length."""

import re
import unicodedata

from w3lib.url import safe_url_string

MARK = "…"

# Soft hyphens, zero-width spaces, word joiners, byte order marks, tag characters (U+E0000 ff.)
# and the invisible operators: they change nothing that a reader sees and hide words from a search.
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
# Embeddings, overrides and isolates can show a text in another order than the one that is stored.
# U+200E, U+200F and U+061C only mark a place and stay: Arabic and Hebrew texts need them.
_BIDI = "\u202a-\u202e\u2066-\u2069"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_PRINTABLE_BUT_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_HOSTILE = re.compile(f"[{_INVISIBLE}{_BIDI}{_CONTROL}]")
# Zero-width joiners shape words of these scripts: Arabic with Persian and Urdu, Syriac, N'Ko, the
# scripts of India and Ceylon, Tibetan, Burmese, Khmer, Mongolian. Elsewhere they only hide words.
_JOINING = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua87f\ua8e0-\ua8ff\uaa60-\uaa7f\ufb50-\ufdff\ufe70-\ufefc"
    "\U0001e900-\U0001e95f]"
)
# A joiner behind these ends some words of Malayalam, Sinhala, and Bengali.
_VIRAMAS = frozenset("\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca")
_PICTURES = re.compile("[\u2600-\u27bf\u2b50\ufe0f\U0001f000-\U0001faff]")
_JOINERS = re.compile("[\u200c\u200d]+")
_MARKS_IN_A_PILE = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u0e31-\u0e4e\u20d0-\u20f0]{4})[\u0300-\u036f\u0483-\u0489\u0e31-\u0e4e\u20d0-\u20f0]+"
)
# The beginnings of all those marks in UTF-8; most texts hold none of them.
_MARK_BYTES = (b"\xcc", b"\xcd", b"\xd2", b"\xe0\xb8", b"\xe0\xb9", b"\xe2\x83")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def clean_text(text: str, limit: int, *, one_line: bool = False) -> str:
    """The text without what is hostile or unstorable, in NFC, at most `limit` characters.

    A text that was cut ends in "…". Line ends become "\\n", more than one empty line becomes
    one; with `one_line` every line end becomes a space.

    >>> clean_text("A\\x00 \\u202egood\\u202c \\ud800 name\\u200b ", 100)
    'A good name'
    >>> clean_text("word by word", 8)
    'word by…'
    """
    text = _cut(text, limit * 4 + 1000)
    is_plain = _is_plain(text)
    if not is_plain:
        text = _HOSTILE.sub("", _LINE_END.sub("\n", text))
        text = _JOINERS.sub(_joiner, unicodedata.normalize("NFC", text))
    if not text.isascii() and _has_marks(text):
        text = _MARKS_IN_A_PILE.sub(r"\1", text)
    if one_line or not (is_plain and _is_laid_out(text)):
        text = _lay_out(text, one_line)
    return shorten(text, limit)


def _is_plain(text: str) -> bool:
    """Whether there is nothing to take out; true of nearly every text, and found out quickly.

    Python calls control and format characters, surrogates and all spaces but one not printable.
    """
    if not text.replace("\n", " ").isprintable():
        return False
    return text.isascii() or (
        unicodedata.is_normalized("NFC", text) and not any(sign in text for sign in _PRINTABLE_BUT_INVISIBLE)
    )


def _has_marks(text: str) -> bool:
    encoded = text.encode("utf-8", "replace")
    return any(beginning in encoded for beginning in _MARK_BYTES)


def _is_laid_out(text: str) -> bool:
    """Whether every space and line end of a plain text is where it belongs."""
    return text == text.strip() and not any(sign in text for sign in ("  ", " \n", "\n ", "\n\n\n"))


def _joiner(found: re.Match[str]) -> str:
    """The first of the joiners where it shapes a word or a picture; "" elsewhere."""
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    shapes = before in _VIRAMAS or (_JOINING.match(before) and _JOINING.match(after) and after.isalpha())
    joins = found[0] == "\u200d" and _PICTURES.match(before) and _PICTURES.match(after)
    return found[0][0] if shapes or joins else ""


def _lay_out(text: str, one_line: bool) -> str:
    if one_line:
        return " ".join(text.split())
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words or (lines and lines[-1]):
            lines.append(words)
    return "\n".join(lines).strip()


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit]


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words where there are any, ending in "…".

    >>> shorten("One two three.", 14), shorten("One two three.", 10), shorten("Onetwothree", 4)
    ('One two three.', 'One two…', 'One…')
    """
    if len(text) <= limit:
        return text
    room = max(limit - len(MARK), 0)
    head = text[:room]
    if not text[room].isspace():
        space = max(head.rfind(" "), head.rfind("\n"))
        head = head[:space] if space > room * 2 // 3 else head
    # A letter keeps the marks that belong to it, or loses them all.
    while head and room < len(text) and unicodedata.combining(text[len(head)]) and not head[-1].isspace():
        head = head[:-1]
    return (head.rstrip() + MARK)[:limit]


# Nothing to mend: most addresses, and told a hundred times faster.
_ORDINARY = re.compile(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?"
    r"/[A-Za-z0-9/._~=-]*(?:\?[A-Za-z0-9/._~=&-]+)?"
)


def clean_url(url: str, limit: int = 2000) -> str:
    """An http(s) address that can be stored and linked; "" for anything else or anything longer.

    >>> clean_url(" https://example.org/ä b\\n"), clean_url("javascript:alert(1)")
    ('https://example.org/%C3%A4%20b', '')
    """
    if len(url) <= limit and _ORDINARY.fullmatch(url):
        return url
    text = _HOSTILE.sub("", _cut(url, limit * 2)).strip()
    if not re.match(r"https?://[^/?#\s]", text, re.IGNORECASE):
        return ""
    try:
        safe = safe_url_string(text)
    except ValueError:
        return ""
    return safe if len(safe) <= limit else ""
