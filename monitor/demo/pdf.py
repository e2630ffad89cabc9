"""A small PDF writer: pages of plain text in Helvetica, with title, language and date."""

from collections.abc import Sequence
from datetime import date
from textwrap import wrap

_LINES_A_PAGE = 40
_WIDTH = 82


def write_pdf(title: str, paragraphs: Sequence[str], day: date, language: str, header: str = "") -> bytes:
    """A PDF document. Texts have to fit into Latin-1 (cp1252), as the built-in fonts do.

    >>> write_pdf("A letter", ["Dear reader,"], date(2026, 11, 2), "en")[:8]
    b'%PDF-1.4'
    """
    lines = [*([header, ""] if header else []), *wrap(title, 60), ""]
    for part in paragraphs:
        lines += [*wrap(part, _WIDTH), ""]
    pages = [lines[start : start + _LINES_A_PAGE] for start in range(0, len(lines), _LINES_A_PAGE)]
    return _assemble(_objects(pages, title, day, language))


def _objects(pages: list[list[str]], title: str, day: date, language: str) -> list[bytes]:
    """The bodies of the objects, numbered from 1: catalogue, pages, font, information, then two a page."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    stamp = f"D:{day:%Y%m%d}090000Z"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title <" + _utf16(title) + f"> /CreationDate ({stamp}) /Producer (Demo) >>".encode(),
    ]
    for number, lines in enumerate(pages):
        text = _content(lines)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {6 + 2 * number} 0 R >>".encode()
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n".encode() + text + b"\nendstream")
    return objects


def _utf16(text: str) -> bytes:
    return ("\ufeff" + text).encode("utf-16-be").hex().upper().encode()


def _content(lines: list[str]) -> bytes:
    shown = b"\n".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
    return b"BT /F1 11 Tf 17 TL 60 780 Td\n" + shown + b"\nET"


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252", "replace")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assemble(objects: list[bytes]) -> bytes:
    """Header, objects, table of their places, trailer."""
    body, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    rows = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    count = len(objects) + 1
    table = f"xref\n0 {count}\n0000000000 65535 f \n".encode() + rows
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    return body + table + trailer
