"""One file of numbers: written once, never changed, and known to be whole before it is believed.

A line of JSON says which columns there are, each with its checksum; then come their bytes.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from weakref import finalize

import numpy as np
import numpy.typing as npt
import xxhash

Column = npt.NDArray[Any]
_LINE: Final = b"\n"
_DIGITS: Final = 16  # digits of a checksum
_LONGEST_LINE: Final = 10_000


class DamagedError(ValueError):
    """Raised where a file is read that is not what was written."""


def write(path: Path, columns: Mapping[str, Column]) -> None:
    """Puts a file on the disk, whole or not at all."""
    head = [[name, column.dtype.str, len(column), _sum(column.data)] for name, column in columns.items()]
    line = json.dumps(head).encode()
    unfinished = path.with_suffix(".new")
    with unfinished.open("wb") as file:
        file.write(_sum(line).encode() + line + _LINE)
        for column in columns.values():
            file.write(column.data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def _sum(part: bytes | memoryview) -> str:
    return xxhash.xxh3_64_hexdigest(part)


class Volume:
    """A file whose columns are read when they are asked for, and then stay in memory; also when it is gone by then."""

    def __init__(self, path: Path) -> None:
        """Raises DamagedError, and OSError where there is no file."""
        self._name = path.name
        self._file = os.open(path, os.O_RDONLY)
        finalize(self, os.close, self._file)
        self._columns: dict[str, Column] = {}
        line = os.pread(self._file, _LONGEST_LINE, 0).partition(_LINE)[0]
        head = line[_DIGITS:]
        if _sum(head).encode() != line[:_DIGITS]:
            raise DamagedError(f"{path.name} is damaged")
        self._parts: dict[str, tuple[int, np.dtype[Any], int, str]] = {}
        begin = len(line) + len(_LINE)
        for name, kind, size, checksum in json.loads(head):
            self._parts[name] = begin, np.dtype(kind), size, checksum
            begin += size * np.dtype(kind).itemsize

    def __getitem__(self, name: str) -> Column:
        """A column; raises DamagedError."""
        if name not in self._columns:
            begin, kind, size, checksum = self._parts[name]
            content = os.pread(self._file, size * kind.itemsize, begin)
            if _sum(content) != checksum:
                raise DamagedError(f"{self._name} is damaged")
            self._columns[name] = np.frombuffer(content, kind)
        return self._columns[name]


def packed(words: Iterable[str]) -> Column:
    """Words without line ends as one column."""
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def unpacked(column: Column) -> list[str]:
    """The words of such a column."""
    return column.tobytes().decode("utf-8", "surrogatepass").split("\n") if len(column) else []
