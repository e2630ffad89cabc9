"""The answer of an entry as text: charset, leading junk, and JSON behind warnings."""

import codecs
import gzip
import json
import re
import zlib
from io import BytesIO

from monitor.errors import EntryError

LARGEST = 50 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What sites call Latin-1 is what browsers read as Windows-1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}


def unpacked(body: bytes) -> bytes:
    """The body, out of gzip where it is packed. Raises `EntryError` beyond 50 MiB or when broken."""
    if body[:2] != b"\x1f\x8b":
        return _bounded(body)
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as packed:
            return _bounded(packed.read(LARGEST + 1))
    except (OSError, EOFError, zlib.error) as error:
        raise EntryError("is broken gzip") from error


def _bounded(body: bytes) -> bytes:
    if len(body) > LARGEST:
        raise EntryError("is larger than 50 MiB")
    return body


def decoded(body: bytes, content_type: str = "") -> str:
    """The text of an answer: byte order mark, then valid UTF-8, then what header or text declare.

    >>> decoded("Nähe".encode("latin-1"), "text/xml; charset=ISO-8859-1")
    'Nähe'
    """
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    if body[:2] in (b"<\x00", b"\x00<"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    try:
        if b"\x1b$" not in body:  # ISO-2022-JP is valid UTF-8, and not meant as such
            return body.decode()
    except UnicodeDecodeError:
        pass
    return body.decode(_declared(body, content_type), "replace")


def _declared(body: bytes, content_type: str) -> str:
    header = _CHARSET.search(content_type)
    inside = _DECLARED.search(body[:1024]) or _META.search(body[:8192])
    for name in (header[1] if header else "", inside[1].decode("ascii", "replace") if inside else ""):
        charset = _known(name)
        if charset:
            return charset
    if b"\x1b$" in body:
        return "iso2022_jp"
    # One stray octet in a page of UTF-8 is likelier than another charset nobody names.
    broken = body[:200_000].decode("utf-8", "replace").count("\ufffd")
    return "utf-8" if broken * 50 < sum(octet > 127 for octet in body[:200_000]) else "cp1252"


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not getattr(found, "_is_text_encoding", True) or found.name in ("idna", "punycode", "unicode_escape", "utf-7"):
        return ""
    if found.name == "utf-8":
        return ""  # declared, but it is not: see below
    return _MEANT.get(found.name, found.name)


def read_json(body: bytes) -> object:
    """The JSON value of an answer, also behind a byte order mark or printed warnings.

    Raises ValueError where there is none.

    >>> read_json(b"<b>Notice</b>: x [{}]")
    [{}]
    """
    text = decoded(body).strip().lstrip("\ufeff")
    for start in _starts(text):
        try:
            value, _ = json.JSONDecoder().raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        return value
    raise ValueError("no JSON")


def _starts(text: str) -> list[int]:
    if text[:1] in ("{", "["):
        return [0]
    return [found.start() for found in list(re.finditer(r"\[\s*\{|\{\s*\"|\[\s*\]", text[:20_000]))[:3]]
