"""Queries as researchers write them: groups of alternatives, phrases, endings left open, NEAR and NOT."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from monitor.matching.text import Text


@dataclass(frozen=True, slots=True)
class Words:
    """What queries are made of: words of some texts, each once, and pairs that stand next to each other in them."""

    words: Sequence[str]
    pairs: Sequence[tuple[str, str]]

    @classmethod
    def of(cls, texts: Iterable[Text]) -> "Words":
        """Those that stand in at most a twentieth of the texts; queries are about something."""
        texts = list(texts)
        counts = Counter(word for text in texts for word in set(text.main.keys) if len(word) > 3 and word.isalpha())
        words = [word for word, count in counts.items() if count <= max(1, len(texts) // 20)]
        rows = [[key for key in text.main.keys if key.isalpha()] for text in texts]
        pairs = [pair for row in rows for pair in zip(row[::5], row[1::5], strict=False)]
        return cls(words, pairs)


def queries(words: Words, count: int, random: Random) -> list[str]:
    """So many different queries, of 12 leaves on average."""
    return [_query(words, random) for _ in range(count)]


def _query(words: Words, random: Random) -> str:
    groups = [_group(words, random, random.randint(2, 4)) for _ in range(random.randint(2, 3))]
    near = f"({_leaf(words, random)} NEAR/{random.randint(2, 10)} {_group(words, random, 2)})"
    parts = [*groups, near] if random.random() < 0.3 else [*groups[:-1], f"({groups[-1]} OR {near})"]
    without = f" NOT {_group(words, random, random.randint(1, 3))}" if random.random() < 0.7 else ""
    return " AND ".join(parts) + without


def _group(words: Words, random: Random, size: int) -> str:
    return f"({' OR '.join(_leaf(words, random) for _ in range(size))})"


def _leaf(words: Words, random: Random) -> str:
    kind, word = random.random(), random.choice(words.words)
    if kind < 0.25:
        return '"{} {}"'.format(*random.choice(words.pairs))
    if kind < 0.4:
        return f"{word[: random.randint(4, 7)]}*"
    if kind < 0.43:
        return f"{word[:3]}?{word[4:]}"
    if kind < 0.45:
        return f"*{word[-5:]}"
    return word


def on_the(words: Words, count: int, random: Random) -> list[str]:
    """Queries that ask for the most common word first of all."""
    return [f"the AND {_query(words, random)}" for _ in range(count)]


def only_on_the(words: Words, count: int, random: Random) -> list[str]:
    """Queries that can be anchored on nothing but the most common word."""
    return [f'("the {random.choice(words.words)}" OR the NEAR/3 {random.choice(words.words)})' for _ in range(count)]


def long_or(words: Words, random: Random) -> str:
    """One query of as many alternatives as may be: 10,000, or 20,000 characters."""
    chosen = random.sample(list(words.words), min(10_000, len(words.words)))
    text = " OR ".join(chosen)[:20_000]
    return text.rpartition(" OR ")[0]
