"""What an imported file gave: sources that would load, and what could not be taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from monitor.errors import CatalogueError
from monitor.sources.disk import LARGEST_FILE
from monitor.sources.files import group_name
from monitor.sources.model import Entry, Source
from monitor.sources.naming import free_name, name_of_home, plain_name
from monitor.sources.problems import BrokenSourceError, Problem
from monitor.sources.reading import read_source
from monitor.sources.writing import to_toml

LARGEST_IMPORT = 10 * 1024 * 1024


@dataclass(slots=True)
class Imported:
    """Sources that read back from their own file, and a problem for everything left out."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One source while a file of another format is read; values are as they stand there."""

    line: int
    title: str
    home: str
    group: str = "own"
    name: str = ""
    country: str = ""
    timezone: str = ""
    languages: tuple[str, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)


def check_size(raw: bytes, file: str) -> None:
    """Raises `CatalogueError` for a file that is no list of sources by its size alone."""
    if len(raw) > LARGEST_IMPORT:
        raise CatalogueError(f"{file}: larger than {LARGEST_IMPORT // 1024 // 1024} MiB; split it into several files")


def settle(drafts: Iterable[Draft], file: str, found: Imported) -> Imported:
    """Turns drafts into sources with names of their own; a draft that would not load becomes a problem."""
    taken: set[str] = set()
    for draft in drafts:
        source = _source(draft, taken)
        text = to_toml(source)
        try:
            _check_length(text, file, draft.line)
            found.sources.append(read_source(text, source.name, source.group))
            taken.add(source.name)
        except BrokenSourceError as error:
            label = draft.title or draft.home or "?"
            found.problems += [
                replace(problem, file=file, line=draft.line, message=f"{label:.80}: {problem.message}")
                for problem in error.problems
            ]
    return found


def _check_length(text: str, file: str, line: int) -> None:
    """Raises `BrokenSourceError` for a source whose own file would be too large to load."""
    if len(text.encode()) > LARGEST_FILE:
        raise BrokenSourceError([Problem(file, "has too many entries for one source", line=line)])


def _source(draft: Draft, taken: set[str]) -> Source:
    first = next(iter(draft.entries.values()), None)
    home = draft.home or (first.url if first else "")
    name = plain_name(draft.name) or plain_name(draft.title) or name_of_home(home)
    return Source(
        name=free_name(name, taken),
        group=group_name(draft.group),
        title=(draft.title or home)[:300].strip(),
        home=home,
        country=draft.country,
        languages=draft.languages,
        timezone=draft.timezone,
        entries=tuple(draft.entries.values()),
    )
