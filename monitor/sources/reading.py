"""The text of a source file -> a Source, or everything that is wrong with it."""

from collections import Counter
from pathlib import Path
from typing import Any

from monitor.sources import values
from monitor.sources.durations import read_days, read_seconds
from monitor.sources.model import Entry, Source
from monitor.sources.problems import BrokenSourceError
from monitor.sources.tables import Reader, TableReading, Within

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
    "revisit": read_seconds,
    "spider": values.read_name,
}


def read_source(text: str, name: str, group: str, path: Path | None = None) -> Source:
    """The source that a file states; raises `BrokenSourceError` with every problem found in it.

    >>> source = read_source('title = "Example"\\nhome = "https://example.org/"', "example", "own")
    >>> source.title, source.entries
    ('Example', ())
    """
    return _Reading(text, str(path) if path else f"{group}/{name}.toml").source(name, group, path)


class _Reading(TableReading):
    """One pass over one source file."""

    error = BrokenSourceError

    def source(self, name: str, group: str, path: Path | None) -> Source:
        table = self.top()
        tables = self.tables("entry", table.pop("entry", []))
        entries = tuple(entry for number, one in enumerate(tables, start=1) if (entry := self._entry(one, number)))
        found = self.values(table, SOURCE_KEYS, others=("entry",))
        self._file_name(name)
        self._require(table, entries)
        if self.problems:
            raise BrokenSourceError(self.problems)
        first = entries[0].url if entries else ""
        found.setdefault("home", first)
        return Source(name=name, group=group, entries=entries, path=path, **found)

    def _entry(self, table: dict[str, Any], number: int) -> Entry | None:
        within = Within("entry", number)
        found = self.values(table, ENTRY_KEYS, within=within)
        for key in ("kind", "url"):
            if key not in table:
                self.report(f"{key}: missing; write {_EXAMPLES[key]}", "", within)
        return Entry(**found) if {"kind", "url"} <= found.keys() else None

    def _file_name(self, name: str) -> None:
        try:
            values.read_name(name)
        except ValueError as error:
            self.report(f"file name: {error}")

    def _require(self, table: dict[str, Any], entries: tuple[Entry, ...]) -> None:
        if not table.get("title"):
            self.report(f"title: missing; write {_EXAMPLES['title']}")
        if "interval" in table and "cron" in table:
            self.report("cron: interval says when as well; keep one of the two", "cron")
        if "home" not in table and not entries and not self.problems:
            self.report(f"home: missing, and there is no [[entry]]; write {_EXAMPLES['home']}")
        for address, times in Counter(entry.url for entry in entries).items():
            if times > 1:
                self.report(f"entry: {address} stands there {times} times; keep one")


_EXAMPLES = {
    "title": 'title = "Example News"',
    "home": 'home = "https://example.org/"',
    "kind": 'kind = "feed" (or sitemap, listing, wordpress)',
    "url": 'url = "https://example.org/feed/"',
}
