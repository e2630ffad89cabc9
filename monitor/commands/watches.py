"""`monitor watches`: list, show, check, new, import, export, archive, test."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.commands.item_fields import plain
from monitor.commands.item_view import console, safe
from monitor.commands.source_exchange import tell
from monitor.commands.watch_check import check_files
from monitor.commands.watch_exchange import archive, export_watches, import_watches
from monitor.commands.watch_findings import as_values, finding_lines
from monitor.commands.watch_store import named, with_store
from monitor.commands.watch_tables import history_lines, watch_table, watch_values
from monitor.commands.watch_trial import test
from monitor.errors import UsageError
from monitor.settings import read_environment
from monitor.sources.saving import write_new
from monitor.store.store import Store
from monitor.store.watches import StoredWatch, WatchList, WatchVersion
from monitor.watch import ANY_LANGUAGE, Recipient, Watch
from monitor.watches.checking import check_watch
from monitor.watches.writing import to_toml

app = typer.Typer(help="Named queries and whom to tell: list, check, try, exchange.", no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


@app.command("list")
def list_watches(
    archived: Annotated[bool, typer.Option("--archived", help="Those that were ended.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List the watches, and whom they tell.

    Example: monitor watches list --archived
    """

    async def job(store: Store) -> WatchList:
        return await store.watches.all(archived=archived)

    found = with_store(read_environment(), job)
    if as_json:
        print_json({"watches": [watch_values(one) for one in found.watches], "broken": dict(found.broken)})
        return
    for name, reason in found.broken:
        tell(f"{name} cannot be used: {reason}")
    if not found.watches:
        typer.echo("No watches yet. `monitor watches new NAME QUERY` makes one.")
        return
    console().print(watch_table(found.watches, datetime.now(UTC)))


@app.command()
def show(
    name: str,
    history: Annotated[bool, typer.Option("--history", help="Every version, who made it and when.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Print one watch as a file, its secrets left out.

    Example: monitor watches show press_freedom --history
    """

    async def job(store: Store) -> tuple[StoredWatch, list[WatchVersion]]:
        return await named(store, name), list(await store.watches.history(name))

    stored, versions = with_store(read_environment(), job)
    if as_json:
        print_json({**watch_values(stored), "history": [version_values(one) for one in versions]})
        return
    state = "archived" if stored.archived else f"kept in {stored.file}" if stored.file else "kept in the database"
    typer.echo(f"# {name}, version {stored.watch.version}, {state}; changed {plain(stored.updated_at)} by {stored.by}")
    typer.echo(safe_lines(to_toml(stored.watch)))
    if history:
        typer.echo("\n".join(history_lines(versions)))


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Files or directories.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check watch files for errors and surprises.

    Each is shown where it stands; exit 1 when there is an error.

    Without a file, those of the home and of MONITOR_WATCHES.

    Example: monitor watches check press_freedom.toml
    """
    environment = read_environment()
    own = environment.home / "watches"
    wanted = paths or [*([own] if own.is_dir() else []), *environment.watch_paths]
    if not wanted:
        raise UsageError("There is nothing to check: name a file, or put watches into <home>/watches.")
    places, findings = check_files(wanted, environment)
    errors = sum(not finding.warning for finding in findings)
    if as_json:
        print_json({"files": [str(place) for place in places], "findings": as_values(findings)})
    else:
        for finding in findings:
            typer.echo("\n".join(finding_lines(finding)))
        checked = counted(len(places), "watch", "watches")
        found = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"
        tell(f"{checked} checked: {found}")
    if errors:
        raise typer.Exit(1)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Lower-case letters, digits and _; the file's name.")],
    query: Annotated[str, typer.Argument(help="The query, for all languages.")],
    title: Annotated[str, typer.Option("--title", help="What researchers call it; default: the name.")] = "",
    to: Annotated[list[str] | None, typer.Option("--to", help="A mail address to tell; may be repeated.")] = None,
    owner: Annotated[str, typer.Option("--owner", help="Who answers for it.")] = "",
) -> None:
    """Write a new watch file into <home>/watches.

    Example: monitor watches new press_freedom '"press freedom" AND court' --to desk@example.org
    """
    recipients = tuple(Recipient(address) for address in to or ())
    watch = Watch(name, title or name.replace("_", " "), {ANY_LANGUAGE: query}, owner, recipients)
    text = to_toml(watch)
    findings = check_watch(text, name)
    for finding in findings:
        tell("\n".join(finding_lines(finding)))
    if any(not finding.warning for finding in findings):
        raise typer.Exit(1)
    environment = read_environment()
    typer.echo(str(write_new(environment.home / "watches" / f"{name}.toml", text)))
    tell("It is matched from the next crawl on.")


def version_values(version: WatchVersion) -> dict[str, Any]:
    """One version as JSON can hold it, secrets left out."""
    toml = to_toml(version.watch) if version.watch else None
    return {"version": version.version, "at": version.at, "by": version.by, "archived": version.archived, "toml": toml}


def counted(number: int, word: str, words: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "watch", "watches"), counted(2, "error")
    ('1 watch', '2 errors')
    """
    return f"{number} {word}" if number == 1 else f"{number} {words or word + 's'}"


def safe_lines(text: str) -> str:
    """A text of several lines that cannot steer a terminal."""
    return "\n".join(safe(line).plain for line in text.splitlines())


def print_json(values: dict[str, Any]) -> None:
    """Values for machines on the output."""
    typer.echo(json.dumps(plain(values), ensure_ascii=False, indent=1))


app.command("import")(import_watches)
app.command("export")(export_watches)
app.command("archive")(archive)
app.command("test")(test)
