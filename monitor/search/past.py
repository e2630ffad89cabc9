"""What a watch would have found, as far as the index knows: numbers, items with their leaves, and candidates."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from monitor.matching.query import Query, parse
from monitor.matching.watchset import covers
from monitor.search.bounds import NONE, Bounds, any_of, either, every, without
from monitor.search.bounds import Query as IndexQuery
from monitor.search.columns import hits, ids_of, numbers
from monitor.search.deciding import Undecided, decide, told_of
from monitor.search.narrowing import between, narrowed, undecided
from monitor.search.schema import SCHEMA, moment_of
from monitor.search.snapshot import Snapshot
from monitor.search.swept import Leafed, Swept
from monitor.search.tallying import Counted, counted, names_by_number
from monitor.search.translating import Translator
from monitor.sources.model import Source
from monitor.watch import Watch
from monitor.watches.matcher import queries_for

# A watch with more leaves is left to the matcher alone.
MOST_LEAVES: Final = 500


@dataclass(frozen=True, slots=True)
class Found:
    """One item in the order of time. `leaves` None: the matcher has to look at it."""

    order: int
    identity: str
    source: str
    language: str
    leaves: frozenset[str] | None

    def as_item(self) -> dict[str, Any]:
        """What a back-test counts by."""
        return {
            "id": self.identity,
            "dated": moment_of(self.order),
            "source": self.source,
            "language": self.language,
            "leaves": self.leaves,
        }


class Past:
    """The questions that a back-test of a watch puts to one state of the index.

    What it knows of an item `apart`, given by its id, can be had one by one; all others are counted.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        watch: Watch,
        sources: Mapping[str, Source],
        since: datetime,
        until: datetime,
        apart: Collection[str] = (),
    ) -> None:
        self.snapshot, self.searcher = snapshot, snapshot.searcher
        self._translator = Translator(snapshot, sources)
        self._queries = {text: parse(text) for text in watch.queries.values()}
        self._leaves: dict[str, list[IndexQuery]] = {}
        self._open: list[IndexQuery] = []
        narrow = every([between(since, until), self._scope(watch, sources)])
        groups = {texts: self._group(texts, names, narrow) for texts, names in self._by_queries(watch).items()}
        bounds = any_of([bounds for bounds, _ in groups.values()])
        candidates = either([undecided(bounds), *self._open])
        self.decided = without(bounds.lower, candidates)
        self._apart = self._decided_among(apart)
        self._swept = [self._sweep(texts, every([candidates, within]), apart) for texts, (_, within) in groups.items()]

    def _sweep(self, texts: Iterable[str], wanted: IndexQuery, apart: Collection[str]) -> Swept:
        """What the rows say of the candidates for some queries."""
        items = Undecided(self.searcher, wanted)
        roots = [self._queries[text].root for text in texts]
        told = {root: told_of(root, items, self._translator.bounds) for root in roots}
        return Swept(items, decide(self.snapshot.volumes, items, told), items.among(apart))

    def _decided_among(self, identities: Collection[str]) -> IndexQuery:
        """Those of some items that the index has decided."""
        if not identities:
            return NONE
        chosen = IndexQuery.term_set_query(SCHEMA, "id", list(identities))
        found = ids_of(self.searcher, hits(self.searcher, every([chosen, self.decided])))
        return IndexQuery.term_set_query(SCHEMA, "id", found) if found else NONE

    def _scope(self, watch: Watch, sources: Mapping[str, Source]) -> IndexQuery:
        """The items of the sources that a watch covers."""
        if not (watch.sources or watch.groups):
            return IndexQuery.all_query()
        leaves = self._translator.leaves
        known = [(name, sources[name].group if name in sources else "") for name in self.snapshot.sources]
        return leaves.of_sources([name for name, group in known if covers(watch, name, group)]).upper

    def _by_queries(self, watch: Watch) -> dict[tuple[str, ...], list[str]]:
        """The queries that are for some languages together, with these languages."""
        found: dict[tuple[str, ...], list[str]] = {}
        for language in self.snapshot.languages:
            texts = tuple(dict.fromkeys(text for _, text in queries_for(watch, language)))
            if texts:
                found.setdefault(texts, []).append(language)
        return found

    def _group(self, texts: Iterable[str], languages: list[str], narrow: IndexQuery) -> tuple[Bounds, IndexQuery]:
        """What the index says of the queries for some languages, and which items are in these."""
        within = every([narrow, self._translator.leaves.of_languages(languages).upper])
        each = [(self._queries[text], self._translator.bounds(self._queries[text].root)) for text in texts]
        bounds = narrowed(any_of([bounds for _, bounds in each]), within, self.snapshot)
        parts = [part for query, bounds in each for part in self._parts(query, bounds)]
        if len(parts) > MOST_LEAVES:
            return Bounds(NONE, bounds.upper), within
        for leaf, part in parts:
            self._leaves.setdefault(leaf, []).append(every([within, part.lower]))
            if not part.is_exact:
                self._open.append(every([bounds.lower, undecided(part)]))
        return bounds, within

    def _parts(self, query: Query, bounds: Bounds) -> Iterator[tuple[str, Bounds]]:
        for count, part in enumerate(self._translator.parts(query.root, bounds)):
            yield part
            if count > MOST_LEAVES:
                return

    def counted(self, newest: int) -> Counted:
        """The items that match, without those `apart`, and the ids of the latest of them."""
        result = counted(self.snapshot, without(self.decided, self._apart), self._leaves, newest)
        for swept in self._swept:
            result.add(swept.counted(self.snapshot, newest))
        return result

    def found(self) -> list[Found]:
        """The items that may match, and those `apart` that do, oldest first."""
        certain = hits(self.searcher, self._apart)
        masks, names = self._masks(), list(self._leaves)
        found: list[Leafed] = []
        for hit in certain:
            mask = masks.get(hit[1].segment_ord << 32 | hit[1].doc, 0)
            found.append((hit, frozenset(name for at, name in enumerate(names) if mask >> at & 1)))
        for swept in self._swept:
            found += swept.one_by_one()
        return sorted(self._with_columns(found), key=_in_time)

    def _masks(self) -> dict[int, int]:
        """Which leaves stand in an item, one bit each, by its place in the index."""
        masks: dict[int, int] = {}
        for at, queries in enumerate(self._leaves.values()):
            bit = 1 << at
            for _, address in hits(self.searcher, every([self._apart, either(queries)])):
                place = address.segment_ord << 32 | address.doc
                masks[place] = masks.get(place, 0) | bit
        return masks

    def _with_columns(self, found: Sequence[Leafed]) -> Iterator[Found]:
        sources, languages = names_by_number(self.snapshot.sources), names_by_number(self.snapshot.languages)
        chosen = [hit for hit, _ in found]
        of_source = numbers(self.searcher, "source_number", chosen)
        of_language = numbers(self.searcher, "language_number", chosen)
        columns = zip(found, ids_of(self.searcher, chosen), of_source, of_language, strict=True)
        for ((order, _), leaves), identity, source, language in columns:
            yield Found(order, identity, sources.get(source, ""), languages.get(language, ""), leaves)


def _in_time(found: Found) -> tuple[int, str]:
    return found.order, found.identity
