"""Sentences in several languages, put together from invented phrases and words; the same seed gives the same text."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

_FILE = Path(__file__).with_name("languages.toml")
# Letters of the shortest word that another can stand for, and the share of such words that one does. Two articles of
# one newsroom share few runs of three words; texts made of the phrases alone would all tell one story.
_LONG, _REPLACED = 4, 0.5
_VOCABULARY = 4000


@dataclass(frozen=True)
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
        text = self._reworded(text, random)
        return text[0].upper() + text[1:]

    @cached_property
    def vocabulary(self) -> list[str]:
        """Words that the language does not have, each the beginning of one that it has and the end of another."""
        text = " ".join(phrase for choices in self.phrases.values() for phrase in choices)
        words = sorted({word for word in text.split() if word.isalpha() and len(word) >= _LONG})
        random = Random(f"words {self.code}")
        pairs = ((random.choice(words), random.choice(words)) for _ in range(_VOCABULARY))
        return [one[: len(one) // 2] + other[len(other) // 2 :] for one, other in pairs]

    def _reworded(self, sentence: str, random: Random) -> str:
        words = sentence.split(" ")
        return " ".join(random.choice(self.vocabulary) if self._gives_way(word, random) else word for word in words)

    @staticmethod
    def _gives_way(word: str, random: Random) -> bool:
        return len(word) >= _LONG and word.isalpha() and random.random() < _REPLACED

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
