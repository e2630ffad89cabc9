"""Regular expressions of a query: RE2, whose time grows with the text and nothing else."""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

import re2

# Bytes for one expression and its tables; larger ones are refused.
_MEMORY = 1 << 19
_MOST_PLACES = 5_000
# What asks for the end of a text whatever is said of lines, and what takes back what is said of them.
_FOR_WHOLE_TEXTS = re.compile(r"\\[AzZ]|\(\?[a-zA-Z]*-")
_ENDS = re.compile(r"[\^$]")
_HALVES = re.compile("[\ud800-\udfff]")


class Regex:
    """A compiled expression."""

    def __init__(self, written: str) -> None:
        """Raises `re2.error` for what RE2 refuses, with its reason."""
        self.written = written
        self._compiled = _compiled(written)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """The code points of every place that is not empty; the first 5,000."""
        whole, byte, point = encoded(text), 0, 0
        is_ascii = len(whole) == len(text)
        for start, end in self._places(whole):
            if not is_ascii:
                point += len(whole[byte:start].decode("utf-8", "replace"))
                byte, length = end, len(whole[start:end].decode("utf-8", "replace"))
                yield point, point + length
                point += length
            else:
                yield start, end

    def _places(self, whole: bytes) -> Iterator[tuple[int, int]]:
        for found in islice(self._compiled.finditer(whole), _MOST_PLACES):
            start, end = found.span()
            if start < end:
                yield start, end

    def stands_in(self, whole: bytes) -> bool:
        """Whether `find` gives anything for an encoded text."""
        found = self._compiled.search(whole)
        if found is None or found.start() < found.end():
            return found is not None
        return next(self._places(whole), None) is not None

    @property
    def is_for_lines(self) -> bool:
        """Whether `first_by_line` sees all places."""
        return not _FOR_WHOLE_TEXTS.search(self.written)

    @property
    def has_ends(self) -> bool:
        """Whether it may ask for the beginning or end of a text."""
        return _ENDS.search(self.written) is not None

    def first_by_line(self, whole: bytes, begin: int) -> tuple[int, int] | None:
        """The bytes from `begin` on where the expression first fits, if lines were whole texts; may be none of them."""
        found = self._by_line.search(whole, begin)
        return None if found is None else found.span()

    @cached_property
    def _by_line(self) -> Any:
        return _compiled(f"(?m:{self.written})")


def _compiled(written: str) -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    options.never_capture = True  # nobody asks for groups, and finding them takes longer
    return re2.compile(encoded(written), options)


def encoded(text: str) -> bytes:
    """UTF-8; half of a surrogate pair, which it cannot hold, becomes the sign for a broken character."""
    return _HALVES.sub("\ufffd", text).encode("utf-8")


@lru_cache(2_000)
def compiled(written: str) -> Regex:
    """The expression as it stands between the slashes of a query."""
    return Regex(written.replace("\\/", "/"))
