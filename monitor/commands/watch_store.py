"""The watches that a command speaks of, out of the store."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TypeVar

from monitor.commands.source_exchange import tell
from monitor.errors import UnknownWatchError
from monitor.settings import Environment
from monitor.sources.problems import did_you_mean
from monitor.store.store import Store
from monitor.store.watch_files import sync_files
from monitor.store.watches import StoredWatch
from monitor.watches.files import load_watch_files

T = TypeVar("T")


def with_store(environment: Environment, job: Callable[[Store], Awaitable[T]]) -> T:
    """What a job gives with an open store, into which watch files were brought; raises `DatabaseUnavailable`."""

    async def run() -> T:
        store = await Store.open(environment)
        try:
            files = load_watch_files(environment)
            for error in files.broken.values():
                tell(str(error))
            await sync_files(store.watches, files, datetime.now(UTC))
            return await job(store)
        finally:
            await store.close()

    return asyncio.run(run())


async def named(store: Store, name: str) -> StoredWatch:
    """The watch of that name, archived or not; raises `UnknownWatchError` that names the nearest one."""
    stored = await store.watches.load(name)
    if stored is None:
        raise await unknown(store, name)
    return stored


async def unknown(store: Store, name: str) -> UnknownWatchError:
    """The error that says that no watch has a name."""
    names = [one.watch.name for one in (await store.watches.all()).watches]
    hint = did_you_mean(name, names, ". `monitor watches list` shows them all.")
    return UnknownWatchError(f"No watch is called {name}{hint}")
