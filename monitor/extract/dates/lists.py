"""The word lists of words.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from monitor.extract.dates.folding import fold


@dataclass(frozen=True, slots=True)
class Words:
    """Words and beginnings of words, all folded. Words of several parts hold single spaces."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether a folded word is one of these.

        >>> words("labels", "updated").has("aktualisiert"), words("labels", "updated").has("revista")
        (True, False)
        """
        return word in self.whole or word.startswith(self.beginnings)


@cache
def _read() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


@cache
def words(section: str, name: str) -> Words:
    """One list of the file, folded."""
    entries = _read()[section][name].split()
    whole = frozenset(fold(entry.replace("_", " ")) for entry in entries if not entry.endswith("*"))
    return Words(whole, tuple(fold(entry[:-1]) for entry in entries if entry.endswith("*")))


@cache
def names(section: str, name: str) -> frozenset[str]:
    """One list of the file as it stands: names that programs gave."""
    return frozenset(_read()[section][name].split())
