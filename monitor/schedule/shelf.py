"""The catalogue of a system that runs: read again when a file changes, the last good one of each source kept."""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from monitor.errors import UnknownNameError
from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue, load_catalogue
from monitor.sources.model import Source

logger = logging.getLogger(__name__)

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Shelf:
    """The active sources of an environment, or of one group. `generation` grows with every change."""

    environment: Environment
    group: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    generation: int = 0
    problems: int = 0
    _seen: Fingerprint = ()

    def refresh(self) -> bool:
        """Reads the files again where one has changed; says whether the sources did."""
        seen = fingerprint(_folders(self.environment))
        if seen == self._seen and self.generation:
            return False
        catalogue = load_catalogue(self.environment)
        self._seen = seen
        self._tell(catalogue)
        chosen = {source.name: source for source in self._chosen(catalogue) if source.active}
        # A file that cannot be read any more costs nothing: its source goes on as it was.
        kept = {name: source for name, source in self.sources.items() if name in catalogue.broken}
        changed = chosen | kept != self.sources
        self.sources = chosen | kept
        self.generation += changed or not self.generation
        return changed

    def _chosen(self, catalogue: Catalogue) -> Iterable[Source]:
        if not self.group:
            return catalogue.sources
        try:
            return catalogue.in_group(self.group)
        except UnknownNameError:  # its last file has just gone, or broken
            return ()

    def _tell(self, catalogue: Catalogue) -> None:
        self.problems = sum(not problem.warning for problem in catalogue.problems)
        for problem in catalogue.problems:
            if not problem.warning:
                kept = " (it goes on as it was)" if self.generation else ""
                logger.error("%s%s", problem, kept)


def fingerprint(folders: Iterable[Path]) -> Fingerprint:
    """Name, size and time of every source file, so that a change shows without reading them."""
    return tuple(sorted(found for folder in folders for found in _files(folder)))


def _folders(environment: Environment) -> list[Path]:
    bundled = [Path(str(resources.files("monitor.sources")))] if environment.bundled_sources else []
    return [*bundled, environment.home / "sources", *environment.source_paths]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    if folder.is_file():
        yield from _stamp(folder)
    for directory, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".toml"):
                yield from _stamp(Path(directory) / name)


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        status = path.stat()
    except OSError:  # gone between two looks
        return
    yield str(path), status.st_mtime_ns, status.st_size
