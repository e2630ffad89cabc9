"""Why a watch found an item or not: its queries part by part, and what keeps it from being asked at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.matching.explain import Explanation, explain
from monitor.matching.languages import applies, by_specificity
from monitor.matching.query import check
from monitor.matching.text import Text
from monitor.matching.watchset import covers
from monitor.watch import ANY_LANGUAGE, Watch


@dataclass(frozen=True, slots=True)
class WatchExplanation:
    """`matched` is what `WatchSet` says. `obstacles` are sentences on what stands in the way, whatever the text."""

    matched: bool
    obstacles: tuple[str, ...]
    queries: tuple[tuple[str, Explanation], ...]  # by language code, those for the item's language


def explain_watch(watch: Watch, text: Text, source: str = "", group: str = "") -> WatchExplanation:
    """Each query that is for the item's language, and every reason why the watch would not be asked."""
    checked = {code: check(watch.queries[code]) for code in by_specificity(watch.queries)}
    asked = tuple(
        (code, explain(each.query, text))
        for code, each in checked.items()
        if each.query is not None and applies(code, text.language)
    )
    faulty = [code for code, each in checked.items() if each.query is None]
    obstacles = tuple(_obstacles(watch, text, source, group, faulty))
    asks = not watch.paused and covers(watch, source, group)
    return WatchExplanation(asks and any(each.matched for _, each in asked), obstacles, asked)


def _obstacles(watch: Watch, text: Text, source: str, group: str, faulty: list[str]) -> Iterator[str]:
    if watch.paused:
        yield "The watch is paused."
    if not covers(watch, source, group):
        names = ", ".join((*watch.sources, *watch.groups))
        yield f"The watch looks at {names} only; this item is from {source or 'an unknown source'}."
    if not any(applies(code, text.language) for code in watch.queries):
        known = f"in “{text.language}”" if text.language else "in an unknown language"
        yield f"The watch has queries for {', '.join(watch.queries)}; this item is {known}."
    for code in faulty:
        name = "" if code == ANY_LANGUAGE else f" for “{code}”"
        yield f"The query{name} has errors and is not asked."
