"""The directory of an index: one process writes, any number read, and damage is seen before it is read.

<home>/search/<database>-<schema>/lock        held by the process that writes
                                 /index/      what is read
                                 /building/   what will take its place
"""

import fcntl
import json
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import tantivy

from monitor.search.schema import SCHEMA, VERSION, register
from monitor.search.snapshot import Snapshot
from monitor.settings import Environment

State = Literal["good", "missing", "damaged"]
# Bytes for what is not written yet.
HEAP: Final = 64 << 20
_META = "meta.json"


class Busy(Exception):
    """Another process writes the index."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """An index with the files that it was opened with: name -> bytes. `meta` tells one state from another."""

    index: tantivy.Index
    snapshot: Snapshot
    meta: tuple[int, int, int]
    files: dict[str, int]


class Directory:
    """The index of one database under one home."""

    def __init__(self, environment: Environment) -> None:
        self.root = environment.home / "search" / f"{environment.mongo_db}-{VERSION}"
        self.path = self.root / "index"
        self._opened: _Opened | None = None
        self._turn = threading.Lock()

    def state(self) -> State:
        """Whether the index can be read. Takes up what another process has written."""
        return "good" if self.snapshot() else "damaged" if self.path.exists() else "missing"

    def snapshot(self) -> Snapshot | None:
        """The latest state of the index; None where there is none, or none that can be read.

        The files of the index are mapped into memory, and reading behind the end of one ends the
        process; so each is compared with its size at every look.
        """
        with self._turn:
            for _ in range(3):  # a writer may change files between two looks
                opened = self._current()
                if opened is not None and _unchanged(self.path, opened.files):
                    self._opened = opened
                    return opened.snapshot
                self._opened = None
            return None

    def _current(self) -> _Opened | None:
        meta = _identity(self.path / _META)
        if meta is None:
            return None
        if self._opened is not None and self._opened.meta == meta:
            return self._opened
        return _open(self.path, meta)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Only one process at a time is in here; raises Busy. A process that is killed leaves it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / "lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy from error
            yield

    def begin(self) -> tantivy.Index:
        """A new, empty index beside the one that is read; only for the process that writes."""
        building = self.root / "building"
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        index = tantivy.Index(SCHEMA, path=str(building))
        register(index)
        return index

    def exchange(self) -> None:
        """Puts the new index in the place of the old one."""
        old = self.root / "old"
        shutil.rmtree(old, ignore_errors=True)
        if self.path.exists():
            self.path.rename(old)
        (self.root / "building").rename(self.path)
        shutil.rmtree(old, ignore_errors=True)

    def open(self) -> tantivy.Index:
        """The index, to be written; raises ValueError or OSError when it is damaged."""
        index = tantivy.Index.open(str(self.path))
        register(index)
        return index


def _open(path: Path, meta: tuple[int, int, int]) -> _Opened | None:
    """The index as it stands; None where it cannot be read."""
    try:
        if not _is_whole(path):
            return None
        index = tantivy.Index.open(str(path))
        register(index)
        index.config_reader("manual")
        index.reload()
        snapshot = Snapshot(index.searcher())
        files = {name: (path / name).stat().st_size for name in _files(path)}
    except (ValueError, OSError, KeyError, TypeError):
        return None
    return _Opened(index, snapshot, meta, files) if _identity(path / _META) == meta else None


def _is_whole(path: Path) -> bool:
    """Whether every file ends as the index ends its files, with its length and a magic number."""
    return all(_has_foot(path / name) for name in _files(path))


def _has_foot(file: Path) -> bool:
    # Tantivy's footer: JSON with a checksum, its length as 4 bytes, and the number 1337.
    with file.open("rb") as stream:
        size = file.stat().st_size
        stream.seek(max(0, size - 8))
        foot = stream.read(8)
    return len(foot) == 8 and int.from_bytes(foot[4:], "little") == 1337 and int.from_bytes(foot[:4], "little") < size


def _files(path: Path) -> list[str]:
    """The files of the segments that meta.json names."""
    meta = json.loads((path / _META).read_bytes())
    identities = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    found = sorted(file.name for file in path.iterdir() if file.name.partition(".")[0] in identities)
    if {name.partition(".")[0] for name in found} != identities:
        raise OSError("files of the index are missing")
    return found


def _identity(file: Path) -> tuple[int, int, int] | None:
    try:
        stat = file.stat()
    except OSError:
        return None
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _unchanged(path: Path, files: dict[str, int]) -> bool:
    try:
        return all((path / name).stat().st_size == size for name, size in files.items())
    except OSError:
        return False
