"""The leaves of a query as questions to the index."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from monitor.matching.facts import Fact, covers
from monitor.matching.nodes import Words
from monitor.matching.parts import Exact, ExactTag, Part, Plain, Stem, Tag, Wild, WildTag
from monitor.matching.stems import stems
from monitor.matching.steps import Step
from monitor.matching.tags import tag_key
from monitor.matching.text import WORDED, tokens_for_index
from monitor.matching.wildcards import is_wild
from monitor.search.bounds import (
    ALL,
    ANYTHING,
    NOTHING,
    Bounds,
    Query,
    any_of,
    at_most,
    both,
    either,
    every,
    exactly,
    term,
)
from monitor.search.schema import SCHEMA, is_long
from monitor.search.snapshot import Snapshot
from monitor.sources.model import Source

# Each pattern walks over all words of the archive; what is beyond so many is left to the matcher.
MOST_PATTERNS = 200
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$#&\-~/]")


class Leaves:
    """Translates leaves for one state of the index. `sources` are those of the catalogue by name.

    Words next to or near each other are looked for in the items `within`; `effort` is in how many
    items, at most, their places have to be compared.
    """

    def __init__(self, snapshot: Snapshot, sources: Mapping[str, Source], within: Query = ALL) -> None:
        self.snapshot = snapshot
        self.effort = 0
        self._sources = sources
        self._patterns = 0
        self._within = within

    def words(self, leaf: Words) -> Bounds:
        """A term, phrase, stem or exact term in its scope."""
        if leaf.scope in WORDED:
            found = both([self._elsewhere(step.part, leaf.scope) for step in leaf.steps])
            return found if len(leaf.steps) == 1 else at_most(found.upper)
        found = self._main(leaf)
        if leaf.scope == "title":
            title = both([self._elsewhere(step.part, "title") for step in leaf.steps])
            return title if len(leaf.steps) == 1 and title.is_exact else at_most(every([found.upper, title.upper]))
        return at_most(found.upper) if leaf.scope else found

    def _main(self, leaf: Words) -> Bounds:
        steps = leaf.steps
        if len(steps) == 1:
            return self.part(steps[0].part)
        if leaf.cheap and steps[1].glued:
            return self.word(leaf.cheap)
        return self._phrase(steps)

    def _phrase(self, steps: Sequence[Step]) -> Bounds:
        parts = [self.part(step.part) for step in steps]
        keys = plain_keys(steps)
        pairs = [self.word(one + other) for one, other in glued_pairs(steps)]
        if keys is None or any(map(is_long, keys)):
            return at_most(every(part.upper for part in (*parts, *pairs)))
        row = self.row(list(enumerate(keys)))
        if pairs:
            return at_most(every([*(pair.upper for pair in pairs), self.unless_variant(keys, row, parts)]))
        return Bounds(row, upper) if (upper := self.unless_variant(keys, row, parts)) is not row else exactly(row)

    def unless_variant(self, keys: Iterable[str], row: Query, parts: Iterable[Bounds]) -> Query:
        """The row, and all items in which one of its words stands as a part of another word only."""
        varying = [term("variants", key) for key in keys if self.snapshot.frequency("variants", key)]
        return either([row, every([either(varying), *(part.upper for part in parts)])]) if varying else row

    def row(self, keys: Sequence[tuple[int, str]], slop: int = 0) -> Query:
        """Items in which words stand at these places of a row, or up to so many words away from there."""
        self.effort += min(self.snapshot.frequency("text", key) for _, key in keys)
        return every([Query.phrase_query(SCHEMA, "text", list(keys), slop), self._within])

    def word(self, key: str) -> Bounds:
        """A folded word, pair of clusters or tag, wherever a plain term finds it."""
        if is_long(key):
            return NOTHING
        fields = ["text"] if key[0] not in "#@" else ["tags"]
        fields += [name for name in ("variants", "pairs") if self.snapshot.frequency(name, key)]
        return exactly(either(term(name, key) for name in fields))

    def part(self, part: Part) -> Bounds:
        """One word of a leaf in title and body."""
        if isinstance(part, Plain | Tag):
            return self.word(part.key)
        if isinstance(part, Wild):
            return self._wild(part.key)
        if isinstance(part, WildTag):
            return self.pattern(part.key, ("tags",))
        if isinstance(part, ExactTag):
            return at_most(self.word(tag_key(part.raw)).upper)
        if isinstance(part, Exact):
            return at_most(every(self.word(key).upper for key in part.anchors))
        return self._stem(part.word) if isinstance(part, Stem) else ANYTHING

    def _wild(self, key: str) -> Bounds:
        """A word with wildcards; one that begins with them is looked for from its end, where that is known."""
        if is_wild(key[0]) and not is_wild(key[-1]):
            return self.pattern(key[::-1], ("backwards",))
        return self.pattern(key, ("text", "variants"))

    def pattern(self, key: str, fields: Iterable[str]) -> Bounds:
        """A word with wildcards."""
        self._patterns += 1
        if self._patterns > MOST_PATTERNS or is_long(key):
            return ANYTHING
        try:
            return exactly(either(Query.regex_query(SCHEMA, name, expression(key)) for name in fields))
        except ValueError:  # too large for an automaton
            return ANYTHING

    def _stem(self, word: str) -> Bounds:
        keys = sorted({stem for language in ["", *self.snapshot.languages] for stem in stems(word, language) if stem})
        wanted = [self.word(key).upper for key in keys if tokens_for_index(key) == [key]]
        return at_most(either([*wanted, *(term("stems", key) for key in keys if not is_long(key))]))

    def _elsewhere(self, part: Part, field: str) -> Bounds:
        """One word of a leaf in a field whose words are indexed without their order."""
        if isinstance(part, Plain | Tag):
            return NOTHING if is_long(part.key) else exactly(term(field, part.key))
        if isinstance(part, Wild | WildTag):
            return at_most(self.pattern(part.key, (field,)).upper)
        return ANYTHING

    def fact(self, fact: Fact) -> Bounds:
        """What a query says of an item rather than of its words."""
        if fact.name == "country":
            return self._country(fact)
        if fact.regex is not None:
            return ANYTHING
        if not set("*?") & set(fact.value):
            return NOTHING if is_long(fact.value) else exactly(term("facts", f"{fact.name}={fact.value}"))
        known = [value for value, _ in self.snapshot.searcher.terms_with_prefix("facts", f"{fact.name}=")]
        fitting = [each for each in known if covers(fact.name, fact.value, each.partition("=")[2])]
        return at_most(either(term("facts", each) for each in fitting))

    def _country(self, fact: Fact) -> Bounds:
        """The country of an item is that of its source, as the catalogue has it now."""
        if fact.regex is not None:
            return ANYTHING
        fitting = [name for name, source in self._sources.items() if covers("country", fact.value, source.country)]
        return self.of_sources(fitting)

    def of_sources(self, names: Collection[str]) -> Bounds:
        """Items of some sources."""
        return exactly(Query.term_set_query(SCHEMA, "source", list(names))) if names else NOTHING

    def of_languages(self, names: Collection[str]) -> Bounds:
        """Items in some languages, as they are stored."""
        return any_of([exactly(term("language", name)) for name in names])


def plain_keys(steps: Iterable[Step]) -> list[str] | None:
    """The words of a leaf made of nothing but plain words; None for any other."""
    keys = [step.part.key for step in steps if isinstance(step.part, Plain) and not step.gap]
    return keys if len(keys) == len(list(steps)) else None


def glued_pairs(steps: Sequence[Step]) -> list[tuple[str, str]]:
    """Neighbouring clusters that a leaf wants without anything between them."""
    return [
        (one.part.key, other.part.key)
        for one, other in pairwise(steps)
        if other.glued and not other.gap and isinstance(one.part, Plain) and isinstance(other.part, Plain)
    ]


@lru_cache(10_000)
def expression(pattern: str) -> str:
    """A word with wildcards as an expression for whole words.

    >>> expression("tor?ur*")
    'tor.ur.*'
    """
    return "".join({"*": ".*", "?": "."}.get(char) or _SPECIAL.sub(r"\\\g<0>", char) for char in pattern)
