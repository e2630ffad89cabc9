"""Bytes -> text, whatever the server said they are; valid UTF-8 wins over every declaration."""

import codecs
import re
from contextlib import suppress

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from monitor.extract.reading import Reason

_SIGNATURES: tuple[tuple[bytes, Reason], ...] = (
    (b"\x89PNG\r\n", "not a document: image"),
    (b"\xff\xd8\xff", "not a document: image"),
    (b"GIF8", "not a document: image"),
    (b"II*\x00", "not a document: image"),
    (b"MM\x00*", "not a document: image"),
    (b"ID3", "not a document: audio or video"),
    (b"OggS", "not a document: audio or video"),
    (b"\x1aE\xdf\xa3", "not a document: audio or video"),
    (b"PK\x03\x04", "not a document: archive"),
    (b"Rar!", "not a document: archive"),
    (b"7z\xbc\xaf", "not a document: archive"),
    (b"\x1f\x8b\x08", "not a document: archive"),
    (b"\xd0\xcf\x11\xe0", "not a document: office file"),
    (b"{\\rtf", "not a document: office file"),
    (b"\x7fELF", "not a document: data"),
    (b"wOFF", "not a document: data"),
    (b"wOF2", "not a document: data"),
)
_OFFICE = re.compile(rb"word/|xl/|ppt/|opendocument|epub")
_TYPES: tuple[tuple[str, Reason], ...] = (
    ("image/", "not a document: image"),
    ("audio/", "not a document: audio or video"),
    ("video/", "not a document: audio or video"),
    ("font/", "not a document: data"),
)
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|title|meta|p|div|h1)\b", re.IGNORECASE)


_NEVER_TEXT = bytes(octet for octet in range(0x20) if octet not in b"\t\n\v\f\r\x1b")


def is_pdf(body: bytes) -> bool:
    """Whether the bytes are a PDF, under whatever name: the signature stands in the first KiB.

    >>> is_pdf(b"\\n%PDF-1.4 ..."), is_pdf(b"<p>Our files begin with %PDF-</p>")
    (True, False)
    """
    return body[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"%PDF-")


def why_not_text(body: bytes, content_type: str) -> Reason | None:
    """Why the bytes cannot be a page, or None when they can.

    >>> why_not_text(b"\\x89PNG\\r\\n\\x1a\\n", "text/html")
    'not a document: image'
    """
    for signature, reason in _SIGNATURES:
        if body.startswith(signature):
            return "not a document: office file" if _OFFICE.search(body[:4096]) else reason
    if body[:4] == b"RIFF" or body[4:8] == b"ftyp":
        return (
            "not a document: image"
            if b"WEBP" in body[:16] or b"avif" in body[:16]
            else "not a document: audio or video"
        )
    return _why_not_markup(body[:4096], content_type.lower())


def _why_not_markup(start: bytes, content_type: str) -> Reason | None:
    if _wide_encoding(start):
        return None
    # No charset of the web writes text with these; of random bytes they are a tenth.
    if len(start.translate(None, _NEVER_TEXT)) * 50 < len(start) * 49:
        return "not a document: data"
    if _MARKUP.search(start):
        return None
    for prefix, reason in _TYPES:
        if content_type.startswith(prefix) and "svg" not in content_type:
            return reason
    if "json" in content_type or "javascript" in content_type:
        return "not a document: data"
    return None


def _wide_encoding(body: bytes) -> str:
    """UTF-16 or UTF-32 by the byte order mark, or by how the first "<" is written; "" for other encodings.

    As https://www.w3.org/TR/xml/#sec-guessing has it. Markup in these has zero bytes; where it has
    none, the mark is wrong.
    """
    if b"\x00" not in body[4:4096]:
        return ""
    return next((name for start, name in _WIDE if body.startswith(start)), "")


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page; never fails, and puts U+FFFD where a byte has no meaning.

    In this order: UTF-16 and UTF-32, valid (or very nearly valid) UTF-8, the header's charset, the
    page's own, a guess from the bytes.

    >>> decode("Привет".encode("windows-1251"), "text/html; charset=windows-1251")
    'Привет'
    >>> decode("naïve".encode(), "text/html; charset=iso-8859-1")
    'naïve'
    """
    if wide := _wide_encoding(body):
        return body.decode(wide, "replace").removeprefix("\ufeff")
    _, mark = read_bom(body)
    body = body.removeprefix(mark or b"")
    # This charset is written in ASCII alone, which is UTF-8 as well.
    if b"\x1b" in body and "iso2022_jp" in _declared(body, content_type):
        return body.decode("iso2022_jp", "replace")
    return _as_utf8(body) or _as_declared(body, _declared(body, content_type)) or _as_guessed(body)


def _declared(body: bytes, content_type: str) -> list[str]:
    names = (http_content_type_encoding(content_type), html_body_declared_encoding(body[:8192]))
    known = [resolve_encoding(name) for name in names if name]
    return [name.replace("-", "_").lower() for name in known if name and "utf" not in name.lower()]


def _as_utf8(body: bytes) -> str:
    """The text if it is UTF-8, allowing one broken place in twenty foreign characters."""
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8")
    with suppress(UnicodeDecodeError):
        return _with_pairs_joined(body.decode("utf-8", "surrogatepass"))
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for byte in body if byte >= 0xC2) if broken < 500 else 0
    return text if broken * 20 < foreign else ""


def _with_pairs_joined(text: str) -> str:
    """Some programs write a sign beyond U+FFFF as two, of three bytes each; one without the other means nothing."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _as_declared(body: bytes, declared: list[str]) -> str:
    for name in declared:
        text = body.decode(name, "replace")
        if text.count("\ufffd") * 200 <= len(text) and not _is_mojibake(text, name):
            return text
    return ""


def _is_mojibake(text: str, encoding: str) -> bool:
    """Whether "Latin" text is another script: no language has an accent on every third letter."""
    if encoding not in _LATIN:
        return False
    words = _TAGS.sub(" ", text[:200_000])
    return len(re.findall("[^\x00-\x7f]", words)) * 3 > len(re.findall("[^\\W\\d_]", words)) + 30


_LATIN = {"cp1252", "latin_1", "iso8859_1", "iso_8859_1", "windows_1252", "iso8859_15"}
_TAGS = re.compile("<[^<>]{0,2000}>")
_MARKUP_BYTES = re.compile(
    rb"<(?:script|style)\b.{0,200000}?</(?:script|style)|<[^<>]{0,2000}>|[\x00-\x08]", re.DOTALL | re.IGNORECASE
)
_LANG = re.compile(rb"<html[^>]{0,300}\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
_CENTRAL = dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "bs", "ro", "sq"), ("cp1250", "iso8859_2"))
_CHARSETS_OF = {**_CENTRAL, "tr": ("cp1254",), "et": ("cp1257",), "lv": ("cp1257",), "lt": ("cp1257",)}


def _as_guessed(body: bytes) -> str:
    """A guess from the bytes beyond ASCII for other scripts, from the page's language for Latin."""
    plain = _MARKUP_BYTES.sub(b" ", body[:400_000])[:20_000]
    best = from_bytes(plain).best()
    if best is not None and _is_other_script(str(best)):
        return body.decode(best.encoding, "replace")
    found = _LANG.search(body[:8192])
    names = _CHARSETS_OF.get(found[1].decode().lower() if found else "", ("cp1252",))
    return min((body.decode(name, "replace") for name in names), key=_oddities)


def _is_other_script(text: str) -> bool:
    return len(re.findall("[\u0370-\u1fff\u2c00-\ud7ff\uf900-\ufdff]", text)) * 4 > len(text.split())


def _oddities(text: str) -> int:
    """How many characters stand there that no prose needs: the sign of a wrong charset."""
    return len(re.findall("[\ufffd\x80-\x9f¡-¦¨-ª¬-¯±-¶¸-º¼-¾ˇ˘˙˛˝]", text))
