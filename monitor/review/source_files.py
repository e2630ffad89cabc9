"""Changing source files for people: checked first, whole or not at all, never a file that is kept elsewhere."""

import os
import re
from hashlib import blake2b
from importlib import resources
from pathlib import Path

from monitor.errors import CatalogueError, MonitorError
from monitor.settings import Environment
from monitor.sources.catalogue import Catalogue
from monitor.sources.disk import LARGEST_FILE, text_of
from monitor.sources.model import Source
from monitor.sources.problems import BrokenSourceError, Problem
from monitor.sources.reading import read_source
from monitor.sources.saving import taken_names, write_new
from monitor.sources.values import read_name

_ACTIVE = re.compile(r"^[ \t]*active[ \t]*=.*\n?", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


class FileChanged(MonitorError):
    """Raised by `review.source_files`: somebody changed the file after it was shown (HTTP 409)."""


def own_directory(environment: Environment) -> Path:
    """Where the pages keep source files."""
    return environment.home / "sources"


def is_bundled(source: Source) -> bool:
    """Whether a source comes with the program."""
    return source.path is not None and source.path.is_relative_to(Path(str(resources.files("monitor.sources"))))


def may_change(environment: Environment, source: Source) -> bool:
    """Whether the pages may change a source: a bundled one gets a file of its own, which takes its place."""
    return source.path is not None and (is_bundled(source) or source.path.is_relative_to(own_directory(environment)))


def file_text(source: Source) -> str:
    """The file of a source; raises `BrokenSourceError` where it cannot be read."""
    assert source.path is not None
    return text_of(source.path, "a source file", BrokenSourceError)


def is_saved(source: Source | None, text: str) -> bool:
    """Whether this very text is the file of a source already."""
    try:
        return source is not None and source.path is not None and file_text(source) == text
    except BrokenSourceError:
        return False


def revision(text: str) -> str:
    """What a form remembers of the text that it was made from.

    >>> revision("a") == revision("a") != revision("b")
    True
    """
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def check(text: str, name: str, group: str) -> Source:
    """The source that a text states; raises `CatalogueError` with all that is wrong with it, the names included."""
    for one in (group, name):
        try:
            read_name(one)
        except ValueError as error:
            raise CatalogueError(str(error)) from error
    if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
        raise BrokenSourceError([Problem(name, f"larger than {LARGEST_FILE // 1024} KiB; is this a source file?")])
    return read_source(text, name, group)


def create(environment: Environment, catalogue: Catalogue, name: str, group: str, text: str) -> Path:
    """Writes a new source file; raises `CatalogueError` for a bad text or a name that is taken."""
    check(text, name, group)
    directory = own_directory(environment)
    if name in taken_names(catalogue, directory):
        raise CatalogueError(f"A source called {name} is there already; choose another name.")
    return write_new(directory / group / f"{name}.toml", text)


def rewrite(environment: Environment, source: Source, text: str, seen: str) -> Source:
    """Puts a text in the place of a source's file; `seen` is the revision that the change was made from.

    Raises `FileChanged`, or `CatalogueError` for a bad text and for a file that is kept elsewhere.
    """
    if not may_change(environment, source):
        raise CatalogueError(f"This source is kept in the file {source.path}; change it there.")
    checked = check(text, source.name, source.group)
    if revision(file_text(source)) != seen:
        raise FileChanged("Somebody has changed this source meanwhile. Compare, then save again.")
    _replace(_place(environment, source), text)
    return checked


def _place(environment: Environment, source: Source) -> Path:
    assert source.path is not None
    return own_directory(environment) / source.group / f"{source.name}.toml" if is_bundled(source) else source.path


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="")
        draft.replace(path)
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be written: {error.strerror}") from error


def with_active(text: str, *, active: bool) -> str:
    """A source file that is watched, or not; the rest of it stays as it was written.

    >>> with_active('title = "A"\\n\\n[[entry]]\\nkind = "feed"\\n', active=False)
    'title = "A"\\nactive = false\\n\\n[[entry]]\\nkind = "feed"\\n'
    >>> with_active('active = false\\ntitle = "A"\\n', active=True)
    'title = "A"\\n'
    """
    table = _TABLE.search(text)
    at = table.start() if table else len(text)
    top, rest = _ACTIVE.sub("", text[:at]), text[at:]
    if active:
        return top + rest
    kept = top.rstrip("\n")
    return f"{kept}\nactive = false\n{top[len(kept) + 1 :]}{rest}"
