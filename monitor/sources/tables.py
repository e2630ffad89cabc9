"""The tables of a TOML file that people write by hand: read key by key, with every problem found on the way."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from monitor.sources.problems import BrokenFileError, Problem, did_you_mean

Reader = Callable[[object], Any]
MOST_PROBLEMS = 100
_HEADER = re.compile(r"""\s*(\[\[?)\s*["']?([^\]"']*?)["']?\s*\]""")


@dataclass(frozen=True, slots=True)
class Within:
    """A table of a file: the top, `[name]`, or the `number`th `[[name]]`."""

    name: str = ""
    number: int = 0

    @property
    def prefix(self) -> str:
        """How a message begins that is about this table.

        >>> Within("entry", 2).prefix, Within().prefix
        ('entry 2, ', '')
        """
        return f"{self.name} {self.number}, " if self.number else f"{self.name}, " if self.name else ""


TOP = Within()


class TableReading:
    """One pass over one file, collecting problems instead of stopping at the first."""

    error: type[BrokenFileError] = BrokenFileError

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.problems: list[Problem] = []

    def top(self) -> dict[str, Any]:
        """The file's table; raises `error` when it is not TOML."""
        try:
            return tomllib.loads(self.text)
        except (ValueError, RecursionError) as error:  # ValueError also for numbers of thousands of digits
            line = re.search(r"at line (\d+)", str(error))
            problem = Problem(self.file, f"this is not TOML: {error}", line=int(line[1]) if line else 0)
            raise self.error([problem]) from error

    def tables(self, name: str, value: object) -> list[dict[str, Any]]:
        """The tables under `[[name]]`; none where the key holds something else, which is reported."""
        if isinstance(value, list) and all(isinstance(table, dict) for table in value):
            return value
        self.report(f"{name}: write [[{name}]] on a line of its own for each {name}")
        return []

    def values(
        self,
        table: Mapping[str, object],
        keys: Mapping[str, Reader],
        *,
        others: tuple[str, ...] = (),
        within: Within = TOP,
    ) -> dict[str, Any]:
        """The values of the known keys, read; what is unknown or does not fit is reported."""
        found = {}
        for key, value in table.items():
            if key not in keys:
                hint = did_you_mean(key, (*keys, *others), f"; known are {', '.join((*keys, *others))}")
                self.report(f"{key:.80}: there is no such key{hint}", key, within)
                continue
            try:
                found[key] = keys[key](value)
            except ValueError as error:
                self.report(f"{key}: {error}", key, within)
        return found

    def line(self, key: str, within: Within = TOP) -> int:
        """The line on which a key of a table stands, or its header where `key` is ""; 0 when it is not found."""
        starts = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        for number, line, place in self._lines():
            header = _HEADER.match(line)
            if header and (place == within if not key else within == TOP and header[2] == key):
                return number
            if key and place == within and starts.match(line):
                return number
        return 0

    def _lines(self) -> Iterator[tuple[int, str, Within]]:
        """Each line with its number and the table it belongs to."""
        place, counts = TOP, dict[str, int]()
        for number, line in enumerate(self.text.splitlines(), start=1):
            header = _HEADER.match(line)
            if header:
                many = header[1] == "[["
                counts[header[2]] = counts.get(header[2], 0) + 1
                place = Within(header[2], counts[header[2]] if many else 0)
            yield number, line, place

    def report(self, message: str, key: str | None = None, within: Within = TOP) -> None:
        """Keeps a problem; beyond a hundred nobody reads on."""
        if len(self.problems) < MOST_PROBLEMS:
            line = 0 if key is None else self.line(key, within)
            self.problems.append(Problem(self.file, f"{within.prefix}{message}", line=line))
