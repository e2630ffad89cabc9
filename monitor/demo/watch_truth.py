"""The known answers of the demo's watches: which items each of them has to find."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ANSWERS = Path(__file__).parent / "watch_answers.toml"


@dataclass(frozen=True, slots=True)
class Matched:
    """One stored item and the demo's watches that found it. `text` is headline and body."""

    source: str
    addresses: tuple[str, ...]
    text: str
    watches: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One item that a watch has to find."""

    watch: str
    source: str
    piece: str

    def is_about(self, item: Matched) -> bool:
        """Whether this is the item that is meant."""
        places = (*item.addresses, item.text)
        return item.source == self.source and any(self.piece in place for place in places)

    def __str__(self) -> str:
        return f"{self.watch}: {self.source}, {self.piece}"


@dataclass(slots=True)
class WatchScore:
    """How matches compare with the known answers; `missing` and `wrong` name each one."""

    watches: int = 0
    expected: int = 0
    found: int = 0
    missing: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def perfect(self) -> bool:
        """Whether everything was found and nothing else."""
        return not (self.missing or self.wrong)

    def sentence(self) -> str:
        """The score in words, for a summary.

        >>> WatchScore(watches=5, expected=3, found=3).sentence()
        '5 watches found 3 of 3 items, and 0 that they should not.'
        """
        wrong = len(self.wrong)
        return f"{self.watches} watches found {self.found} of {self.expected} items, and {wrong} that they should not."


def demo_watches_dir() -> Path:
    """The directory of the demo's watch files."""
    return Path(__file__).parent / "watches"


@cache
def answers() -> tuple[Answer, ...]:
    """Every item that a watch of the demo has to find."""
    tables = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))
    return tuple(
        Answer(watch, source, piece)
        for watch, sources in tables.items()
        for source, pieces in sources.items()
        for piece in pieces
    )


def watch_names() -> tuple[str, ...]:
    """The names of the demo's watches."""
    return tuple(sorted({answer.watch for answer in answers()}))


def score(items: Iterable[Matched]) -> WatchScore:
    """Compares what the demo's watches found with what is there."""
    result = WatchScore(watches=len(watch_names()), expected=len(answers()))
    left = set(answers())
    for item in items:
        for watch in item.watches.intersection(watch_names()):
            right = [answer for answer in answers() if answer.watch == watch and answer.is_about(item)]
            left.difference_update(right)
            if not right:
                result.wrong.append(f"{watch}: {item.source}, {item.addresses[0]}")
    result.missing = sorted(map(str, left))
    result.found = result.expected - len(left)
    return result
