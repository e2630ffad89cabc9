"""What is wrong with watch files, or will surprise in them: for `monitor watches check` and `import`."""

from collections.abc import Iterable
from pathlib import Path

from monitor.settings import Environment
from monitor.sources.catalogue import load_catalogue
from monitor.watches.checking import check_scope, check_watch
from monitor.watches.files import files_at, text_at
from monitor.watches.problems import BrokenWatchError, Finding
from monitor.watches.reading import read_watch


def check_files(paths: Iterable[Path], environment: Environment) -> tuple[list[Path], list[Finding]]:
    """The watch files at some paths, and everything that is wrong with them or with a path itself."""
    places, findings = list[Path](), list[Finding]()
    for path in paths:
        try:
            places += files_at(path)
        except BrokenWatchError as error:
            findings += error.findings
    return places, [*findings, *(finding for place in places for finding in _check(place, environment))]


def _check(place: Path, environment: Environment) -> list[Finding]:
    try:
        text = text_at(place)
    except BrokenWatchError as error:
        return list(error.findings)
    findings = check_watch(text, place.stem, place)
    if all(finding.warning for finding in findings):
        watch = read_watch(text, place.stem, place)
        if watch.sources or watch.groups:
            findings += check_scope(watch, str(place), load_catalogue(environment))
    return findings
