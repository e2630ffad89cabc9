"""`monitor watches test`: why a watch found an item or not, and what a query would have found."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from monitor.commands.back_test import run_back_test
from monitor.commands.back_test_view import back_test_values, print_back_test
from monitor.commands.item_fields import plain
from monitor.commands.item_query import moment
from monitor.commands.source_exchange import tell
from monitor.commands.watch_findings import finding_lines
from monitor.commands.watch_store import unknown, with_store
from monitor.commands.watch_verdict import Trial, print_trial, trial_values
from monitor.demo.build import demo_sources_dir
from monitor.errors import MonitorError, UsageError
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import load_catalogue, load_paths
from monitor.sources.durations import read_days
from monitor.sources.model import Source
from monitor.store.store import Store
from monitor.store.watches import StoredWatch
from monitor.watch import ANY_LANGUAGE, Watch
from monitor.watches.backtest import BackTest
from monitor.watches.checking import check_query, sound
from monitor.watches.explaining import explain_watch
from monitor.watches.facts import facts_of_item

_NAME = re.compile(r"[a-z0-9_]{1,80}")
_LENGTH = re.compile(r"\d+(\.\d+)?[smhd]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is tried: a watch, stored or made of a bare query."""

    watch: Watch
    stored: StoredWatch | None = None
    sources: dict[str, Source] = field(default_factory=dict)


def test(
    watch: Annotated[str, typer.Argument(metavar="NAME|QUERY", help="A watch by name, or a query in quotes.")],
    item: Annotated[str, typer.Argument(metavar="[ITEM]", help="An item by its id or an address.")] = "",
    since: Annotated[str, typer.Option("--since", metavar="90d|DATE", help="Try it on all items since then.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Say why a watch finds an item, or try one.

    With --since: what a query would have found in the past.

    Examples: monitor watches test press_freedom https://example.org/news/1
    monitor watches test --since 90d '"press freedom" AND court'
    """
    if bool(item) == bool(since):
        raise UsageError("Name an item to be told why it matches, or give --since 90d to try it on the past.")
    environment, now = read_environment(), datetime.now(UTC)
    start = _start(since, now) if since else now

    async def job(store: Store) -> Trial | BackTest:
        subject = await _subject(store, environment, watch)
        if item:
            return await _try(store, subject, item, now)
        return await run_back_test(store, subject.watch, subject.sources, start, now)

    result = with_store(environment, job)
    if as_json:
        values = trial_values(result) if isinstance(result, Trial) else back_test_values(result)
        typer.echo(json.dumps(plain(values), ensure_ascii=False, indent=1))
    elif isinstance(result, Trial):
        print_trial(result)
    else:
        print_back_test(result)


def _start(since: str, now: datetime) -> datetime:
    """The moment that `--since` means; raises `UsageError`."""
    if not _LENGTH.fullmatch(since):
        return moment("--since", since) or now
    try:
        return now - timedelta(days=read_days(since))
    except (ValueError, OverflowError) as error:
        raise UsageError(f"--since {since}: {error}") from error


async def _subject(store: Store, environment: Environment, words: str) -> Subject:
    """The watch of that name, else the words as a query; raises when they are neither."""
    catalogue = (*load_paths([demo_sources_dir()]).sources, *load_catalogue(environment).sources)
    sources = {source.name: source for source in catalogue}
    stored = await store.watches.load(words) if _NAME.fullmatch(words) else None
    if stored:
        findings = sound(stored.watch.queries, stored.watch.name)
    else:
        findings = [finding for finding in check_query(words, "query") if not finding.warning]
    for finding in findings:
        tell("\n".join(finding_lines(finding)))
    if findings:
        raise typer.Exit(1)
    if stored:
        return Subject(stored.watch, stored, sources)
    if _NAME.fullmatch(words):
        tell(f"{await unknown(store, words)} It is tried as a query.")
    return Subject(Watch("query", "A query", {ANY_LANGUAGE: words}), None, sources)


async def _try(store: Store, subject: Subject, id_or_url: str, now: datetime) -> Trial:
    """Explains the subject for an item; raises `MonitorError` when there is no such item."""
    item = await store.items.get(id_or_url)
    if item is None:
        raise MonitorError(f"No item has the id or the address {id_or_url}. `monitor items list` shows some.")
    stored, watch = subject.stored, subject.watch
    alert = await store.judgements.alert_of(watch.name, item.get("story")) if stored else None
    facts = facts_of_item(item, subject.sources.get(item["source"]))
    archived = stored is not None and stored.archived
    verdict = explain_watch(watch, facts, now, archived=archived, alert=alert, item_id=item["id"])
    return Trial(watch, item, facts, verdict, alert)
