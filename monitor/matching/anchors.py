"""What must stand in a text before a query is worth asking: groups of words, of each of which one is there."""

from collections import Counter
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from monitor.matching.common_words import COMMON_WORDS
from monitor.matching.facts import Fact
from monitor.matching.near import Near
from monitor.matching.nodes import And, AtLeast, Node, Or, Words

Group = frozenset[str]
# Of the groups that a query requires, so many with the rarest words are asked for.
MOST_GROUPS = 3
_ALL_OF_THE_FIRST = 100
_MOST_WORDS = 500_000


class Frequencies:
    """In what share of texts a word stands: counted as texts come by, guessed by its looks until then."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._texts = 0
        self._offered = 0

    def count(self, words: AbstractSet[str], others: Callable[[], Iterable[str]]) -> None:
        """Takes in one more text, with its words and what else of it is known; of many texts one in ten."""
        self._offered += 1
        if self._offered > _ALL_OF_THE_FIRST and self._offered % 10:
            return
        self._texts += 1
        self._counted.update({*words, *others()})
        if len(self._counted) > _MOST_WORDS:
            self._counted = Counter({word: count for word, count in dict(self._counted).items() if count > 1})

    def share(self, word: str) -> float:
        """From 0 to 1; a guess weighs as much as ten texts. Of a pattern that nobody asked for nothing is known."""
        if not (counted := self._counted[word]) and not word.isalnum():
            return _guess(word)
        return (counted + 10 * _guess(word)) / (self._texts + 10)

    def of(self, group: AbstractSet[str]) -> float:
        """At most so much of all texts has one of several words."""
        return sum(map(self.share, group))


@lru_cache(100_000)
def _guess(word: str) -> float:
    if word in COMMON_WORDS:
        return 0.9
    if "=" in word:
        return 0.5
    if word[0] in "#@":
        return 0.001
    letters = sum(map(str.isalnum, word)) * (1 if word[-1] < "\u0e00" else 3)
    rarity = 0.3 if letters < 3 else 0.1 if letters < 5 else 0.02 if letters < 8 else 0.005
    return rarity * 3 if "*" in word or "?" in word else rarity


def required(node: Node, frequencies: Frequencies) -> list[Group]:
    """The groups that a query requires, the rarest first; none where it can match a text without any known word."""
    groups = sorted(set(_groups(node, frequencies)), key=lambda group: (frequencies.of(group), len(group), min(group)))
    return groups[:MOST_GROUPS]


def _groups(node: Node, frequencies: Frequencies) -> list[Group]:
    if isinstance(node, Words):
        return [frozenset((key,)) for key in node.sought.needed]
    if isinstance(node, Fact):
        return [frozenset(node.anchors)] if node.anchors else []
    if isinstance(node, And | Near):
        return [group for part in node.children for group in _groups(part, frequencies)]
    if isinstance(node, AtLeast):
        return _groups(node.child, frequencies)
    return _of_branches(node, frequencies) if isinstance(node, Or) else []


def _of_branches(node: Or, frequencies: Frequencies) -> list[Group]:
    """One group with the rarest of each branch."""
    united: set[str] = set()
    for part in node.parts:
        groups = _groups(part, frequencies)
        if not groups:
            return []
        united |= groups[0] if len(groups) == 1 else min(groups, key=frequencies.of)
    return [frozenset(united)]
