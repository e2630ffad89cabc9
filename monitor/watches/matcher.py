"""All watches at once against one item: what matches, and who is to be told."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from monitor.matching.languages import applies, by_specificity
from monitor.matching.problems import Problem
from monitor.matching.text import Text
from monitor.matching.watchset import WatchSet
from monitor.watch import ANY_LANGUAGE, Match, Matched, PendingAlert, Watch
from monitor.watches.facts import ItemFacts
from monitor.watches.scope import suppression

# A page that repeats a word without end must not keep its own item from being stored.
MOST_SPANS = 500
MOST_SPANS_OF_ITEM = 20_000


class Matcher:
    """The watches of one moment, ready to match; `previous` makes a changed set ready sooner.

    Paused watches are left out. `broken` holds, by watch, why a query of it cannot be used; its
    queries for other languages work on.
    """

    def __init__(self, watches: Iterable[Watch], previous: "Matcher | None" = None) -> None:
        self.watches = {watch.name: watch for watch in watches}
        self._set: WatchSet = WatchSet(self.watches.values(), previous._set if previous else None)
        self.broken = {watch: said(problems[0], code) for (watch, code), problems in self._set.refused.items()}

    def match(self, facts: ItemFacts, at: datetime) -> Matched:
        """The watches that find something in an item and cover its source."""
        found = self._set.matches(text_of(facts), facts.source, facts.group) if self.watches else []
        matches = [self._complete(match, at) for match in bounded(found)]
        told = [match for match in matches if not match.suppressed]
        alerts = [PendingAlert(match.watch, match.version, "new", at) for match in told]
        return Matched(tuple(matches), tuple(alerts))

    def _complete(self, match: Match, at: datetime) -> Match:
        return replace(match, at=at, suppressed=suppression(self.watches[match.watch], at))


def bounded(matches: Iterable[Match]) -> Iterator[Match]:
    """The matches with as many places as an item can be stored with: the first ones, and at least one of each."""
    left = MOST_SPANS_OF_ITEM
    for match in matches:
        spans = match.spans[: max(min(MOST_SPANS, left), 1)]
        left -= len(spans)
        yield match if len(spans) == len(match.spans) else replace(match, spans=spans)


def said(problem: Problem, language: str) -> str:
    """What is wrong with a query, in one line."""
    where = "" if language == ANY_LANGUAGE else f"its query for {language}, "
    return f"{where}character {problem.start + 1}: {problem.message} [{problem.code}]"


def text_of(facts: ItemFacts) -> Text:
    """An item as the matcher takes it."""
    meta = {
        "source": facts.hosts,
        "lang": facts.language,
        "country": facts.country,
        "url": facts.url,
        "author": facts.authors,
        "section": facts.section,
    }
    return Text({"title": facts.title, "body": facts.body}, meta)


def queries_for(watch: Watch, language: str) -> list[tuple[str, str]]:
    """The queries of a watch that are for an item in a language, with their codes, the most specific first."""
    return [(code, watch.queries[code]) for code in by_specificity(watch.queries) if applies(code, language)]
