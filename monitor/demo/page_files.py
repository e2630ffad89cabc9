"""A folder of saved pages -> each page with its address. Hostile files are counted, not trusted."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

LARGEST_PAGE = 64 * 1024 * 1024
_HEAD = 300_000
_META = re.compile(r"<(?:meta|link)\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_TITLE = re.compile(r"<title\b[^>]{0,500}>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_SITE_NAME = re.compile(r"\s+[|–—-]\s+[^|–—]{1,60}$")


class UnreadableError(ValueError):
    """A saved page that cannot be served; the message says why, in words for counting."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One saved page: its address, its body as gzip, and what a site says of it in a list."""

    url: str
    packed: bytes
    title: str = ""
    language: str = ""
    is_utf8: bool = False


def saved_pages(folder: Path) -> Iterator[SavedPage | UnreadableError]:
    """Every page of a folder: `pages/*.html.gz` with `truth.jsonl`, folders of such, or plain files.

    What cannot be read comes as an error instead of a page, so that it can be counted.
    """
    for place in _places(folder):
        rows = dict(_rows(place))
        for file in sorted({*rows, *_files(place)}):
            try:
                yield _page(place, file, rows.get(file, {}))
            except UnreadableError as error:
                yield error


def _places(folder: Path) -> list[Path]:
    if _is_collection(folder):
        return [folder]
    collections = [one for one in sorted(folder.iterdir()) if one.is_dir() and _is_collection(one)]
    return collections or [folder]


def _is_collection(folder: Path) -> bool:
    return (folder / "pages").is_dir() or (folder / "truth.jsonl").is_file()


def _files(place: Path) -> list[str]:
    found = [*place.glob("*.htm*"), *(place / "pages").glob("*.htm*")]
    return [str(file.relative_to(place)) for file in found if file.is_file()]


def _rows(place: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and what truth.jsonl says of it; lines that are no such thing are left to the files."""
    truth = place / "truth.jsonl"
    if not truth.is_file():
        return
    for line in truth.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("file"), str):
            yield row["file"], row


def _page(place: Path, file: str, row: dict[str, Any]) -> SavedPage:
    packed, body = _bodies(place, file)
    head, is_utf8 = _decoded(body)
    tags = [_attributes(tag) for tag in _META.findall(head)]
    url, language = row.get("url"), row.get("language")
    address = _web_address(url if isinstance(url, str) else _own_address(tags, file))
    title = _one_line(_meta(tags, "property", "og:title", "content") or _title(head))
    return SavedPage(address, packed, title, language if isinstance(language, str) else "", is_utf8)


def _bodies(place: Path, file: str) -> tuple[bytes, bytes]:
    """A page packed and unpacked."""
    path = (place / file).resolve()
    if not path.is_relative_to(place.resolve()):
        raise UnreadableError("lies outside its folder")
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as opened:
                body = opened.read(LARGEST_PAGE + 1)
        else:
            body = path.read_bytes()
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise UnreadableError("cannot be read") from error
    if len(body) > LARGEST_PAGE:
        raise UnreadableError("is larger than 64 MiB")
    return path.read_bytes() if path.suffix == ".gz" else gzip.compress(body, mtime=0), body


def _decoded(body: bytes) -> tuple[str, bool]:
    """The beginning as text, and whether the whole is UTF-8."""
    try:
        return body.decode("utf-8")[:_HEAD], True
    except UnicodeDecodeError:
        found = re.search(rb"charset=[\"']?([\w-]{3,20})", body[:5000])
        charset = found[1].decode("ascii") if found else "windows-1252"
    try:
        return body[:_HEAD].decode(charset, "replace"), False
    except LookupError:
        return body[:_HEAD].decode("windows-1252", "replace"), False


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}


def _meta(tags: list[dict[str, str]], key: str, value: str, wanted: str) -> str:
    return next((tag.get(wanted, "") for tag in tags if tag.get(key, "").lower() == value), "")


def _title(head: str) -> str:
    found = _TITLE.search(head)
    title = unescape(found[1]) if found else ""
    return _SITE_NAME.sub("", title) if len(title) > 40 else title


def _one_line(text: str) -> str:
    """Text without line breaks and without what XML cannot hold."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(printable.split())[:500]


def _own_address(tags: list[dict[str, str]], file: str) -> str:
    """The address that a page gives itself, or one made from the file's name."""
    own = _meta(tags, "rel", "canonical", "href") or _meta(tags, "property", "og:url", "content")
    name = Path(file).name.removesuffix(".gz")
    return (
        urljoin(f"https://pages.example/{quote(name)}", own)
        if own.startswith("http")
        else (f"https://pages.example/{quote(name)}")
    )


def _web_address(url: str) -> str:
    url = "".join(sign for sign in url.strip() if sign.isprintable())
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UnreadableError("has no web address")
    return url
