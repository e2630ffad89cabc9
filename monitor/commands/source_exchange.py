"""`monitor sources import` and `export`: lists of feed readers and spreadsheets."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monitor.errors import UsageError
from monitor.settings import Environment, read_environment
from monitor.sources.catalogue import Catalogue, load_catalogue
from monitor.sources.csv_files import read_csv, write_csv
from monitor.sources.exchange import Imported
from monitor.sources.model import Source
from monitor.sources.naming import free_name
from monitor.sources.opml import has_feed, read_opml, write_opml
from monitor.sources.saving import known_as, save_source, taken_names, watched_addresses, write_new
from monitor.sources.writing import to_toml

IntoOption = Annotated[Path | None, typer.Option("--into", help="Directory for new files; default: <home>/sources.")]


class Format(StrEnum):
    """What `export` can write."""

    OPML = "opml"
    CSV = "csv"
    TOML = "toml"


def tell(text: str) -> None:
    """A line for the person at the terminal, apart from the output proper."""
    typer.echo(text, err=True)


def in_group(catalogue: Catalogue, group: str) -> tuple[Source, ...]:
    """The sources of a group, or all where none is named."""
    return catalogue.in_group(group) if group else catalogue.sources


def how_to_use(directory: Path, environment: Environment, name: str) -> str:
    """How new files in a directory come to be watched."""
    crawl = f"monitor crawl {name}".rstrip()
    if directory == environment.home / "sources" or directory.absolute() in environment.source_paths:
        return f"Watched from the next run on: {crawl}"
    return f"To watch what is there, set MONITOR_SOURCES={directory.absolute()} and run: {crawl}"


def import_sources(file: Path, into: IntoOption = None) -> None:
    """Take sources from an OPML or CSV file.

    What is watched already is left out and named.

    Example: monitor sources import list.opml
    """
    environment = read_environment()
    directory = into or environment.home / "sources"
    catalogue = load_catalogue(environment)
    found = _read_list(file)
    for problem in found.problems:
        tell(str(problem))
    saved = _save_all(found.sources, catalogue, directory)
    not_taken = sum(not problem.warning for problem in found.problems)
    tell(f"saved: {saved}, watched already: {len(found.sources) - saved}, could not be taken: {not_taken}")
    if saved:
        tell(how_to_use(directory, environment, ""))
    if not_taken:
        raise typer.Exit(3 if saved else 1)


def export_sources(
    format: Annotated[Format, typer.Option("--format", "-f", help="opml for feed readers, csv for spreadsheets.")],
    group: Annotated[str, typer.Option("--group", "-g", help="Only the sources of this group.")] = "",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A new file; for toml a directory.")] = None,
) -> None:
    """Give the sources to another program.

    Example: monitor sources export --format csv --output list.csv
    """
    sources = in_group(load_catalogue(read_environment()), group)
    if format is Format.TOML:
        _export_files(sources, output)
        return
    text = write_csv(sources) if format is Format.CSV else write_opml(sources).decode()
    if output:
        tell(f"{write_new(output, text)} written")
    else:
        typer.echo(text, nl=False)
    without = sum(not has_feed(source) for source in sources)
    if format is Format.OPML and without:
        tell(f"{without} sources have no feed and are not in it; --format csv has them all")


def _read_list(file: Path) -> Imported:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
    if file.suffix.lower() in {".opml", ".xml"} or raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        return read_opml(raw, str(file))
    return read_csv(raw, str(file))


def _save_all(sources: list[Source], catalogue: Catalogue, directory: Path) -> int:
    watched, taken, saved = watched_addresses(catalogue), taken_names(catalogue, directory), 0
    for source in sources:
        known = known_as(source, watched)
        if known:
            tell(f"{source.title}: watched already as {known}")
            continue
        name = free_name(source.name, taken)
        typer.echo(str(save_source(replace(source, name=name), directory)))
        taken.add(name)
        saved += 1
    return saved


def _export_files(sources: tuple[Source, ...], output: Path | None) -> None:
    if output is None:
        raise UsageError("--format toml writes one file for each source: name a directory with --output")
    for source in sources:
        path = output / source.group / f"{source.name}.toml"
        write_new(path, source.path.read_text(encoding="utf-8") if source.path else to_toml(source))
    tell(f"{len(sources)} files written to {output}")
