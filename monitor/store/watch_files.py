"""Brings watches that are kept in files into the database; for the watches they name, files win."""

from dataclasses import dataclass
from datetime import datetime

from monitor.errors import WatchChanged
from monitor.store.watch_documents import StoredWatch
from monitor.store.watches import Watches
from monitor.watches.files import WatchFiles

BY_FILE = "file"


@dataclass(frozen=True, slots=True)
class Synced:
    """Names of watches: `changed` got a new version from their file, `released` have lost theirs.

    A released watch goes on as it stands and is the pages' to edit; that a file is away for a while,
    or not named by this process's environment, must not end what somebody counts on.
    """

    changed: tuple[str, ...] = ()
    released: tuple[str, ...] = ()


async def sync_files(watches: Watches, files: WatchFiles, at: datetime) -> Synced:
    """Stores what files say where it differs from what is stored. Raises `DatabaseUnavailable`."""
    found = await watches.all()
    archived = await watches.all(archived=True)
    stored = {one.watch.name: one for one in (*archived.watches, *found.watches)}
    broken = {name for name, _ in (*archived.broken, *found.broken)}
    changed = [name for name in files.watches if await _sync(watches, files, name, stored.get(name), broken, at)]
    lost = [one for one in found.watches if one.file and one.watch.name not in {*files.watches, *files.broken}]
    for one in lost:
        await watches.keep_in(one.watch.name, "")
    return Synced(tuple(changed), tuple(one.watch.name for one in lost))


async def _sync(
    watches: Watches, files: WatchFiles, name: str, stored: StoredWatch | None, broken: set[str], at: datetime
) -> bool:
    """Whether the file made a new version; somebody who changes the watch at this moment is not fought."""
    watch, path = files.watches[name]
    before = stored.watch.version if stored else await watches.version_of(name) if name in broken else 0
    try:
        after = await watches.save(watch, expected=before, by=BY_FILE, at=at, file=str(path))
    except WatchChanged:
        return False
    return after.watch.version != before
