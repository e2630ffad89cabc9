"""`monitor demo`: the main job on a small fictional web, or on a folder of saved pages, without a network."""

import asyncio
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.commands.crawl import exit_code
from monitor.commands.crawl_display import display_for
from monitor.commands.crawl_table import print_summary
from monitor.commands.demo_pages import show_pages, somebody_looks_on
from monitor.commands.logs import write_logs
from monitor.demo import reprints, truth, watch_truth
from monitor.demo.build import demo_sources_dir, demo_web
from monitor.demo.handler import demo_settings
from monitor.demo.later import VISITED, make_later
from monitor.demo.mails import DemoMails, catch_mails, forget_mails
from monitor.demo.pages import collect
from monitor.demo.web import Web, serve
from monitor.ledger import RunSummary
from monitor.schedule.runner import crawl
from monitor.schedule.settling import settle
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import load_catalogue
from monitor.sources.model import Source
from monitor.store.forget import forget
from monitor.store.items import ItemQuery
from monitor.store.store import Store

# More than any folder of saved pages holds: the point there is to read them all.
ALL = 1_000_000
AT_A_TIME = 16
# Calls longer than this push their own line aside, not all others.
WIDEST = 34

NEXT = (
    ("items list", "what is stored"),
    ("items show ADDRESS", "one item, its dates and where it was seen"),
    ("items export --format jsonl", "every item, for other programs"),
    ("alerts list", "what the watches found, one line a story"),
    ("stories list --outlets 2", "what several of them ran"),
    ("watches list", "the watches of the demo, in nine languages"),
    ("watches test demo_merrow ADDRESS", "why one of them found an item, or did not"),
    ("watches test --since 90d '\"clinic boat\" OR insulin'", "what a new query would have found"),
    ("demo", "again, some time later: one article was edited, one taken down"),
    ("items list --changed", "what was edited; `items show ADDRESS --diff` shows each word"),
    ("demo --forget", "removes the demo's items from your database"),
    ("sources list", "the real catalogue"),
    ("crawl NAME", "crawls one of it"),
    ("review", "the pages for all of this, at http://127.0.0.1:8000; prints a link to log in the first time"),
)


def demo(
    pages: Annotated[
        Path | None, typer.Option(help="Serve and crawl a folder of saved pages instead of the fictional web.")
    ] = None,
    forget_all: Annotated[bool, typer.Option("--forget", help="Remove what the demo has stored.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read pages.")] = 2,
    as_json: Annotated[bool, typer.Option("--json", help="Print the runs as JSON.")] = False,
    serving: Annotated[
        bool | None,
        typer.Option(
            "--serve/--no-serve", help="Serve the review pages at the end, until Ctrl-C. [default: on a terminal]"
        ),
    ] = None,
) -> None:
    """Crawl a small fictional web into a real MongoDB, and serve its review pages; nothing leaves this machine.

    Example: monitor demo --pages FOLDER
    """
    environment = read_environment()
    if pages is None:
        environment = replace(environment, watch_paths=(*environment.watch_paths, watch_truth.demo_watches_dir()))
    if forget_all:
        typer.echo(f"{forget_demo(environment)} items of the demo were removed.")
        return
    if pages is None:
        web, sources, newest, about = demo_web(), demo_sources(environment), 50, ""
        if asyncio.run(_was_crawled(environment)):
            make_later(web)
    else:
        collection = collect(pages)
        web, sources, newest, about = collection.web, collection.sources, ALL, collection.sentence()
    log = write_logs(environment.home, verbose=False)
    runs = crawl_web(environment, web, sources, newest=newest, workers=workers, quiet=as_json)
    if as_json:
        print(json.dumps({"runs": [asdict(run) for run in runs], "about": about}, ensure_ascii=False, indent=1))  # noqa: T201
    else:
        print_summary(runs, skipped=len(sources) - len(runs), log=log)
        typer.echo(about or compared(environment, sources))
        if pages is None:
            typer.echo(asyncio.run(_mails(environment)).sentence())
        typer.echo(what_next() if pages is None else f"Try: {program()} items export --format jsonl")
    if serving or (serving is None and pages is None and not as_json and somebody_looks_on()):
        show_pages(environment)
    raise typer.Exit(exit_code(runs, asked=len(sources)))


def what_next() -> str:
    """What to try after the demo, a line each."""
    calls = [f"{program()} {words}" for words, _ in NEXT]
    room = len(program()) + 1 + WIDEST
    lines = [f"  {call:<{room}}  {says}" for call, (_, says) in zip(calls, NEXT, strict=True)]
    return "\n".join(["", "What to try next:", *lines, ""])


def program() -> str:
    """The `monitor` command as it can be typed here: its name, or its path where it is not on PATH."""
    if shutil.which("monitor"):
        return "monitor"
    path = Path(sys.executable).with_name("monitor")
    if not path.exists():
        return f"{sys.executable} -m monitor"
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def demo_sources(environment: Environment) -> list[Source]:
    """The sources of the fictional web."""
    only_demo = replace(environment, bundled_sources=False, source_paths=(demo_sources_dir(),))
    return [source for source in load_catalogue(only_demo).sources if source.group == "demo"]


def crawl_web(
    environment: Environment, web: Web, sources: Sequence[Source], *, newest: int, workers: int, quiet: bool
) -> list[RunSummary]:
    """Serves a web on loopback and crawls it with the real spiders, which can reach nothing else."""
    with serve(web) as address, display_for(sys.stderr, quiet=quiet) as display:
        overrides: dict[str, Any] = {
            **demo_settings(address),
            "MONITOR_NEWEST": newest,
            "MONITOR_WORKERS": workers,
            "MONITOR_PAGE_BUDGET": ALL,
            # Watches of real cases, which may lie in the same database, are not for fictional news.
            "MONITOR_SCOPED_WATCHES_ONLY": True,
        }
        return crawl(sources, environment, overrides=overrides, at_a_time=AT_A_TIME, started=display.follow)


def compared(environment: Environment, sources: Sequence[Source]) -> str:
    """How the stored items, and what watches found in them, compare with what the demo's texts say."""
    items = asyncio.run(_found(environment, [source.name for source in sources]))
    result, watched = truth.score(map(_as_found, items)), watch_truth.score(map(_as_matched, items))
    stories = {url: item["story"] for item in items for url in _addresses(item) if item.get("story")}
    lines = [f"Beside the known answers: {result.sentence()}", f"Stories: {reprints.sentence(stories)}"]
    for heading, found in (
        ("missing", result.missing),
        ("twice", result.twice),
        ("not expected", result.unexpected),
        ("wrong date", result.wrong_dates),
        ("", [watched.sentence()]),
        ("not found by its watch", watched.missing),
        ("found and should not be", watched.wrong),
    ):
        lines += [f"  {heading}: {one}" if heading else one for one in found]
    return "\n".join(lines)


async def _was_crawled(environment: Environment) -> bool:
    store = await Store.open(environment)
    try:
        return bool(await store.items.count(ItemQuery(sources=VISITED, limit=1)))
    finally:
        await store.close()


async def _found(environment: Environment, names: list[str]) -> list[dict[str, Any]]:
    store = await Store.open(environment)
    try:
        return [item async for item in store.items.find(ItemQuery(sources=tuple(names)))]
    finally:
        await store.close()


async def _mails(environment: Environment) -> DemoMails:
    """What the demo's watches found, as mails in a directory."""
    store = await Store.open(environment)
    try:
        await settle(store, _now)
        return await catch_mails(store, environment, watch_truth.watch_names(), _now())
    finally:
        await store.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _addresses(item: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([item["url"], *(sighting["url"] for sighting in item["sightings"])]))


def _as_matched(item: dict[str, Any]) -> watch_truth.Matched:
    watches = frozenset(match["watch"] for match in item.get("matches", ()))
    return watch_truth.Matched(item["source"], _addresses(item), f"{item['headline']}\n{item['body']}", watches)


def _as_found(item: dict[str, Any]) -> truth.Found:
    return truth.Found(
        source=item["source"],
        addresses=_addresses(item),
        headline=item["headline"],
        published_day=date.fromisoformat(item["published_day"]) if item["published_day"] else None,
        language=item["language"],
        body=item["body"],
    )


def forget_demo(environment: Environment) -> int:
    """Removes the demo's items, and those of saved pages; says how many there were."""
    return asyncio.run(_forget(environment, [source.name for source in demo_sources(environment)]))


async def _forget(environment: Environment, names: list[str]) -> int:
    store = await Store.open(environment)
    try:
        pages = [state.name for state in await store.sources.all() if state.name.startswith("pages_")]
        await forget_mails(store, environment, watch_truth.watch_names())
        await store.watches.forget(watch_truth.watch_names())
        return await forget(store, [*names, *pages])
    finally:
        await store.close()
