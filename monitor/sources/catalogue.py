"""All sources together: the bundled ones and your own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import UnknownNameError
from monitor.settings import Environment
from monitor.sources.files import SourceFile, bundled_files, files_at
from monitor.sources.model import Source
from monitor.sources.problems import BrokenSourceError, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Sources by name, and what was wrong with the files that gave none.

    A broken file costs its own source only; asking for that source raises what is wrong.
    """

    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    broken: dict[str, BrokenSourceError] = field(default_factory=dict)

    def get(self, name: str) -> Source:
        """The source of that name; raises `UnknownNameError` that names the nearest one."""
        if name in self.broken:
            raise self.broken[name]
        for source in self.sources:
            if source.name == name:
                return source
        names = [source.name for source in self.sources]
        hint = did_you_mean(name, names, ". `monitor sources list` shows them all.")
        raise UnknownNameError(f"No source is called {name}{hint}")

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, sorted."""
        return tuple(sorted({source.group for source in self.sources}))

    def in_group(self, name: str) -> tuple[Source, ...]:
        """The sources of one group, also the inactive; raises `UnknownNameError` when there is none."""
        if name not in self.groups:
            hint = did_you_mean(name, self.groups, f". Groups: {', '.join(self.groups) or 'none'}.")
            raise UnknownNameError(f"No group is called {name}{hint}")
        return tuple(source for source in self.sources if source.group == name)

    def select(self, names: Sequence[str] = (), group: str = "") -> tuple[Source, ...]:
        """The named sources, or the active ones of a group, or all active ones.

        A source that is named is selected even when it is inactive: whoever names it wants it.
        """
        named = tuple(self.get(name) for name in dict.fromkeys(names))
        if named and not group:
            return named
        chosen = self.in_group(group) if group else self.sources
        active = [source for source in chosen if source.active and source not in named]
        return (*named, *active)


def load_catalogue(environment: Environment) -> Catalogue:
    """The bundled sources, then those in <home>/sources, then those of MONITOR_SOURCES; later wins."""
    shelf = _Shelf()
    if environment.bundled_sources:
        shelf.put(bundled_files())
    own = environment.home / "sources"
    for path in (*([own] if own.is_dir() else []), *environment.source_paths):
        shelf.put_path(path)
    return shelf.catalogue()


def load_paths(paths: Iterable[Path]) -> Catalogue:
    """A catalogue of these files and directories only."""
    shelf = _Shelf()
    for path in paths:
        shelf.put_path(path)
    return shelf.catalogue()


def repeated_entries(catalogue: Catalogue) -> list[Problem]:
    """A warning for each address that several active sources watch."""
    owners: dict[str, str] = {}
    found = []
    for source in catalogue.select():
        for entry in source.entries:
            owner = owners.setdefault(entry.url, source.name)
            if owner != source.name:
                message = f"{entry.url} is watched by {owner} as well; one of the two is enough"
                found.append(Problem(str(source.path), message, warning=True))
    return found


class _Shelf:
    """Files by source name while a catalogue is put together."""

    def __init__(self) -> None:
        self.files: dict[str, SourceFile] = {}
        self.problems: list[Problem] = []

    def put_path(self, path: Path) -> None:
        try:
            self.put(files_at(path))
        except BrokenSourceError as error:
            self.problems.extend(error.problems)
        except OSError as error:
            self.problems.append(Problem(str(path), f"cannot be read: {error.strerror}"))

    def put(self, files: Iterator[SourceFile]) -> None:
        for file in files:
            earlier = self.files.get(file.name)
            if earlier and earlier.path != file.path and not (earlier.bundled and not file.bundled):
                message = f"takes the place of {earlier.path}, which has the same name"
                self.problems.append(Problem(str(file.path), message, warning=True))
            self.files[file.name] = file

    def catalogue(self) -> Catalogue:
        sources: list[Source] = []
        broken: dict[str, BrokenSourceError] = {}
        for name in sorted(self.files):
            try:
                sources.append(self.files[name].read())
            except BrokenSourceError as error:
                broken[name] = error
                self.problems.extend(error.problems)
        return Catalogue(tuple(sources), tuple(self.problems), broken)
