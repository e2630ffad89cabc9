"""Articles to make copies of, out of folders of real pages; they are read in place and never written anywhere."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from monitor.extract.language import detect
from monitor.stories.tokens import tokens

# Words; a third of a shorter text is a teaser that several articles could have.
SHORTEST = 150
# Of one language in each half, so that the table is not one of English only.
MOST = 80


@dataclass(frozen=True, slots=True)
class Seed:
    """One article: a name that is the same in every run, its language and its text."""

    name: str
    language: str
    text: str


def read(folder: Path) -> list[Seed]:
    """The articles of every `truth.jsonl` below a folder that has a text of 150 words or more, no text twice."""
    found: dict[str, Seed] = {}
    for path in sorted(folder.rglob("truth.jsonl")):
        for line in path.read_text(encoding="utf-8").strip("\n").split("\n"):
            row = json.loads(line)
            text = row["body"] or ""
            words = tokens(text)
            if len(words) >= SHORTEST:
                name = hashlib.sha256(row["url"].encode()).hexdigest()[:12]
                opening = " ".join(words[:40])
                found.setdefault(opening, Seed(name, detect(text)[0].partition("-")[0], text))
    return list(found.values())


def halves(seeds: Iterable[Seed]) -> tuple[list[Seed], list[Seed]]:
    """Seeds to tune on and others to report on: one and two of three, by name; rare languages are for the report."""
    by_language: defaultdict[str, list[Seed]] = defaultdict(list)
    for seed in sorted(seeds, key=lambda seed: seed.name):
        by_language[seed.language].append(seed)
    development, other = [], []
    for group in by_language.values():
        development += group[2::3][:MOST]
        other += [seed for number, seed in enumerate(group) if number % 3 != 2][:MOST]
    return development, other
