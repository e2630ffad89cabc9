"""What many queries ask of a text, and which of it stands there: each word is looked up once, whatever is asked."""

from collections.abc import Iterable

from monitor.matching.facts import Fact, facts_of
from monitor.matching.nodes import Node, Words
from monitor.matching.parts import Stem, Wild
from monitor.matching.pattern_index import PatternIndex, StemIndex
from monitor.matching.query import leaves
from monitor.matching.text import Text
from monitor.matching.words import has_clusters

_MOST_LANGUAGES = 100


class Wanted:
    """The entries of `Reading.present` that decide some queries."""

    def __init__(self, roots: Iterable[Node]) -> None:
        asked = [leaf for root in roots for leaf in leaves(root)]
        sought = {leaf.sought for leaf in asked if isinstance(leaf, Words)}
        parts = {step.part for each in sought for step in each.steps}
        entries = {entry for each in sought for entry in each.needed}
        self._neighbours = frozenset(map(_split, filter(_is_pair, entries)))
        self._words = frozenset(entry for entry in entries if not _is_pair(entry))
        self._has_clusters = any(map(has_clusters, self._words))
        self._has_tags = any(entry[0] in "#@" for entry in self._words)
        self._facts = frozenset(entry for leaf in asked if isinstance(leaf, Fact) for entry in leaf.anchors)
        self._patterns = PatternIndex(part.key for part in parts if isinstance(part, Wild))
        self._stems = frozenset(part.word for part in parts if isinstance(part, Stem))
        self._by_language: dict[str, StemIndex] = {}

    def present(self, text: Text) -> set[str]:
        """Those that stand in a text."""
        main = text.main
        found = self._patterns.found(main.distinct)
        found |= self._words & main.distinct
        if self._has_clusters:
            found |= self._words.intersection(main.pairs)
        if self._has_tags:
            found |= self._words & main.tag_keys
        found.update(map(" ".join, self._neighbours.intersection(main.neighbours())))
        if self._facts:
            found |= self._facts.intersection(facts_of(text.meta))
        if self._stems:
            found |= self._stem_index(text.language).found(main.raw_words)
        return found

    def _stem_index(self, language: str) -> StemIndex:
        if language not in self._by_language:
            if len(self._by_language) >= _MOST_LANGUAGES:
                self._by_language.clear()
            self._by_language[language] = StemIndex(self._stems, language)
        return self._by_language[language]


def _is_pair(entry: str) -> bool:
    return " " in entry


def _split(entry: str) -> tuple[str, str]:
    one, _, other = entry.partition(" ")
    return one, other
