"""Sentences in several languages, put together from invented phrases; the same seed gives the same text."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

_FILE = Path(__file__).with_name("languages.toml")


@dataclass(frozen=True, slots=True)
class Language:
    """The phrases of one language. `labels` are the eight fixed words of a page, `menu` its sections."""

    code: str
    direction: str
    pattern: str
    newsroom: str
    menu: tuple[str, ...]
    labels: tuple[str, ...]
    phrases: dict[str, tuple[str, ...]]

    def sentence(self, random: Random) -> str:
        """One sentence with a capital at its start."""
        text = self.pattern.format(**{slot: random.choice(choices) for slot, choices in self.phrases.items()})
        return text[0].upper() + text[1:]

    def paragraph(self, random: Random, sentences: int) -> str:
        """That many sentences in a row."""
        return " ".join(self.sentence(random) for _ in range(sentences))

    def headline(self, random: Random) -> str:
        """A sentence without its place, tail and full stop.

        >>> LANGUAGES["en"].headline(Random(1)).endswith(".")
        False
        """
        order = sorted(("subject", "verb", "object"), key=lambda slot: self.pattern.index("{" + slot + "}"))
        text = " ".join(random.choice(self.phrases[slot]) for slot in order)
        return text[0].upper() + text[1:]


def _read() -> dict[str, Language]:
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {code: _language(code, table) for code, table in tables.items()}


def _language(code: str, table: dict[str, str | list[str]]) -> Language:
    phrases = {slot: tuple(table[slot]) for slot in ("subject", "verb", "object", "where", "tail")}
    return Language(
        code=code,
        direction=str(table["direction"]),
        pattern=str(table["pattern"]),
        newsroom=str(table["newsroom"]),
        menu=tuple(table["menu"]),
        labels=tuple(table["labels"]),
        phrases=phrases,
    )


LANGUAGES = _read()
