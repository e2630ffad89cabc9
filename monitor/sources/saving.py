"""New source files, written where `load_catalogue` finds them and never over another file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from monitor.errors import CatalogueError
from monitor.extract.urls import normalise
from monitor.sources.catalogue import Catalogue
from monitor.sources.model import Source
from monitor.sources.values import read_name
from monitor.sources.writing import to_toml


def save_source(source: Source, directory: Path, comments: Mapping[str, str] | None = None) -> Path:
    """Writes <directory>/<group>/<name>.toml and returns its path.

    Raises `CatalogueError` when a file is there already, the name cannot be one, or the disk refuses.
    """
    for name in (source.group, source.name):
        _check_name(name)
    return write_new(directory / source.group / f"{source.name}.toml", to_toml(source, comments))


def write_new(path: Path, text: str) -> Path:
    """Writes a file that is not there yet; raises `CatalogueError` when it is, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        raise CatalogueError(f"{path} is there already; choose another name, or move that file away") from error
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be written: {error.strerror}") from error
    return path


def _check_name(name: str) -> None:
    try:
        read_name(name)
    except ValueError as error:
        raise CatalogueError(str(error)) from error


def watched_addresses(catalogue: Catalogue) -> dict[str, str]:
    """Entry address or home page -> name of the source that has it."""
    homes = {normalise(source.home): source.name for source in catalogue.sources}
    return homes | {entry.url: source.name for source in catalogue.sources for entry in source.entries}


def known_as(source: Source, watched: Mapping[str, str]) -> str:
    """The source that watches all of this one's entries already, "" where none does.

    One without entries of its own is known by its home page.
    """
    if not source.entries:
        return watched.get(normalise(source.home), "")
    names = {watched.get(entry.url, "") for entry in source.entries}
    return names.pop() if len(names) == 1 else ""


def taken_names(catalogue: Catalogue, directory: Path) -> set[str]:
    """Names that a new source in this directory must not have."""
    names: Iterable[str] = (path.stem for path in directory.rglob("*.toml")) if directory.is_dir() else ()
    return {source.name for source in catalogue.sources} | set(catalogue.broken) | set(names)
