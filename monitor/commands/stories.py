"""`monitor stories`: list, show, merge, split, lead."""

import asyncio
import json
import os
import pwd
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import typer

from monitor.commands.item_query import check_names, moment
from monitor.commands.item_view import console
from monitor.commands.story_view import record, show_story, story_table
from monitor.errors import MonitorError
from monitor.settings import read_environment
from monitor.store.store import Store
from monitor.store.stories import StoryQuery

app = typer.Typer(help="Items that tell the same news: list, show, put right.", no_args_is_help=True)

T = TypeVar("T")
StoryArgument = Annotated[str, typer.Argument(metavar="STORY", help="A story by id, or by an item in it.")]
ItemArgument = Annotated[str, typer.Argument(metavar="ITEM", help="A member by id or address.")]
ItemsArgument = Annotated[list[str], typer.Argument(metavar="ITEM...", help="Items by id or address.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides this; your login name, if not said.")]


@app.command("list")
def list_stories(
    source: Annotated[str, typer.Option("--source", "-s", help="Only stories that this source ran.")] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="Added to on this day or later.")] = "",
    outlets: Annotated[int, typer.Option(min=1, help="Only stories that so many sources ran.")] = 1,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """List the stories that were added to last.

    Example: monitor stories list --outlets 3 --since 2026-03-01
    """
    query = StoryQuery(source, moment("--since", since), outlets, limit)
    found = _ask(lambda store: _latest(store, query))
    if as_json:
        typer.echo(json.dumps([record(story) for story in found], ensure_ascii=False, indent=1))
    elif not found:
        typer.echo("No such stories yet. `monitor crawl` finds some.")
    else:
        console().print(story_table(found))


@app.command()
def show(story: StoryArgument, as_json: JsonOption = False) -> None:
    """Show one story: who ran it first, every member, and why it is one.

    Example: monitor stories show https://example.org/news/ferry-resumes
    """
    found, items = _ask(lambda store: _whole(store, story))
    if as_json:
        typer.echo(json.dumps(record(found, items), ensure_ascii=False, indent=1))
    else:
        show_story(found, items, console())


@app.command()
def merge(story: StoryArgument, other: StoryArgument, by: ByOption = "", as_json: JsonOption = False) -> None:
    """Make two stories one; the first keeps its leader. The machine does not undo this.

    Example: monitor stories merge 65f0c1d2e3f4a5b6c7d8e9f0 65f0c1d2e3f4a5b6c7d8e9f1
    """

    async def work(store: Store) -> str:
        into, leaving = await _story_id(store, story), await _story_id(store, other)
        return await store.story_decisions.merge(into, leaving, by or _login(), datetime.now(UTC))

    _tell(_ask(work), "One story now", as_json=as_json)


@app.command()
def split(story: StoryArgument, items: ItemsArgument, by: ByOption = "", as_json: JsonOption = False) -> None:
    """Take members out of a story into one of their own. The machine does not undo this.

    Example: monitor stories split 65f0c1d2e3f4a5b6c7d8e9f0 https://example.org/news/ferry-stays
    """

    async def work(store: Store) -> str:
        whole, members = await _story_id(store, story), [await _item_id(store, item) for item in items]
        return await store.story_decisions.split(whole, members, by or _login(), datetime.now(UTC))

    _tell(_ask(work), "A story of their own", as_json=as_json)


@app.command()
def lead(story: StoryArgument, item: ItemArgument, by: ByOption = "", as_json: JsonOption = False) -> None:
    """Let another member lead a story.

    Its headline is shown, and new items are held against it.

    Example: monitor stories lead 65f0c1d2e3f4a5b6c7d8e9f0 https://example.org/news/ferry-resumes
    """

    async def work(store: Store) -> str:
        found = await _story_id(store, story)
        return await store.story_decisions.lead(found, await _item_id(store, item), by or _login(), datetime.now(UTC))

    _tell(_ask(work), "That item leads story", as_json=as_json)


def _ask(work: Callable[[Store], Awaitable[T]]) -> T:
    async def run() -> T:
        store = await Store.open(read_environment())
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(run())


async def _latest(store: Store, query: StoryQuery) -> list[dict[str, Any]]:
    await check_names(store, store.environment, [query.source] if query.source else None)
    return await store.stories.latest(query)


async def _whole(store: Store, story: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A story with its items by id; the items of a very large story up to the number that it lists."""
    found = await store.stories.get(await _story_id(store, story))
    assert found is not None
    return found, await store.items.some([str(member["item"]) for member in found["members"]])


async def _story_id(store: Store, name: str) -> str:
    """A story by its id, or by an item in it. Raises `MonitorError`."""
    if await store.stories.get(name):
        return name
    item = await store.items.get(name)
    if item and item.get("story"):
        return str(item["story"])
    raise MonitorError(f"No story has the id {name}, and no item of a story that address. See `monitor stories list`.")


async def _item_id(store: Store, name: str) -> str:
    item = await store.items.get(name)
    if item is None:
        raise MonitorError(f"No item has the id or the address {name}. `monitor items list` shows some.")
    return str(item["id"])


def _tell(identity: str, words: str, *, as_json: bool) -> None:
    typer.echo(json.dumps({"story": identity}) if as_json else f"{words}: {identity}")


def _login() -> str:
    """Who is at the keyboard; the number of the account where it has no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
