"""One file of numbers: written once, never changed, and known to be whole before it is believed.

A line of JSON says which columns there are, then come their bytes, and at the end a checksum of all of it.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import xxhash

Column = npt.NDArray[Any]
_LINE: Final = b"\n"
_FOOT: Final = 8  # bytes of the checksum


class DamagedError(ValueError):
    """Raised by `read`: a file is not what was written."""


def write(path: Path, columns: Mapping[str, Column]) -> None:
    """Puts a file on the disk, whole or not at all."""
    head = [[name, column.dtype.str, len(column)] for name, column in columns.items()]
    parts: list[bytes | memoryview] = [json.dumps(head).encode(), _LINE, *(column.data for column in columns.values())]
    digest = xxhash.xxh3_64()
    unfinished = path.with_suffix(".new")
    with unfinished.open("wb") as file:
        for part in parts:
            digest.update(part)
            file.write(part)
        file.write(digest.digest())
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def read(path: Path) -> dict[str, Column]:
    """The columns of a file, in memory; raises DamagedError, and OSError where there is none."""
    whole = path.read_bytes()
    if len(whole) < _FOOT or xxhash.xxh3_64_digest(memoryview(whole)[:-_FOOT]) != whole[-_FOOT:]:
        raise DamagedError(f"{path.name} is damaged")
    begin, columns = whole.index(_LINE) + 1, dict[str, Column]()
    for name, kind, size in json.loads(whole[:begin]):
        columns[name] = np.frombuffer(whole, kind, size, begin)
        begin += columns[name].nbytes
    return columns


def packed(words: Iterable[str]) -> Column:
    """Words without line ends as one column."""
    return np.frombuffer("\n".join(words).encode("utf-8", "surrogatepass"), np.uint8)


def unpacked(column: Column) -> list[str]:
    """The words of such a column."""
    return column.tobytes().decode("utf-8", "surrogatepass").split("\n") if len(column) else []
