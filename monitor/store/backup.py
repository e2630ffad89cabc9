"""Backup: a dump of the whole database that `restore`, and mongorestore, bring back."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from pymongo.asynchronous.database import AsyncDatabase

from monitor.errors import BackupError
from monitor.store.documents import Document
from monitor.store.dump import DESCRIPTION, DOCUMENTS, DocumentFile, count_documents, write_description
from monitor.store.store import Store
from monitor.store.words import plainly

Progress = Callable[[str, int], None]
"""Told a collection and how many of its documents are done."""

# Collections of a restore that was cut off; the next restore removes them.
RESTORING = "restoring."


def silent(_collection: str, _done: int) -> None:
    """Tells nobody."""


async def backup(store: Store, directory: Path, progress: Progress = silent) -> dict[str, int]:
    """Writes every collection below `directory` and says how many documents each has.

    The directory appears when all is written, read again and counted, or not at all. It must not
    exist, or be empty. Raises `BackupError`.
    """
    counts = {}
    with _complete_or_nothing(directory) as unfinished:
        folder = _private(unfinished / store.database.name)
        for name in await collection_names(store.database):
            counts[name] = await _dump(store.database, name, folder, progress)
        _sync(folder)
    return counts


async def collection_names(database: AsyncDatabase[Document]) -> list[str]:
    """The collections of a database by name, without the server's own."""
    with plainly():
        names = await database.list_collection_names(filter={"type": "collection"})
    return sorted(name for name in names if not name.startswith(("system.", RESTORING)))


async def _dump(database: AsyncDatabase[Document], name: str, folder: Path, progress: Progress) -> int:
    path = folder / f"{name}{DOCUMENTS}"
    with DocumentFile(path) as file, plainly():
        async for batch in database[name].find_raw_batches({}, sort=[("_id", 1)]):
            file.write(cast(bytes, batch))  # what pymongo declares is the decoded document
            progress(name, file.count)
        indexes: Mapping[str, Any] = await database[name].index_information()
    write_description(folder / f"{name}{DESCRIPTION}", name, indexes)
    if count_documents(path) != file.count:
        raise BackupError(f"The backup of {name} reads back with another count than was written; is the disk sound?")
    return file.count


@contextmanager
def _complete_or_nothing(directory: Path) -> Iterator[Path]:
    """A directory to write into that gets its name when the block ends well, and is removed otherwise."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise BackupError(f"{directory} exists already; name a directory that does not.")
    place = directory.absolute()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
        try:
            yield unfinished
            _sync(unfinished)
            unfinished.rename(place)
            _sync(place.parent)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise BackupError(f"The backup to {directory} failed: {error.strerror or error}.") from error


def _private(directory: Path) -> Path:
    directory.mkdir(mode=0o700)
    return directory


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
