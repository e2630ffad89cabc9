"""`monitor items`: export, show, list."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.commands.item_export import Format, be_quiet, opened, write_items
from monitor.commands.item_fields import plain
from monitor.commands.item_query import query as asked
from monitor.commands.item_view import console, list_table
from monitor.commands.item_view import show as show_item
from monitor.commands.progress import counting
from monitor.errors import MonitorError
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
def show(id_or_url: str, as_json: JsonOption = False) -> None:
    """Show one item with every address and every date it could have.

    The date that won is marked, and why it did is said.

    Example: monitor items show https://example.org/news/ferry-resumes
    """
    item = asyncio.run(_get(read_environment(), id_or_url))
    if item is None:
        raise MonitorError(f"No item has the id or the address {id_or_url}. `monitor items list` shows some.")
    if as_json:
        typer.echo(json.dumps(plain(item), ensure_ascii=False, indent=1))
    else:
        show_item(item, console())


@app.command("list")
def list_items(
    source: SourceOption = None,
    group: GroupOption = "",
    since: SinceOption = "",
    until: UntilOption = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many.")] = 20,
) -> None:
    """List the latest items.

    Example: monitor items list --source amnesty_fr --limit 50
    """
    environment = read_environment()
    query = replace(asked(environment, source or [], group, since, until), newest_first=True, limit=limit)
    items = asyncio.run(_list(environment, query))
    if not items:
        typer.echo("No such items yet. `monitor crawl` fetches some.")
        return
    output = console()
    output.print(list_table(items, output.width))


async def _export(environment: Environment, query: ItemQuery, form: Format, path: Path | None) -> int:
    store = await Store.open(environment)
    try:
        with counting("Writing") as progress, opened(path) as output:
            return await write_items(store.items.find(query), output, form, progress)
    except BrokenPipeError:
        be_quiet()
        raise typer.Exit from None
    finally:
        await store.close()


async def _get(environment: Environment, id_or_url: str) -> dict[str, Any] | None:
    store = await Store.open(environment)
    try:
        return await store.items.get(id_or_url)
    finally:
        await store.close()


async def _list(environment: Environment, query: ItemQuery) -> list[dict[str, Any]]:
    store = await Store.open(environment)
    try:
        return [item async for item in store.items.find(query)]
    finally:
        await store.close()
