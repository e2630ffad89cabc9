"""Source files on disk and in the package: found, and read with care."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from monitor.sources.disk import text_of
from monitor.sources.model import Source
from monitor.sources.problems import BrokenSourceError, Problem
from monitor.sources.reading import read_source


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that states a source. The file's name is the source's name."""

    name: str
    group: str
    place: Traversable
    bundled: bool = False

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(str(self.place))

    def read(self) -> Source:
        """The source; raises `BrokenSourceError` with all that is wrong."""
        return read_source(self.text(), self.name, self.group, self.path)

    def text(self) -> str:
        """The file as it stands; raises `BrokenSourceError` when it cannot be read as UTF-8 text."""
        return text_of(self.place, "a source file", BrokenSourceError)


def bundled_files() -> Iterator[SourceFile]:
    """The files that come with the program, <group>/<name>.toml."""
    for group in _folders(resources.files("monitor.sources")):
        yield from _in_folder(group, group.name, bundled=True)


def files_at(path: Path) -> Iterator[SourceFile]:
    """The files of a catalogue directory, of one group's directory, or one file.

    Raises `BrokenSourceError` when there is nothing at the path.
    """
    if path.is_dir():
        yield from _in_folder(path, group_name(path.name))
        for folder in _folders(path):
            yield from _in_folder(folder, group_name(folder.name))
    elif path.is_file():
        yield SourceFile(path.stem, group_name(path.parent.name), path)
    else:
        raise BrokenSourceError([Problem(str(path), "there is no such file or directory", warning=False)])


def group_name(folder: str) -> str:
    """A directory's name as a group's name.

    >>> group_name("My Sources")
    'my_sources'
    """
    return re.sub(r"[^a-z0-9_]+", "_", folder.lower()).strip("_") or "own"


def _in_folder(folder: Traversable, group: str, *, bundled: bool = False) -> Iterator[SourceFile]:
    for place in sorted(folder.iterdir(), key=lambda place: place.name):
        if place.name.endswith(".toml") and not place.name.startswith("."):
            yield SourceFile(place.name.removesuffix(".toml"), group, place, bundled)


def _folders(parent: Traversable) -> list[Traversable]:
    folders = [place for place in parent.iterdir() if not place.name.startswith((".", "_")) and place.is_dir()]
    return sorted(folders, key=lambda folder: folder.name)
