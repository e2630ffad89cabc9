"""Checks watches as a compiler checks programs: every fault with its place in the file."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from monitor.matching.problems import Problem
from monitor.matching.query import check
from monitor.sources.catalogue import Catalogue
from monitor.sources.problems import did_you_mean
from monitor.sources.tables import TableReading, Within
from monitor.watch import ANY_LANGUAGE, Watch
from monitor.watches.places import Placed, place
from monitor.watches.problems import BrokenWatchError, Finding
from monitor.watches.reading import read_watch


def check_watch(text: str, name: str, path: Path | None = None) -> list[Finding]:
    """Everything that is wrong with, or surprising in, the text of a watch file, in the order of its lines."""
    file = str(path) if path else f"{name}.toml"
    found: list[Finding] = []
    try:
        read_watch(text, name, path)
    except BrokenWatchError as error:
        found += error.findings
    found += [finding for key, query in _queries(text) for finding in check_query(query, file, text, key)]
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def sound_watch(text: str, name: str, path: Path) -> Watch:
    """The watch in a file that can be put to work; raises `BrokenWatchError`, also for an error in a query."""
    watch = read_watch(text, name, path)
    errors = [finding for finding in check_watch(text, name, path) if not finding.warning]
    if errors:
        raise BrokenWatchError(findings=errors)
    return watch


def check_query(query: str, file: str, text: str = "", key: str = "query") -> list[Finding]:
    """What is wrong with one query, shown where it stands as `key` in the text of a file, else on its own."""
    checked = check(query)
    line = TableReading(text, file).line(key, Within("queries") if key != "query" else Within())
    placed = place(text, line, query) if line else None
    errors = [_finding(problem, query, file, line, placed, warning=False) for problem in checked.errors]
    return errors + [_finding(problem, query, file, line, placed, warning=True) for problem in checked.warnings]


def _queries(text: str) -> Iterator[tuple[str, str]]:
    """The queries in a file by key, as far as there are any."""
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    by_language = table.get("queries")
    pairs = by_language.items() if isinstance(by_language, Mapping) else ()
    for key, query in (("query", table.get("query")), *pairs):
        if isinstance(query, str) and query.strip():
            yield key, query


def _finding(problem: Problem, query: str, file: str, line: int, placed: Placed | None, *, warning: bool) -> Finding:
    if placed is None:
        number, start, end = line, problem.start, problem.end
        excerpt = query
    else:
        first, last = placed.at(problem.start), placed.at(max(problem.end - 1, problem.start))
        number, start, excerpt = first.line, first.offset, placed.line(first.line)
        end = last.offset + 1 if last.line == first.line else len(excerpt)
    return Finding(
        file, problem.message, problem.code, problem.hint, number, start + 1, excerpt, start, end, warning
    )  # fmt: skip


def check_scope(watch: Watch, file: str, catalogue: Catalogue) -> list[Finding]:
    """A warning for each source or group that a watch names and the catalogue has not."""
    sources = [source.name for source in catalogue.sources]
    return [
        *_unknown(file, "sources", "source", watch.sources, (*sources, *catalogue.broken)),
        *_unknown(file, "groups", "group", watch.groups, catalogue.groups),
    ]


def _unknown(file: str, key: str, word: str, named: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    names = list(known)
    for name in named:
        if name not in names:
            hint = did_you_mean(name, names, f"; `monitor sources list` shows every {word}")
            yield Finding(file, f"{key}: no {word} is called {name}{hint}", warning=True)


def sound(queries: Mapping[str, str], file: str) -> list[Finding]:
    """The errors of all queries of a watch; empty where it can be used."""
    found = []
    for code, query in queries.items():
        findings = check_query(query, file if code == ANY_LANGUAGE else f"{file} ({code})")
        found += [finding for finding in findings if not finding.warning]
    return found
