"""Watches as they stand in the database."""

from dataclasses import dataclass, replace
from datetime import datetime

from monitor.sources.problems import Problem
from monitor.store.documents import Document
from monitor.watch import Watch
from monitor.watches.problems import BrokenWatchError
from monitor.watches.reading import read_table


@dataclass(frozen=True, slots=True)
class StoredWatch:
    """A watch as it stands. `watch.version` is set; `by` changed it last, at `updated_at`.

    `file` is the path of the file that keeps it: whoever wants to change it changes that file. "" is
    a watch that the pages edit. An archived one matches nothing and can be brought back.
    """

    watch: Watch
    updated_at: datetime
    by: str
    file: str = ""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class WatchVersion:
    """A watch as it stood after one change; `watch` is None where that can no longer be read."""

    version: int
    at: datetime
    by: str
    watch: Watch | None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class WatchList:
    """The watches by name, and those that cannot be read with what is wrong with each."""

    watches: tuple[StoredWatch, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()


def stored_watch(document: Document) -> StoredWatch:
    """The watch in a document; raises `BrokenWatchError`."""
    name = str(document["_id"])
    watch = read_table(document.get("current"), name)
    try:
        watch = replace(watch, version=int(document["version"]))
        by, file = str(document.get("by", "")), str(document.get("file", ""))
        return StoredWatch(watch, document["updated_at"], by, file, bool(document.get("archived")))
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenWatchError([Problem(name, f"its version cannot be read: {error!r:.80}")]) from error


def watch_version(name: str, entry: Document) -> WatchVersion:
    """One entry of a watch's history."""
    try:
        watch: Watch | None = replace(read_table(entry["watch"], name), version=entry["version"])
    except BrokenWatchError:
        watch = None
    return WatchVersion(entry["version"], entry["at"], entry["by"], watch, bool(entry.get("archived")))
