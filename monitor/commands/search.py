"""`monitor search`: all stored items, in the language of watches."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from monitor.commands.back_test import bar
from monitor.commands.item_fields import plain
from monitor.commands.search_filters import filters, named
from monitor.commands.search_view import counted, hit_values, print_hits, summary
from monitor.commands.source_exchange import tell
from monitor.commands.watch_findings import finding_lines
from monitor.commands.watch_store import named as known_watch
from monitor.commands.watch_store import with_store
from monitor.demo.build import demo_sources_dir
from monitor.errors import MonitorError, UsageError
from monitor.matching.query import Query, parse
from monitor.search.results import Filters, Hit, Results
from monitor.search.search import Search
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import load_catalogue, load_paths
from monitor.sources.model import Source
from monitor.store.store import Store
from monitor.watches.checking import check_query

# Finds asked for at a time.
PAGE = 100


@dataclass(slots=True)
class Answer:
    """What came of a search: finds, how many there are at most, and what the options left out where there are none."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    is_exact: bool = True
    is_estimate: bool = False
    elsewhere: str = ""
    more: bool = False


def search(
    query: Annotated[str, typer.Argument(help="In the language of watches, in quotes; see docs/queries.md.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="90d|DATE", help="Published then or later.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="90d|DATE", help="Published then or before.")] = "",
    source: Annotated[str, typer.Option("--source", "-s", help="Of one source.")] = "",
    group: Annotated[str, typer.Option("--group", "-g", help="Of all sources of a group.")] = "",
    language: Annotated[str, typer.Option("--language", "-l", help="In a language; zh is also zh-Hant.")] = "",
    watch: Annotated[str, typer.Option("--watch", "-w", help="Found by a watch as they came in.")] = "",
    best: Annotated[bool, typer.Option("--best", help="The best first, not the newest.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="So many at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Build the index anew from the database first.")] = False,
) -> None:
    """Search all stored items with a query, as a watch would find them, the newest first.

    Example: monitor search --since 90d --language en '"press freedom" AND court'
    """
    if not query and not rebuild:
        raise UsageError("Write a query, such as: monitor search '\"press freedom\" AND court'")
    parsed = _checked(query) if query else None
    environment, now = read_environment(), datetime.now(UTC)
    sources = _sources(environment)
    chosen = filters(since, until, source, group, language, watch, sources, now)

    async def job(store: Store) -> Answer:
        if watch:
            await known_watch(store, watch)
        archive = Search(store, sources)
        if rebuild:
            with bar("Building the index") as progress:
                tell(f"The index was built anew: {await archive.rebuild(progress):,} items.")
        if parsed is None:
            return Answer()
        answer = await _found(archive, parsed, chosen, limit, best=best)
        answer.elsewhere = "" if answer.hits else await _elsewhere(archive, parsed, chosen)
        return answer

    answer = with_store(environment, job)
    if as_json:
        typer.echo(json.dumps(plain(_values(answer)), ensure_ascii=False, indent=1))
    elif parsed:
        print_hits(answer.hits)
        count = counted(answer.count, exact=answer.is_exact, estimate=answer.is_estimate)
        tell(f"{summary(len(answer.hits), count, more=answer.more)} {answer.elsewhere}".rstrip())


async def _found(archive: Search, query: Query, chosen: Filters, limit: int, *, best: bool) -> Answer:
    """Pages of finds until there are enough; tells what the index has to say."""
    answer, after = Answer(), ""
    while True:
        size = min(PAGE, limit - len(answer.hits))
        with bar("Building the index") as progress:
            page: Results = await archive.find(query, chosen, after, size, best=best, patience=None, tell=progress)
        if page.rebuilding is not None:
            raise MonitorError(page.notice)
        if page.notice:
            tell(page.notice)
        answer.hits += page.hits
        after = page.older
        if not after or len(answer.hits) >= limit:
            break
    answer.more, answer.count = bool(after), page.count if after else len(answer.hits)
    answer.is_exact, answer.is_estimate = page.is_exact or not after, page.is_estimate and bool(after)
    return answer


async def _elsewhere(archive: Search, query: Query, chosen: Filters) -> str:
    """What the options left out, as a sentence; "" for nothing."""
    found = await archive.find(query, size=1) if chosen != Filters() else Results()
    number = counted(found.count, exact=found.is_exact, estimate=found.is_estimate)
    return f"Without {named(chosen)}: {number}." if found.count else ""


def _checked(query: str) -> Query:
    """The query; prints what is wrong with it and what may surprise, and ends where it cannot be used."""
    findings = check_query(query, "query")
    for finding in findings:
        tell("\n".join(finding_lines(finding)))
    if any(not finding.warning for finding in findings):
        raise typer.Exit(1)
    return parse(query)


def _sources(environment: Environment) -> dict[str, Source]:
    catalogue = (*load_paths([demo_sources_dir()]).sources, *load_catalogue(environment).sources)
    return {source.name: source for source in catalogue}


def _values(answer: Answer) -> dict[str, Any]:
    hits = [hit_values(hit) for hit in answer.hits]
    count = {"count": answer.count, "exact": answer.is_exact, "estimate": answer.is_estimate, "more": answer.more}
    return {**count, "hits": hits}
