"""Articles to match: those of folders of real pages, or made-up ones with words as unequal as those of real texts."""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

from bench.extraction.pages import truths
from monitor.matching.text import Text

_COMMON = """
the of and to in a is was for on that with as by at it from he his they were be has had not which will said
"""
_SYLLABLES = """
ba do ke li mu na pe ri so tu va ze sta gre ti on al mer int or an es
"""
_WORDS = 20_000


def real(folders: list[Path]) -> list[Text]:
    """The texts of every page whose body is known."""
    pages = (truth for folder in folders for truth in truths(folder))
    return [
        Text({"title": truth.title or "", "body": truth.body}, {"lang": truth.language or "", "url": truth.url})
        for truth in pages
        if truth.body
    ]


def made(count: int, random: Random) -> list[Text]:
    """Texts of 200 to 1,000 words of an invented language."""
    words = [*_COMMON.split(), *_invented(random)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def sentence() -> str:
        return " ".join(random.choices(words, cum_weights=weights, k=random.randint(6, 25))).capitalize() + "."

    return [
        Text({"title": sentence(), "body": " ".join(sentence() for _ in range(random.randint(15, 60)))}, {"lang": "en"})
        for _ in range(count)
    ]


def _invented(random: Random) -> Iterator[str]:
    """Words of two to five syllables."""
    for _ in range(_WORDS):
        yield "".join(random.choices(_SYLLABLES.split(), k=random.randint(2, 5)))
