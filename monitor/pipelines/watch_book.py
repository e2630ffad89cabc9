"""The watches of this process: loaded from the store, and loaded again when one of them has changed."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.errors import DatabaseUnavailable
from monitor.items import Article
from monitor.settings import Environment
from monitor.sources.model import Source
from monitor.store.store import Store
from monitor.store.watch_files import sync_files
from monitor.store.watches import Token, Watches
from monitor.watch import Matched, Watch
from monitor.watches.facts import facts_of
from monitor.watches.files import load_watch_files

if TYPE_CHECKING:
    from monitor.watches.matcher import Matcher

logger = logging.getLogger(__name__)

# Seconds between two looks at whether a watch has changed; with very many watches at most a fiftieth of the time.
LOOK_SECONDS = 1.0
LOOK_SHARE = 50
# A text of so many characters takes a second or more; other crawls go on meanwhile.
LONG_TEXT = 100_000


async def bring_in_files(watches: Watches, environment: Environment, now: datetime) -> dict[str, str]:
    """Stores the watches that files keep; gives those that cannot be used, with the reason.

    Of a broken file the last good version stays in use. Raises `DatabaseUnavailable`.
    """
    files = await asyncio.to_thread(load_watch_files, environment)
    for error in files.broken.values():
        logger.error("%s", error)
    synced = await sync_files(watches, files, now)
    for name in synced.changed:
        logger.info("watch %s: taken from %s", name, files.watches[name][1])
    for name in synced.released:
        logger.warning("watch %s: its file is gone; it goes on as it stands and can be edited", name)
    return {name: str(error).partition("\n")[0] for name, error in files.broken.items()}


class WatchBook:
    """Matches items against the watches as they stand; a change takes effect within about a second.

    `scoped_only` leaves out watches that look at every source: the demo puts fictional news into a
    database in which real watches may lie.
    """

    def __init__(self, store: Store, *, scoped_only: bool = False) -> None:
        self._store = store
        self._scoped_only = scoped_only
        # None as long as there is no watch.
        self._matcher: Matcher | None = None
        self._token: Token | None = None
        self._look_at = 0.0
        self._loading = asyncio.Lock()
        # Watches that cannot be used, with the reason; `files` of those because of their file.
        self.broken: dict[str, str] = {}
        self.files: dict[str, str] = {}

    async def open(self, environment: Environment, now: datetime) -> None:
        """Brings in watch files and loads all watches; raises `DatabaseUnavailable`."""
        self.files = await bring_in_files(self._store.watches, environment, now)
        await self._load()

    async def match(self, item: Article, source: Source, at: datetime) -> Matched:
        """What the watches make of an item: those that stood a second ago, and every one of them."""
        loop = asyncio.get_running_loop()
        if loop.time() >= self._look_at:
            async with self._loading:
                if loop.time() >= self._look_at:
                    await self._load()
        if self._matcher is None:
            return Matched()
        facts = facts_of(item, source)
        if len(facts.body) > LONG_TEXT:
            return await asyncio.to_thread(self._matcher.match, facts, at)
        return self._matcher.match(facts, at)

    async def _load(self) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            token = await self._store.watches.token()
            took = loop.time() - began
            if token != self._token:
                await self._load_all()
                self._token = token
        except DatabaseUnavailable as error:
            if self._token is None:
                raise
            logger.warning("the watches stay as they were: %s", error)
            took = loop.time() - began
        self._look_at = loop.time() + max(LOOK_SECONDS, took * LOOK_SHARE)

    async def _load_all(self) -> None:
        listed = await self._store.watches.all()
        watches = [one.watch for one in listed.watches]
        if self._scoped_only:
            watches = [watch for watch in watches if watch.sources or watch.groups]
        # Thousands of queries take seconds to prepare; the crawl goes on meanwhile.
        self._matcher = await asyncio.to_thread(matcher_of, watches, self._matcher) if watches else None
        refused = self._matcher.broken if self._matcher else {}
        self.broken = {**self.files, **dict(listed.broken), **refused}
        for name, reason in (*listed.broken, *refused.items()):
            logger.error("watch %s cannot be used: %s", name, reason)
        logger.info("%d watches in use", len(watches))


def matcher_of(watches: Iterable[Watch], previous: "Matcher | None") -> "Matcher":
    """The watches ready to match."""
    # Not at the top: it takes a fifth of a second to load, and where nothing is watched nobody needs it.
    from monitor.watches.matcher import Matcher

    return Matcher(watches, previous)
