"""Texts that come in one after the other and are put into stories, as the store does it."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bench.duplicates.pairs import Pair, Score, score, true_pairs
from bench.duplicates.variants import EXCERPT, FOOTED, QUOTING, Text
from monitor.stories.fingerprint import Fingerprint, fingerprint
from monitor.stories.placing import Face, Shelf


@dataclass(frozen=True, slots=True)
class Pass:
    """What came of one order of arrival.

    `quoting` is the share of quoting pages that landed in a story with the article they quote, `footers` the number
    of pairs that share a footer, not a text, and a story all the same.
    """

    pairs: Score
    quoting: float
    footers: int
    stories: int


def settle(made: Sequence[Fingerprint], order: Sequence[int]) -> list[str]:
    """The story of each text, when they come in that order."""
    shelf, stories = Shelf(), [""] * len(made)
    for number in order:
        one, name = made[number], str(number)
        placement = shelf.place(one)
        if placement.story:
            shelf.join(placement.story, one)
        else:
            shelf.open(name, Face(name, "", one))
        stories[number] = placement.story or name
    return stories


def run(texts: Sequence[Text], orders: int) -> list[Pass]:
    """As many passes, each in another order."""
    made = [fingerprint(text.text) for text in texts]
    found = []
    for number in range(orders):
        order = list(range(len(texts)))
        random.Random(number).shuffle(order)
        found.append(judged(texts, settle(made, order)))
    return found


def judged(texts: Sequence[Text], stories: Sequence[str]) -> Pass:
    """How good the stories are."""
    by_story: dict[str, list[int]] = {}
    for number, story in enumerate(stories):
        by_story.setdefault(story, []).append(number)
    together: set[Pair] = {pair for group in by_story.values() for pair in combinations(group, 2)}
    quoting = [_with_quoted(texts, by_story[stories[number]], number) for number in _made(texts, QUOTING)]
    footers = sum(_only_footer(texts[one], texts[other]) for one, other in together)
    return Pass(score(together, true_pairs(texts)), sum(quoting) / (len(quoting) or 1), footers, len(by_story))


def _made(texts: Sequence[Text], made: str) -> list[int]:
    return [number for number, text in enumerate(texts) if text.made == made]


def _with_quoted(texts: Sequence[Text], group: Sequence[int], number: int) -> bool:
    return any(texts[other].is_copy and texts[other].seed == texts[number].seed for other in group if other != number)


def _only_footer(one: Text, other: Text) -> bool:
    return one.made == other.made == FOOTED and one.seed != other.seed


def excerpts(texts: Sequence[Text]) -> float:
    """The share of 35 % trims that are recognised as excerpts of their article, whatever else is stored."""
    made = [fingerprint(text.text) for text in texts]
    shelf = Shelf()
    for number, text in enumerate(texts):
        if text.made not in (EXCERPT, QUOTING):
            name = str(number)
            placement = shelf.place(made[number])
            if placement.story:
                shelf.join(placement.story, made[number])
            else:
                shelf.open(name, Face(name, "", made[number]))
    kinds = Counter(shelf.place(made[number]).verdict.kind for number in _made(texts, EXCERPT))
    return kinds["excerpt"] / (kinds.total() or 1)
