"""Where in a TOML file each character of a text stands, so that an error in a query can be shown there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIMPLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_UNICODE = re.compile(r"u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})")
_TRIMMED = re.compile(r"[ \t]*\n[ \t\n]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, from 1, and a code point in it, from 0."""

    line: int
    offset: int


class Placed:
    """A text out of a TOML file, whose characters know where they stand."""

    def __init__(self, file: str, positions: list[int]) -> None:
        self._lines = file.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._positions = positions

    def at(self, offset: int) -> Place:
        """The place of the character at `offset`; the end of the text is the place of its closing quote."""
        position = self._positions[min(max(offset, 0), len(self._positions) - 1)]
        line = next(number for number, start in enumerate(self._starts) if start > position)
        return Place(line, position - self._starts[line - 1])

    def line(self, number: int) -> str:
        """A line of the file."""
        return self._lines[number - 1].removesuffix("\r")


def place(file: str, line: int, text: str) -> Placed | None:
    """The text that stands as the value of a key on a line, placed; None where another text stands there.

    >>> found = place('title = "x"\\nquery = "a \\\\"b\\\\""', 2, 'a "b"')
    >>> found.at(3) if found else None
    Place(line=2, offset=13)
    """
    file = file.replace("\r\n", "\n")
    start = sum(len(one) + 1 for one in file.split("\n")[: line - 1])
    key = re.compile(r"[^=\n]*=[ \t]*").match(file, start)
    if line < 1 or key is None:
        return None
    read = list(_read(file, key.end()))
    if "".join(character for character, _ in read[:-1]) != text or not read:
        return None
    return Placed(file, [position for _, position in read])


def _read(file: str, start: int) -> Iterator[tuple[str, int]]:
    """The characters of the string that begins at `start`, each with its position; the closing quote comes last."""
    quote = file[start : start + 1]
    if quote not in ('"', "'") or not quote:
        return
    closing = quote * 3 if file.startswith(quote * 3, start) else quote
    position = start + len(closing)
    if len(closing) == 3 and file[position : position + 1] == "\n":
        position += 1
    while position < len(file):
        if _closes(file, position, closing):
            yield "", position
            return
        character, after = _escaped(file, position) if quote == '"' else (file[position], position + 1)
        if character:
            yield character, position
        position = after


def _closes(file: str, position: int, closing: str) -> bool:
    """Whether a string ends here; three quotes after which a fourth stands end one later."""
    return file.startswith(closing, position) and (len(closing) == 1 or file[position + 3 : position + 4] != closing[0])


def _escaped(file: str, position: int) -> tuple[str, int]:
    if file[position] != "\\":
        return file[position], position + 1
    after = file[position + 1 : position + 2]
    if after in _SIMPLE:
        return _SIMPLE[after], position + 2
    code = _UNICODE.match(file, position + 1)
    if code:
        number = int(code[1] or code[2], 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd", code.end()
    trimmed = _TRIMMED.match(file, position + 1)
    return ("", trimmed.end()) if trimmed else ("\\", position + 1)
