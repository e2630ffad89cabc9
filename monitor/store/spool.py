"""The spool: articles on the local disk while MongoDB is away, one JSON line each."""

import fcntl
import os
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from io import FileIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from bson.json_util import RELAXED_JSON_OPTIONS, JSONOptions, dumps, loads

from monitor.store.bulk import StoreResult
from monitor.store.documents import Document

FILE_BYTES = 16_000_000
LINES_AT_ONCE = 200
ZONED: JSONOptions = RELAXED_JSON_OPTIONS.with_options(tz_aware=True)

StoreDocuments = Callable[[Sequence[Document]], Awaitable[list[StoreResult]]]


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of spooled articles.

    `torn` lines were cut off by a crash before anybody was told that they were safe; `refused`
    ones cannot be stored or read and lie in `refused.jsonl` beside the spool.
    """

    stored: int = 0
    torn: int = 0
    refused: int = 0

    def __add__(self, other: "Replay") -> "Replay":
        return Replay(self.stored + other.stored, self.torn + other.torn, self.refused + other.refused)


def spool_directory(home: Path) -> Path:
    """Where a home keeps articles that wait for MongoDB."""
    return home / "spool"


class Spool:
    """A directory of files, written in order and replayed in order.

    Each process appends to a file of its own and holds the kernel's lock on it, so that nobody
    replays what is still being written.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._file: FileIO | None = None

    def append(self, documents: Sequence[Document]) -> None:
        """Writes articles; they are on the disk when this returns. Raises OSError."""
        lines = b"".join(dumps(document, json_options=ZONED).encode() + b"\n" for document in documents)
        file = self._file or self._create()
        start = file.tell()
        try:
            _write_all(file, lines)
            os.fsync(file.fileno())
        except OSError:
            file.truncate(start)
            file.seek(start)
            raise
        if file.tell() > FILE_BYTES:
            self.close()

    def close(self) -> None:
        """Ends the file being written; the next article begins a new one."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def files(self) -> list[Path]:
        """The files that wait, oldest first."""
        return sorted(self.directory.glob("[0-9]*.jsonl"))

    def pending(self) -> int:
        """How many articles wait."""
        return sum(_lines_in(path) for path in self.files())

    async def replay(self, store: StoreDocuments) -> Replay:
        """Stores what waits, oldest first, and removes it once it is stored.

        Raises what `store` raises; what was not removed then is replayed again, harmlessly.
        """
        done = Replay()
        files = self.files()
        if files:
            self.close()
        for path in files:
            done += await self._replay_file(path, store)
        return done

    async def _replay_file(self, path: Path, store: StoreDocuments) -> Replay:
        done = Replay()
        try:
            file = path.open("rb")
        except FileNotFoundError:  # another process has just replayed it
            return done
        with file:
            if not lock(file) or not is_at(file, path):
                return done
            while lines := list(islice(file, LINES_AT_ONCE)):
                done += await self._replay_lines(lines, store)
            _remove(path)
        return done

    async def _replay_lines(self, lines: list[bytes], store: StoreDocuments) -> Replay:
        whole = [line for line in lines if line.endswith(b"\n")]
        read = [(line, document) for line in whole if (document := _document(line)) is not None]
        results = await store([document for _, document in read])
        refused = [line for (line, _), result in zip(read, results, strict=True) if result.error]
        refused += [line for line in whole if _document(line) is None]
        self._keep_refused(refused)
        return Replay(len(whole) - len(refused), len(lines) - len(whole), len(refused))

    def _keep_refused(self, lines: list[bytes]) -> None:
        if lines:
            with (self.directory / "refused.jsonl").open("ab") as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())

    def _create(self) -> FileIO:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in self._numbers():
            path = self.directory / f"{number:012d}.jsonl"
            try:
                file = path.open("xb", buffering=0)
            except FileExistsError:
                continue
            # A replay of another process can take the empty file away before it is locked.
            if lock(file) and is_at(file, path):
                self._file = file
                sync_directory(self.directory)
                return file
            file.close()
        raise FileExistsError(17, "no free name", str(self.directory))

    def _numbers(self) -> Iterator[int]:
        last = max((int(path.stem) for path in self.files() if path.stem.isdecimal()), default=0)
        return iter(range(last + 1, last + 1000))


def _document(line: bytes) -> Document | None:
    try:
        document = loads(line, json_options=ZONED)
    except (ValueError, TypeError, RecursionError):
        return None
    return document if isinstance(document, dict) and document.get("keys") else None


def _remove(path: Path) -> None:
    path.unlink()


def _write_all(file: FileIO, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def is_at(file: BinaryIO | FileIO, path: Path) -> bool:
    """Whether an open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def lock(file: BinaryIO | FileIO) -> bool:
    """Whether the kernel gave us the file's lock; it goes when the file is closed, however that happens."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lines_in(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(line.endswith(b"\n") for line in file)
    except FileNotFoundError:
        return 0


def sync_directory(directory: Path) -> None:
    """Returns when the names in a directory are on the disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
