"""CPU seconds of matching, and what agrees with asking every query by itself."""

import gc
import resource
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from time import process_time

from bench.matching.loops import expression, hits
from monitor.matching.find import find
from monitor.matching.query import parse
from monitor.matching.text import Text
from monitor.matching.watchset import WatchSet
from monitor.watch import Match, Watch

_SAMPLE = 300  # queries that are asked of each text by themselves, besides those that hit


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of queries: per second of one core, and what it takes before the first item."""

    name: str
    queries: int
    items: float  # a second
    matches: float  # an item
    build: float  # seconds
    megabytes: float  # that the process grew by
    agreement: tuple[int, int]  # answers that a query alone gives too, of how many
    loop: float | None  # items a second


def measured(name: str, queries: list[str], texts: list[Text], loop_texts: int) -> Measured:
    """Times a set on fresh copies of the texts, so that folding and tokenising count."""
    watches = [Watch(f"w{number}", "", {"*": query}) for number, query in enumerate(queries)]
    gc.collect()
    before, begin = _resident(), process_time()
    together = WatchSet(watches)
    build, grown = process_time() - begin, _resident() - before
    list(_asked(together, _fresh(texts[:20])))  # what is remembered of words is there after a minute of work
    begin = process_time()
    found = list(_asked(together, _fresh(texts)))
    items = len(texts) / (process_time() - begin)
    matches = sum(map(len, found)) / len(texts)
    agreement = agreed(together, texts[:30], found[:30])
    loop = _loop(queries, texts[:loop_texts]) if loop_texts else None
    return Measured(name, len(queries), items, matches, build, grown, agreement, loop)


def _fresh(texts: Iterable[Text]) -> Iterator[Text]:
    return (Text(text.fields, text.meta) for text in texts)


def _asked(together: WatchSet, texts: Iterable[Text]) -> Iterator[list[Match]]:
    return (together.matches(text) for text in texts)


def agreed(together: WatchSet, texts: list[Text], found: list[list[Match]]) -> tuple[int, int]:
    """Of every hit, and of some queries that did not hit, how many `find` answers in the same way."""
    random, same, asked = Random(1), 0, 0
    questions = {question.watch.name: question.query for question in together.questions}
    names = list(questions)
    for text, matches in zip(texts, found, strict=True):
        spans = {match.watch: match.spans for match in matches}
        for name in {*spans, *random.sample(names, min(_SAMPLE, len(names)))}:
            asked += 1
            same += find(questions[name], text) == spans.get(name)
    return same, asked


def _loop(queries: list[str], texts: list[Text]) -> float:
    expressions = [expression(parse(query).root) for query in queries]
    begin = process_time()
    for text in texts:
        hits(expressions, text)
    return len(texts) / (process_time() - begin)


def _resident() -> float:
    """Megabytes of this process at their highest."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
