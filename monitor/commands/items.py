"""`monitor items`: export, show, list."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.commands.item_export import Format, be_quiet, opened, write_items
from monitor.commands.item_fields import plain
from monitor.commands.item_query import check_names
from monitor.commands.item_query import query as asked
from monitor.commands.item_versions import Version, choose, show_differences, twins_table, versions_table
from monitor.commands.item_versions import as_json as diff_as_json
from monitor.commands.item_view import console, events_table, list_table
from monitor.commands.item_view import show as show_item
from monitor.commands.progress import counting
from monitor.errors import MonitorError, UsageError
from monitor.settings import Environment, read_environment
from monitor.store.items import ItemQuery
from monitor.store.store import Store

app = typer.Typer(help="What was found: list, show, export.", no_args_is_help=True)

SourceOption = Annotated[list[str] | None, typer.Option("--source", "-s", help="A source by name; may be repeated.")]
GroupOption = Annotated[str, typer.Option("--group", "-g", help="All sources of a group.")]
SinceOption = Annotated[
    str, typer.Option(metavar="DATE", help="Published on this day or later; first seen, where no date is known.")
]
UntilOption = Annotated[str, typer.Option(metavar="DATE", help="Up to and including this day, or before this moment.")]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="One JSON object a line, or a table.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="A file in place of the output.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command()
def export(
    form: FormatOption = "jsonl",
    output: OutputOption = None,
    source: SourceOption = None,
    group: GroupOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
) -> None:
    """Write items out, oldest first.

    Example: monitor items export --format csv --since 2026-03-01 --output march.csv
    """
    environment = read_environment()
    query = asked(environment, source or [], group, since, until)
    count = asyncio.run(_export(environment, query, form, output))
    if output or not count:
        typer.echo(f"{count:,} items{f' in {output}' if output else ''}.", err=True)


@app.command()
def show(
    id_or_url: str,
    versions: Annotated[bool, typer.Option("--versions", help="Its texts, and what happened to it.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Word by word what lies between two versions.")] = False,
    start: Annotated[int | None, typer.Option("--from", min=1, help="The older version; the last but one.")] = None,
    end: Annotated[int | None, typer.Option("--to", min=1, help="The newer version; the last.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show one item with every address and every date it could have.

    The date that won is marked, and why it did is said.

    Example: monitor items show https://example.org/news/ferry-resumes --diff
    """
    if not diff and (start or end):
        raise UsageError("--from and --to choose the versions for --diff; write that too.")
    item, texts, twins = asyncio.run(_get(read_environment(), id_or_url))
    if diff:
        _show_diff(choose(texts, start, end), as_json=as_json)
    elif versions:
        _show_versions(item, texts, twins, as_json=as_json)
    elif as_json:
        _print_json(item)
    else:
        show_item(item, console())


def _show_diff(pair: tuple[Version, Version], *, as_json: bool) -> None:
    if as_json:
        _print_json(diff_as_json(*pair))
    else:
        show_differences(*pair, console())


def _show_versions(item: dict[str, Any], texts: list[Version], twins: list[Version], *, as_json: bool) -> None:
    if as_json:
        _print_json({"versions": texts, "twins": twins, "events": item.get("events", [])})
        return
    output = console()
    output.print(versions_table(texts))
    if twins:
        output.print(twins_table(twins))
    if item.get("events"):
        output.print(events_table(item["events"]))


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=1))


@app.command("list")
def list_items(
    source: SourceOption = None,
    group: GroupOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    gone: Annotated[bool, typer.Option("--gone", help="Only those whose page was taken down.")] = False,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only those whose text was changed; with --gone: either.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """List the latest items; --gone and --changed together list both.

    Example: monitor items list --source amnesty_fr --changed
    """
    environment = read_environment()
    query = replace(asked(environment, source or [], group, since, until), newest_first=True, limit=limit)
    items = asyncio.run(_list(environment, replace(query, gone=gone, changed=changed)))
    if as_json:
        _print_json(items)
        return
    if not items and (gone or changed):
        typer.echo("No such items: nothing that is stored was seen to change or to go.")
        if gone:
            typer.echo("A page counts as gone after three visits that missed it, over 20 hours at least.")
        return
    if not items:
        typer.echo("No such items yet. `monitor crawl` fetches some.")
        return
    output = console()
    output.print(list_table(items, output.width))


async def _export(environment: Environment, query: ItemQuery, form: Format, path: Path | None) -> int:
    store = await Store.open(environment)
    try:
        await check_names(store, environment, query.sources)
        with counting("Writing") as progress, opened(path) as output:
            return await write_items(store.items.find(query), output, form, progress)
    except BrokenPipeError:
        be_quiet()
        raise typer.Exit from None
    finally:
        await store.close()


async def _get(environment: Environment, id_or_url: str) -> tuple[dict[str, Any], list[Version], list[Version]]:
    store = await Store.open(environment)
    try:
        item = await store.items.get(id_or_url)
        if item is None:
            raise MonitorError(f"No item has the id or the address {id_or_url}. `monitor items list` shows some.")
        return item, await store.versions.of(item), await store.twins.of(item["id"])
    finally:
        await store.close()


async def _list(environment: Environment, query: ItemQuery) -> list[dict[str, Any]]:
    store = await Store.open(environment)
    try:
        await check_names(store, environment, query.sources)
        return [item async for item in store.items.find(query)]
    finally:
        await store.close()
