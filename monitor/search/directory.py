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
from typing import Any, Final, Literal, NamedTuple

import tantivy

from monitor.search.schema import SCHEMA, VERSION, register
from monitor.search.snapshot import Snapshot
from monitor.search.volumes import Volumes
from monitor.settings import Environment

State = Literal["good", "new", "missing", "damaged"]
# Bytes for what is not written yet.
HEAP: Final = 64 << 20
_META = "meta.json"


class Identity(NamedTuple):
    """What tells whether a file is still the same."""

    inode: int
    changed: int  # nanoseconds
    size: int


class Busy(Exception):
    """Another process writes the index."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """An index with the files that it was opened with. `meta` tells one state from another."""

    index: tantivy.Index
    snapshot: Snapshot
    meta: Identity
    files: dict[str, Identity]


class Directory:
    """The index of one database under one home."""

    def __init__(self, environment: Environment) -> None:
        self.root = environment.home / "search" / f"{environment.mongo_db}-{VERSION}"
        self.path = self.root / "index"
        self._opened: _Opened | None = None
        self._was_there = False
        self._turn = threading.Lock()

    def state(self) -> State:
        """Whether the index can be read, or why not; new: there has been none. Takes up what another process wrote."""
        if self.snapshot():
            return "good"
        if self.path.exists():
            return "damaged"
        return "missing" if self._was_there or self.root.exists() else "new"

    def snapshot(self) -> Snapshot | None:
        """The latest state of the index; None where there is none, or none that can be read.

        The files of the index are mapped into memory, and reading behind the end of one ends the
        process; so each is compared with what it was at every look.
        """
        with self._turn:
            for _ in range(3):  # a writer may change files between two looks
                opened = self._current()
                if opened is not None and _unchanged(self.path, opened.files):
                    self._opened, self._was_there = opened, True
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

    @contextmanager
    def building(self) -> Iterator[tantivy.Index]:
        """A new, empty index beside the one that is read; only for the process that writes.

        What was not put in the place of the old one at the end is removed.
        """
        building = self.root / "building"
        _remove(building)
        building.mkdir(parents=True)
        try:
            index = tantivy.Index(SCHEMA, path=str(building))
            register(index)
            yield index
        finally:
            _remove(building)

    def exchange(self) -> None:
        """Puts the new index in the place of the old one."""
        old = self.root / "old"
        _remove(old)
        if self.path.exists() or self.path.is_symlink():
            self.path.rename(old)
        (self.root / "building").rename(self.path)
        _remove(old)
        self._remove_earlier()

    def _remove_earlier(self) -> None:
        """Takes away indexes that earlier versions of the program made of the same database."""
        database, _, _ = self.root.name.rpartition("-")
        for other in self.root.parent.iterdir():
            name, _, version = other.name.rpartition("-")
            if name == database and version.isdecimal() and int(version) < VERSION:
                _remove(other)

    def volumes(self, *, building: bool = False) -> Volumes:
        """The rows of the index, to be added to; those of a new one are none yet."""
        return Volumes(self.root / "building") if building else Volumes.listed(self.path)

    def open(self) -> tantivy.Index:
        """The index, to be written; raises ValueError or OSError when it is damaged."""
        index = tantivy.Index.open(str(self.path))
        register(index)
        return index


def _remove(path: Path) -> None:
    """Takes away a directory, or whatever stands in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _open(path: Path, meta: Identity) -> _Opened | None:
    """The index as it stands; None where it cannot be read."""
    try:
        files = {name: _known(path / name) for name in _files(path)}
        if not all(_is_whole(path / name, file, meta) for name, file in files.items()):
            return None
        volumes = Volumes.listed(path)
        files |= {name: _known(path / name) for name in volumes.files}
        index = tantivy.Index.open(str(path))
        register(index)
        index.config_reader("manual")
        index.reload()
        snapshot = Snapshot(index.searcher(), volumes)
    except (ValueError, OSError, KeyError, TypeError):
        return None
    return _Opened(index, snapshot, meta, files) if _identity(path / _META) == meta else None


def _is_whole(path: Path, file: Identity, meta: Identity) -> bool:
    """Whether a file ends as the index ends its files and nobody wrote into it afterwards."""
    # Tantivy's files never change, and meta.json, which names them, is written behind them. Each ends
    # with JSON, its length as 4 bytes, and the number 1337.
    with path.open("rb") as stream:
        stream.seek(max(0, file.size - 8))
        foot = stream.read(8)
    length, magic = int.from_bytes(foot[:4], "little"), int.from_bytes(foot[4:], "little")
    return file.changed <= meta.changed and magic == 1337 and length < file.size


def _files(path: Path) -> list[str]:
    """The files of the segments that meta.json names, with the latest list of what was deleted from each."""
    segments = json.loads((path / _META).read_bytes())["segments"]
    deleted = {_segment(one): f"{_segment(one)}.{(one['deletes'] or {}).get('opstamp')}.del" for one in segments}
    names = [file.name for file in path.iterdir() if file.name.partition(".")[0] in deleted]
    found = [name for name in names if not name.endswith(".del") or name in deleted.values()]
    if {name.partition(".")[0] for name in found} != deleted.keys():
        raise OSError("files of the index are missing")
    return found


def _segment(described: dict[str, Any]) -> str:
    return str(described["segment_id"]).replace("-", "")


def _known(file: Path) -> Identity:
    stat = file.stat()
    return Identity(stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _identity(file: Path) -> Identity | None:
    """None where there is no such file."""
    try:
        return _known(file)
    except OSError:
        return None


def _unchanged(path: Path, files: dict[str, Identity]) -> bool:
    return all(_identity(path / name) == file for name, file in files.items())
