"""Thousands of watches at once: few are asked of a text, and each word is looked for once."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from monitor.matching.anchors import Frequencies, required
from monitor.matching.candidates import Candidates
from monitor.matching.find import spans
from monitor.matching.languages import applies, by_specificity
from monitor.matching.problems import Problem, QueryError
from monitor.matching.query import Query, parse
from monitor.matching.rows import Flags, Numbers
from monitor.matching.text import Reading, Text
from monitor.matching.wanted import Wanted
from monitor.watch import Match, Watch


@dataclass(frozen=True, slots=True)
class Question:
    """One query of a watch, and the language code that it is for."""

    watch: Watch
    language: str
    query: Query


class WatchSet:
    """Watches, ready to be asked; it never changes. `WatchSet(watches, previous)` is made quickly after a change.

    `refused` holds, by watch and language code, what is wrong with queries that cannot be asked.
    """

    def __init__(self, watches: Iterable[Watch], previous: "WatchSet | None" = None) -> None:
        self.refused: dict[tuple[str, str], tuple[Problem, ...]] = {}
        self.frequencies: Frequencies = previous.frequencies if previous else Frequencies()
        with _undisturbed():
            self._build(watches, previous)

    def _build(self, watches: Iterable[Watch], previous: "WatchSet | None") -> None:
        known = {question.query.text: question.query for question in previous.questions} if previous else {}
        self.questions: list[Question] = list(self._read(watches, known))
        self._index()

    def _read(self, watches: Iterable[Watch], known: Mapping[str, Query]) -> Iterator[Question]:
        for watch in watches:
            if watch.paused:
                continue
            for language in by_specificity(watch.queries):
                text = watch.queries[language]
                try:
                    yield Question(watch, language, known.get(text) or parse(text))
                except QueryError as error:
                    self.refused[watch.name, language] = error.problems

    def _index(self) -> None:
        roots = [question.query.root for question in self.questions]
        self._wanted = Wanted(roots)
        numbers = self._wanted.numbers
        groups = ([[numbers[word] for word in group] for group in required(root, self.frequencies)] for root in roots)
        self._candidates = Candidates(list(groups), len(numbers))
        self._codes = sorted({question.language for question in self.questions})
        code_of = {code: number for number, code in enumerate(self._codes)}
        self._code_of = np.array([code_of[question.language] for question in self.questions], np.int32)
        self._by_language: dict[str, Flags] = {}

    def matches(self, text: Text, source: str = "", group: str = "") -> list[Match]:
        """At most one match for each watch that covers this source or group, in the order of the watches.

        Where several queries of a watch match, it is that of the most specific language.
        """
        present = self._wanted.present(text)
        self.frequencies.count(text.main.distinct, lambda: self._wanted.names(present))
        numbers = np.sort(self._asked_of(text, present))
        reading = Reading(text, self._wanted.asked(numbers, present), settled=True)
        found: dict[str, Match] = {}
        for question in map(self.questions.__getitem__, numbers.tolist()):
            watch, root = question.watch, question.query.root
            if watch.name not in found and covers(watch, source, group) and root.holds(reading):
                found[watch.name] = Match(watch.name, watch.version, question.language, spans(root, reading))
        return list(found.values())

    def _asked_of(self, text: Text, present: Flags) -> Numbers:
        """The numbers of the queries that are worth asking of a text, in any order."""
        numbers = self._candidates.among(present)
        return numbers[self._for_language(text.language)[numbers]]

    def _for_language(self, language: str) -> Flags:
        """Which queries are for items in a language."""
        if language not in self._by_language:
            if len(self._by_language) >= 1_000:
                self._by_language.clear()
            flags = np.array([applies(code, language) for code in self._codes], np.bool_)
            self._by_language[language] = flags[self._code_of]
        return self._by_language[language]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the collector of cycles: there are none in a million nodes, and it would look for them all the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def covers(watch: Watch, source: str, group: str) -> bool:
    """Whether a watch looks at a source, by its name or its group's; a watch that names none looks at all."""
    return not (watch.sources or watch.groups) or source in watch.sources or group in watch.groups
