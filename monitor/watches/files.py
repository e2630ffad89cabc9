"""Watch files on the disk: those of the home, and those that MONITOR_WATCHES names."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from monitor.settings import Environment
from monitor.sources.disk import text_of
from monitor.sources.problems import Problem
from monitor.watch import Watch
from monitor.watches.problems import BrokenWatchError, Finding, as_finding


@dataclass(frozen=True, slots=True)
class WatchFiles:
    """What files say: watches with their paths by name, and what is wrong with the others.

    A broken file costs its own watch only; one with an error in a query counts as broken, so that
    a slip does not end what the last good version finds.
    """

    watches: dict[str, tuple[Watch, Path]] = field(default_factory=dict)
    broken: dict[str, BrokenWatchError] = field(default_factory=dict)
    warnings: tuple[Finding, ...] = ()


def load_watch_files(environment: Environment) -> WatchFiles:
    """The watches in <home>/watches, then those of MONITOR_WATCHES; later wins."""
    return load_paths(watch_paths(environment))


def watch_paths(environment: Environment) -> list[Path]:
    """Where watch files may lie."""
    own = environment.home / "watches"
    return [*([own] if own.is_dir() else []), *environment.watch_paths]


def state_of_files(environment: Environment) -> frozenset[tuple[str, int, int]]:
    """Path, time and size of all watch files: another value when one of them has changed, come or gone."""
    found = set()
    for path in watch_paths(environment):
        with suppress(BrokenWatchError, OSError):
            found |= {(str(place), place.stat().st_mtime_ns, place.stat().st_size) for place in files_at(path)}
    return frozenset(found)


def load_paths(paths: Iterable[Path]) -> WatchFiles:
    """The watches of these files and directories only."""
    places: dict[str, Path] = {}
    found, warnings = WatchFiles(), list[Finding]()
    for path in paths:
        try:
            for place in files_at(path):
                earlier = places.get(place.stem)
                if earlier and earlier != place:
                    words = f"takes the place of {earlier}, which has the same name"
                    warnings.append(Finding(str(place), words, warning=True))
                places[place.stem] = place
        except BrokenWatchError as error:
            found.broken[str(path)] = error
    for name, place in sorted(places.items()):
        try:
            found.watches[name] = _sound(name, place), place
        except BrokenWatchError as error:
            found.broken[name] = error
    return WatchFiles(found.watches, found.broken, tuple(warnings))


def _sound(name: str, place: Path) -> Watch:
    # Not at the top: what reads queries takes a fifth of a second to load, and many a home has no watch files.
    from monitor.watches.checking import sound_watch

    return sound_watch(text_at(place), name, place)


def files_at(path: Path) -> Iterator[Path]:
    """The watch files of a directory and its folders, or one file; raises `BrokenWatchError` where nothing is."""
    if path.is_file():
        yield path
    elif path.is_dir():
        inside = (place for pattern in ("*.toml", "*/*.toml") for place in path.glob(pattern))
        yield from sorted(place for place in inside if place.is_file() and not place.name.startswith("."))
    else:
        raise BrokenWatchError(findings=[as_finding(Problem(str(path), "there is no such file or directory"))])


def text_at(path: Path) -> str:
    """A watch file as it stands; raises `BrokenWatchError`."""
    return text_of(path, "a watch", BrokenWatchError)
