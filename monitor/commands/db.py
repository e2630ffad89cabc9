"""`monitor db`: start, stop, status, uri, backup, restore."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.commands.progress import counting
from monitor.errors import DatabaseUnavailable
from monitor.settings import Environment, read_environment
from monitor.store import embedded
from monitor.store.backup import backup as write_backup
from monitor.store.connection import check
from monitor.store.restore import restore as bring_back
from monitor.store.spool import Spool, spool_directory
from monitor.store.store import Store
from monitor.store.words import redacted

app = typer.Typer(help="The database: start, stop, look at, back up.", no_args_is_help=True)

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Replace what the database holds already.")]
RevealOption = Annotated[bool, typer.Option("--reveal", help="With user and password, for another program.")]
IntoOption = Annotated[
    str, typer.Option(metavar="URI", help="Another server. Other users of this machine can see a URI given here.")
]
DirectoryArgument = Annotated[Path, typer.Argument(metavar="DIR", help="A directory that does not exist yet.")]
DumpArgument = Annotated[Path, typer.Argument(metavar="DIR", help="What `monitor db backup` or mongodump wrote.")]


@app.command()
def start() -> None:
    """Start the embedded MongoDB; other commands do so by themselves.

    Example: monitor db start
    """
    environment = read_environment()
    if environment.mongo_uri:
        typer.echo(f"Nothing to start: MONITOR_MONGO_URI names {redacted(environment.mongo_uri)}.")
        return
    typer.echo(f"MongoDB runs at {embedded.start(environment.home)}")


@app.command()
def stop() -> None:
    """Stop the embedded MongoDB and wait until it has ended.

    Example: monitor db stop
    """
    stopped = embedded.stop(read_environment().home)
    typer.echo("MongoDB stopped." if stopped else "No embedded MongoDB was running.")


@app.command()
def status(as_json: JsonOption = False) -> None:
    """Say which database is used and whether it runs. Starts nothing.

    Example: monitor db status --json
    """
    environment = read_environment()
    found = _configured(environment) if environment.mongo_uri else _embedded(environment)
    found["waiting in the spool"] = Spool(spool_directory(environment.home)).pending()
    if as_json:
        typer.echo(json.dumps({name.replace(" ", "_"): value for name, value in found.items()}, ensure_ascii=False))
    else:
        typer.echo("\n".join(f"{name}: {_shown(value)}" for name, value in found.items() if value not in ("", None)))
    if environment.mongo_uri and not found["running"]:
        raise typer.Exit(1)


@app.command()
def uri(reveal: RevealOption = False) -> None:
    """Print the URI of the database, for instance for mongosh.

    Example: mongosh "$(monitor db uri --reveal)"
    """
    environment = read_environment()
    address = environment.mongo_uri or embedded.status(environment.home).uri
    typer.echo(address if reveal else redacted(address))


@app.command()
def backup(directory: DirectoryArgument, as_json: JsonOption = False) -> None:
    """Write a backup of everything; mongorestore reads it as well.

    Example: monitor db backup /var/backups/monitor/2026-03-01
    """
    counts = asyncio.run(_backup(read_environment(), directory))
    _tell(counts, f"in {directory}", as_json=as_json)


@app.command()
def restore(
    directory: DumpArgument, into: IntoOption = "", replace: ReplaceOption = False, as_json: JsonOption = False
) -> None:
    """Bring a backup back, into this database or another server.

    Example: monitor db restore /var/backups/monitor/2026-03-01
    """
    environment = read_environment()
    target = into or environment.mongo_uri or embedded.start(environment.home)
    with counting("Restoring") as progress:
        counts = asyncio.run(bring_back(target, environment.mongo_db, directory, replace=replace, progress=progress))
    _tell(counts, f"from {directory} into {environment.mongo_db} at {redacted(target)}", as_json=as_json)


async def _backup(environment: Environment, directory: Path) -> dict[str, int]:
    store = await Store.open(environment)
    try:
        with counting("Backing up") as progress:
            return await write_backup(store, directory, progress)
    finally:
        await store.close()


def _configured(environment: Environment) -> dict[str, Any]:
    found: dict[str, Any] = {"database": "MONITOR_MONGO_URI", "uri": redacted(environment.mongo_uri)}
    try:
        check(environment.mongo_uri, environment.mongo_db)
    except DatabaseUnavailable as error:
        return {**found, "running": False, "problem": str(error)}
    return {**found, "running": True, "problem": ""}


def _embedded(environment: Environment) -> dict[str, Any]:
    found = embedded.status(environment.home)
    return {
        "database": "embedded",
        "uri": found.uri,
        "running": found.running,
        "version": found.version,
        "pid": found.pid,
        "data": str(found.data),
        "log": str(found.log),
        "bytes on disk": found.bytes_on_disk,
    }


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) and value > 999_999 else str(value)


def _tell(counts: dict[str, int], where: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(counts))
        return
    for name, count in counts.items():
        typer.echo(f"{name}: {count:,}")
    typer.echo(f"{sum(counts.values()):,} documents of {len(counts)} collections {where}.")
