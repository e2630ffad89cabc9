"""`monitor watches import`, `export` and `archive`."""

import getpass
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from monitor.commands.source_exchange import tell
from monitor.commands.watch_check import check_files
from monitor.commands.watch_findings import finding_lines
from monitor.commands.watch_store import named, with_store
from monitor.errors import UsageError, WatchError
from monitor.settings import read_environment
from monitor.sources.saving import write_new
from monitor.store.store import Store
from monitor.store.watches import StoredWatch
from monitor.watch import Watch
from monitor.watches.files import load_paths
from monitor.watches.writing import to_toml

PARTIAL = 3


def import_watches(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files or directories.")],
) -> None:
    """Put watches from files into the database.

    There the pages can edit them. Errors and surprises are shown as `monitor watches check` shows them.

    A watch that is there already gets a new version. Watches in <home>/watches and MONITOR_WATCHES need no import.

    Example: monitor watches import from_colleagues/
    """
    environment, files = read_environment(), load_paths(paths)
    _, findings = check_files(paths, environment)
    for finding in (*files.warnings, *findings):
        tell("\n".join(finding_lines(finding)))

    async def job(store: Store) -> None:
        for watch, _ in files.watches.values():
            typer.echo(await _import(store, watch))

    with_store(environment, job)
    if files.broken:
        raise typer.Exit(PARTIAL if files.watches else 1)


async def _import(store: Store, watch: Watch) -> str:
    stored = await store.watches.load(watch.name)
    if stored and stored.file:
        return f"{watch.name}: left as it is; it is kept in {stored.file}"
    before = stored.watch.version if stored else 0
    saved = await store.watches.save(watch, expected=before, by=who(), at=datetime.now(UTC))
    same = saved.watch.version == before
    return f"{watch.name}: {'as it was' if same else f'version {saved.watch.version}'}"


def export_watches(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Watches; default: all.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A directory for one file each.")] = None,
    secrets: Annotated[bool, typer.Option("--secrets", help="With the secrets of channels; needs --output.")] = False,
) -> None:
    """Write watches as files.

    Example: monitor watches export --output for_colleagues
    """
    if secrets and output is None:
        raise UsageError("--secrets writes into files only, readable by you alone: name a directory with --output")

    async def job(store: Store) -> list[StoredWatch]:
        if names:
            return [await named(store, name) for name in names]
        return list((await store.watches.all()).watches)

    found = with_store(read_environment(), job)
    if output is None and len(found) > 1:
        raise UsageError(f"{len(found)} watches are as many files: name a directory with --output")
    for one in found:
        if output is None:
            typer.echo(to_toml(one.watch), nl=False)
        else:
            _write(output / f"{one.watch.name}.toml", to_toml(one.watch, secrets=secrets), private=secrets)
    if output is not None:
        tell(f"{len(found)} file{'' if len(found) == 1 else 's'} written to {output}")


def _write(path: Path, text: str, *, private: bool) -> None:
    before = os.umask(0o077) if private else None
    try:
        write_new(path, text)
    finally:
        if before is not None:
            os.umask(before)


def archive(name: str) -> None:
    """End a watch; its matches and its history stay.

    Example: monitor watches archive press_freedom
    """

    async def job(store: Store) -> None:
        stored = await named(store, name)
        if stored.file:
            raise WatchError(f"{name} is kept in {stored.file}; move that file away first.")
        await store.watches.archive(name, expected=stored.watch.version, by=who(), at=datetime.now(UTC))

    with_store(read_environment(), job)
    typer.echo(f"{name} is archived. `monitor watches import FILE` brings it back.")


def who() -> str:
    """Who types the command, for the history of a watch."""
    try:
        return f"{getpass.getuser()} at the command line"
    except (KeyError, OSError):
        return "the command line"
