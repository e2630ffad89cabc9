"""The original texts of a volume, for regular expressions: packed in blocks, and read where a query needs them."""

import os
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from monitor.matching.nodes import Pattern
from monitor.matching.regexes import Regex, encoded
from monitor.matching.text import MAIN, Text
from monitor.search.places import Flags, Numbers
from monitor.search.volume import Volume, write

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# The fields that are kept, in this order, those of one item behind each other.
KEPT: Final = (*MAIN, "url", "section")
# Bytes of texts that are packed together.
BLOCK: Final = 1 << 18
# Where one item in so many of a block is wanted, its fields are looked at one by one.
_FEW: Final = 8
_BETWEEN: Final = b"\n"
WORKERS: Final = min(os.cpu_count() or 1, 8)


class OriginalsMaker:
    """Collects texts until they are written."""

    def __init__(self) -> None:
        self._unpacked = bytearray()
        self._ends = array("Q")  # of each field, counted from the first byte of all
        self._items = array("I")  # behind the last item of each block
        self._packed = bytearray()
        self._packed_ends = array("Q")
        self._behind = 0  # bytes of the blocks that are packed

    def add(self, text: Text) -> None:
        """The texts of one item."""
        for name in KEPT:
            field = text.fields.get(name, "") if name in MAIN else next(iter(text.meta.get(name, ())), "")
            self._unpacked += encoded(field) + _BETWEEN
            self._ends.append(self._behind + len(self._unpacked))
        if len(self._unpacked) >= BLOCK:
            self._pack()

    def _pack(self) -> None:
        self._packed += zstd.compress(bytes(self._unpacked), 1)
        self._behind += len(self._unpacked)
        self._unpacked.clear()
        self._end_block(len(self._ends) // len(KEPT), len(self._packed))

    def _end_block(self, items: int, packed: int) -> None:
        self._items.append(items)
        self._packed_ends.append(packed)

    def take(self, columns: Volume) -> None:
        """The texts of another volume."""
        if self._unpacked:
            self._pack()
        items, packed = len(self._ends) // len(KEPT), len(self._packed)
        self._ends.frombytes((columns["ends"] + np.uint64(self._behind)).tobytes())
        self._packed += columns["packed"].tobytes()
        for last, end in zip(columns["items"].tolist(), columns["packed_ends"].tolist(), strict=True):
            self._end_block(items + last, packed + end)
        self._behind = self._ends[-1] if self._ends else 0

    def write(self, path: Path) -> None:
        """Puts everything into a file."""
        if self._unpacked:
            self._pack()
        columns = {"ends": np.array(self._ends), "items": np.array(self._items)}
        columns |= {"packed_ends": np.array(self._packed_ends), "packed": np.frombuffer(bytes(self._packed), np.uint8)}
        write(path, columns)


class Originals:
    """The texts of the items of a volume."""

    def __init__(self, path: Path) -> None:
        """Raises DamagedError, and OSError where there is none."""
        self.columns = Volume(path)

    def matching(self, pattern: Pattern, chosen: Numbers) -> Flags:
        """Which of some items, whose numbers come in order, a regular expression finds something in."""
        found = np.zeros(len(chosen), np.bool_)
        numbers, fields = chosen.tolist(), [KEPT.index(name) for name in ([pattern.scope] if pattern.scope else MAIN)]

        def look(number: int) -> list[int]:
            wanted, block = numbers[bounds[number] : bounds[number + 1]], self._block(number)
            each = block.several if pattern.regex.is_for_lines and len(wanted) * _FEW > block.size else block.one_by_one
            return list(each(pattern.regex, wanted, fields))

        bounds = [0, *np.searchsorted(chosen, self.columns["items"]).tolist()]
        _ = self.columns["ends"], self.columns["packed_ends"], self.columns["packed"]
        with ThreadPoolExecutor(WORKERS) as pool:  # neither unpacking nor RE2 holds the lock of the interpreter
            several = pool.map(look, [number for number, (one, other) in enumerate(pairwise(bounds)) if one < other])
            matching = [number for some in several for number in some]
        found[np.searchsorted(chosen, np.array(matching, np.int64))] = True
        return found

    def _block(self, number: int) -> "_Block":
        packed, ends, lasts = self.columns["packed_ends"], self.columns["ends"], self.columns["items"]
        first, last = int(lasts[number - 1]) if number else 0, int(lasts[number])
        text = zstd.decompress(self.columns["packed"][packed[number - 1] if number else 0 : packed[number]].tobytes())
        behind = int(ends[first * len(KEPT) - 1]) if first else 0
        return _Block(first, text, [end - behind for end in ends[first * len(KEPT) : last * len(KEPT)].tolist()])


class _Block:
    """Texts of some items from number `first` on; `ends` are those of their fields, with what stands between."""

    def __init__(self, first: int, text: bytes, ends: Sequence[int]) -> None:
        self._first = first
        self._text = text
        self._ends = ends

    @property
    def size(self) -> int:
        """How many items."""
        return len(self._ends) // len(KEPT)

    def one_by_one(self, regex: Regex, wanted: Sequence[int], fields: Sequence[int]) -> Iterator[int]:
        """Those of some items in which an expression finds something, each looked at by itself."""
        for item in wanted:
            at = (item - self._first) * len(KEPT)
            if any(self._stands(regex, at + field) for field in fields):
                yield item

    def _stands(self, regex: Regex, field: int) -> bool:
        begin = self._ends[field - 1] if field else 0
        return regex.stands_in(self._text[begin : self._ends[field] - len(_BETWEEN)])

    def several(self, regex: Regex, wanted: Sequence[int], fields: Sequence[int]) -> Iterator[int]:
        """The same, with one look at all texts that have nothing: what begins in a field is looked at there."""
        chosen, begin, has_ends = set(wanted), 0, regex.has_ends
        while (place := regex.first_by_line(self._text, begin)) is not None:
            field = bisect_right(self._ends, place[0])
            if field == len(self._ends):
                return
            item, kind = divmod(field, len(KEPT))
            begin = self._ends[field]
            if kind in fields and self._first + item in chosen:
                is_inside = not has_ends and place[0] < place[1] < begin
                if is_inside or self._stands(regex, field):
                    yield self._first + item
                    begin = self._ends[(item + 1) * len(KEPT) - 1]
