"""Text from outside on its way into a page: no markup, no deceit, no address that is not http(s)."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

# Joiners that Persian, Indic scripts and emoji need stay; controls, and marks that reorder other text, go.
_DECEIVING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
LONGEST_LINE = 300


def readable(text: object, longest: int | None = None) -> str:
    """Any value as text that stays in its place on a page; cut after `longest` characters.

    >>> readable("invoice\u202egpj.exe"), readable("a" * 10, 4), readable(None)
    ('invoicegpj.exe', 'aaa…', '')
    """
    plain = "" if text is None else _DECEIVING.sub("", str(text)[: 4 * longest] if longest else str(text))
    return f"{plain[: longest - 1].rstrip()}…" if longest and len(plain) > longest else plain


def line(text: object, longest: int = LONGEST_LINE) -> str:
    """The same on one line, such as a headline."""
    return " ".join(readable(str(text or "")[: 8 * longest], longest).split())


def link(address: object) -> str:
    """An address that a page may lead to, or "".

    >>> link("https://tidings.example/a"), link("javascript:alert(1)"), link(" data:text/html,x"), link("https:/x")
    ('https://tidings.example/a', '', '', '')
    """
    text = str(address or "")
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return text if is_web and not _DECEIVING.search(text) and " " not in text and len(text) <= 4_000 else ""


def host(address: object) -> str:
    """The host of an address as a reader knows it.

    >>> host("https://www.tidings.example/a"), host("javascript:x")
    ('tidings.example', '')
    """
    return urlsplit(link(address)).netloc.rpartition("@")[2].removeprefix("www.")


def marked(text: str, marks: Iterable[object]) -> Markup:
    """A text with the places [start, end] in <mark>; places that make no sense are left out.

    >>> marked("<b>the ferry", [[7, 12]])
    Markup('&lt;b&gt;the <mark>ferry</mark>')
    """
    pieces, at = [], 0
    for start, end in sorted(_places(marks, len(text))):
        if start < at:
            continue
        pieces += [
            escape(readable(text[at:start])),
            Markup("<mark>"),
            escape(readable(text[start:end])),
            Markup("</mark>"),
        ]
        at = end
    return Markup("").join([*pieces, escape(readable(text[at:]))])


def _places(marks: Iterable[object], length: int) -> Iterable[tuple[int, int]]:
    for mark in marks:
        match mark:
            case [int(start), int(end)] if 0 <= start < end <= length:
                yield start, end
