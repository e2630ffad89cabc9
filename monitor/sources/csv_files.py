"""CSV: one row for each entry, for people who keep their list in a spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import cast

from monitor.errors import CatalogueError
from monitor.extract.entry_text import decoded
from monitor.extract.plain import tidy
from monitor.sources.exchange import Draft, Imported, check_size, settle
from monitor.sources.model import Entry, Kind, Source
from monitor.sources.problems import Problem, did_you_mean
from monitor.sources.values import CONFIDENCES, KINDS

COLUMNS = ("name", "title", "home", "country", "languages", "timezone", "kind", "url", "confidence", "group")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(sources: Iterable[Source]) -> str:
    """One row for each entry; a source without entries has one row with its home only."""
    text = StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for source in sources:
        for entry in source.entries or (None,):
            rows.writerow([_unarmed(value) for value in _row(source, entry)])
    return text.getvalue()


def _row(source: Source, entry: Entry | None) -> list[str]:
    languages = " ".join(source.languages)
    about = [source.name, source.title, source.home, source.country, languages, source.timezone]
    way = [entry.kind, entry.url, entry.confidence] if entry else ["", "", ""]
    return [*about, *way, source.group]


def _unarmed(value: str) -> str:
    """Spreadsheets run what starts like a formula; the apostrophe makes them show it.

    >>> _unarmed("=1+1"), _unarmed("Plain")
    ("'=1+1", 'Plain')
    """
    value = tidy(value)
    return "'" + value if value.startswith(_FORMULA) else value


def read_csv(raw: bytes, file: str) -> Imported:
    """The sources in a CSV file; rows with one name are one source.

    Raises `CatalogueError` where the first row does not name the columns.
    """
    check_size(raw, file)
    lines = decoded(raw).replace("\x00", "").splitlines(keepends=True)
    delimiter = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.reader(lines, delimiter=delimiter)
    found = Imported()
    drafts: dict[str, Draft] = {}
    try:
        columns = _columns(next(rows, []), file)
        for row in rows:
            _take(dict(zip(columns, map(_plain, row), strict=False)), rows.line_num, drafts, found, file)
    except csv.Error as error:
        raise CatalogueError(f"{file}:{rows.line_num}: not CSV: {error}") from error
    return settle(drafts.values(), file, found)


def _columns(header: list[str], file: str) -> list[str]:
    columns = [name.strip().lower() for name in header]
    for name in columns:
        if name not in COLUMNS:
            hint = did_you_mean(name, COLUMNS, f"; known are {', '.join(COLUMNS)}")
            raise CatalogueError(f"{file}:1: there is no column {name!r:.80}{hint}")
    if not {"home", "url"} & set(columns):
        raise CatalogueError(
            f"{file}:1: neither a column home nor url; write the names of the columns in the first row"
        )
    return columns


def _plain(value: str) -> str:
    value = tidy(value)
    return value[1:] if value[:1] == "'" and value[1:].startswith(_FORMULA) else value


def _take(row: dict[str, str], line: int, drafts: dict[str, Draft], found: Imported, file: str) -> None:
    if not any(row.values()):
        return
    key = row.get("name") or row.get("home") or row.get("url", "")
    draft = drafts.setdefault(key, _draft(row, line))
    kind, url = row.get("kind") or "feed", row.get("url", "")
    confidence = row.get("confidence") or "seen"
    if not url:
        return
    if kind not in KINDS or confidence not in CONFIDENCES:
        known = f"kind: {', '.join(KINDS)}; confidence: {', '.join(CONFIDENCES)}"
        found.problems.append(
            Problem(file, f"{key:.80}: {kind!r:.40}, {confidence!r:.40}: known are {known}", line=line)
        )
        return
    draft.entries.setdefault(url, Entry(cast("Kind", kind), url, confidence))


def _draft(row: dict[str, str], line: int) -> Draft:
    return Draft(
        line=line,
        title=row.get("title", ""),
        home=row.get("home", ""),
        group=row.get("group") or "own",
        name=row.get("name", ""),
        country=row.get("country", ""),
        timezone=row.get("timezone", ""),
        languages=tuple(row.get("languages", "").replace(",", " ").split()),
    )
