"""The text of a source file -> a Source, or everything that is wrong with it."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from monitor.sources import values
from monitor.sources.durations import read_days, read_seconds
from monitor.sources.model import Entry, Source
from monitor.sources.problems import BrokenSourceError, Problem, did_you_mean

Reader = Callable[[object], Any]
LARGEST_FILE = 256 * 1024
MOST_PROBLEMS = 100

ENTRY_KEYS: dict[str, Reader] = {
    "kind": values.one_of(values.KINDS),
    "url": values.read_address,
    "confidence": values.one_of(values.CONFIDENCES),
    "item_links": values.read_rules,
    "follow": values.read_rules,
    "ignore": values.read_patterns,
}
SOURCE_KEYS: dict[str, Reader] = {
    "title": values.read_text,
    "organisation": values.read_text,
    "country": values.read_country,
    "languages": values.read_languages,
    "timezone": values.read_timezone,
    "home": values.read_address,
    "confidence": values.one_of(values.CONFIDENCES),
    "note": values.read_text,
    "active": values.read_flag,
    "date_order": values.one_of(("DMY", "MDY", "YMD")),
    "calendar": values.one_of(values.CALENDARS),
    "item_links": values.read_rules,
    "follow": values.read_rules,
    "ignore": values.read_patterns,
    "article": values.read_article,
    "concurrency": values.read_count,
    "delay": read_seconds,
    "interval": read_seconds,
    "cron": values.read_cron,
    "expect_every": read_days,
    "spider": values.read_name,
}


def read_source(text: str, name: str, group: str, path: Path | None = None) -> Source:
    """The source that a file states; raises `BrokenSourceError` with every problem found in it.

    >>> source = read_source('title = "Example"\\nhome = "https://example.org/"', "example", "own")
    >>> source.title, source.entries
    ('Example', ())
    """
    return _Reading(text, str(path) if path else f"{group}/{name}.toml").source(name, group, path)


class _Reading:
    """One pass over one file, collecting problems instead of stopping at the first."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []

    def source(self, name: str, group: str, path: Path | None) -> Source:
        table = self._table()
        entries = self._entries(table.pop("entry", []))
        found = self._values(table, SOURCE_KEYS, others=("entry",))
        self._file_name(name)
        self._require(table, entries)
        if self.problems:
            raise BrokenSourceError(self.problems)
        first = entries[0].url if entries else ""
        found.setdefault("home", first)
        return Source(name=name, group=group, entries=entries, path=path, **found)

    def _table(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:  # ValueError also for numbers of thousands of digits
            line = re.search(r"at line (\d+)", str(error))
            problem = Problem(self.file, f"this is not TOML: {error}", line=int(line[1]) if line else 0)
            raise BrokenSourceError([problem]) from error

    def _entries(self, tables: object) -> tuple[Entry, ...]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._report("entry: write [[entry]] on a line of its own for each entry")
            return ()
        found = [self._entry(table, number) for number, table in enumerate(tables, start=1)]
        return tuple(entry for entry in found if entry)

    def _entry(self, table: dict[str, Any], number: int) -> Entry | None:
        found = self._values(table, ENTRY_KEYS, prefix=f"entry {number}, ", entry=number)
        for key in ("kind", "url"):
            if key not in table:
                self._report(f"entry {number}, {key}: missing; write {_EXAMPLES[key]}", "", number)
        return Entry(**found) if {"kind", "url"} <= found.keys() else None

    def _values(
        self,
        table: Mapping[str, object],
        keys: Mapping[str, Reader],
        *,
        others: tuple[str, ...] = (),
        prefix: str = "",
        entry: int = 0,
    ) -> dict[str, Any]:
        found = {}
        for key, value in table.items():
            if key not in keys:
                hint = did_you_mean(key, (*keys, *others), f"; known are {', '.join(keys)}")
                self._report(f"{prefix}{key:.80}: there is no such key{hint}", key, entry)
                continue
            try:
                found[key] = keys[key](value)
            except ValueError as error:
                self._report(f"{prefix}{key}: {error}", key, entry)
        return found

    def _file_name(self, name: str) -> None:
        try:
            values.read_name(name)
        except ValueError as error:
            self._report(f"file name: {error}")

    def _require(self, table: dict[str, Any], entries: tuple[Entry, ...]) -> None:
        if not table.get("title"):
            self._report(f"title: missing; write {_EXAMPLES['title']}")
        if "interval" in table and "cron" in table:
            self._report("cron: interval says when as well; keep one of the two", "cron")
        if "home" not in table and not entries and not self.problems:
            self._report(f"home: missing, and there is no [[entry]]; write {_EXAMPLES['home']}")
        for address, times in Counter(entry.url for entry in entries).items():
            if times > 1:
                self._report(f"entry: {address} stands there {times} times; keep one")

    def _line(self, key: str, entry: int) -> int:
        """The line on which a key stands, 0 when it is not found."""
        inside = 0
        for number, line in enumerate(self.text.splitlines(), start=1):
            inside += bool(re.match(r"\s*\[\[\s*entry\s*\]\]", line))
            starts = re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=|\s*\[\s*{re.escape(key)}\s*\]""", line)
            if inside == entry and (starts or not key):
                return number
        return 0

    def _report(self, message: str, key: str | None = None, entry: int = 0) -> None:
        """Keeps a problem; beyond a hundred nobody reads on."""
        if len(self.problems) < MOST_PROBLEMS:
            line = 0 if key is None else self._line(key, entry)
            self.problems.append(Problem(self.file, message, line=line))


_EXAMPLES = {
    "title": 'title = "Example News"',
    "home": 'home = "https://example.org/"',
    "kind": 'kind = "feed" (or sitemap, listing, wordpress)',
    "url": 'url = "https://example.org/feed/"',
}
