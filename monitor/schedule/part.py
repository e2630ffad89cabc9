"""What every part of `monitor up` is given: its environment, a word to stop, and a place to say how it fares."""

import asyncio
import json
import logging
import os
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import DatabaseUnavailable
from monitor.schedule import disk
from monitor.settings import Environment
from monitor.store.store import Store

logger = logging.getLogger(__name__)

Fact = int | float | str
# Seconds between two tries while the database is away.
RETRY = (1.0, 2.0, 5.0, 10.0, 30.0)


def run_directory(home: Path) -> Path:
    """Where the parts of a running system say how they fare."""
    return home / "run"


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the system: a name, and the coroutine function that is its work.

    `target` is module:function, called with a `Work`. `silent` is after how many seconds without a
    word (see `Work.say`) it counts as stuck and is started again; 0 for one that has nothing to say.
    `loads` are modules that the function imports when it begins.
    """

    name: str
    target: str
    silent: float = 900.0
    loads: Sequence[str] = ()


@dataclass(slots=True)
class Work:
    """One part at work. `options` come from the command line of `monitor up`."""

    name: str
    environment: Environment
    options: Mapping[str, str] = field(default_factory=dict)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _is_mute: bool = False
    _facts: dict[str, Fact] = field(default_factory=dict)

    def now(self) -> datetime:
        """The present, in UTC."""
        return datetime.now(UTC)

    async def rest(self, seconds: float) -> bool:
        """Waits; True when the part has to stop."""
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def store(self) -> Store | None:
        """The store, waited for as long as the database is away; None when the part has to stop before."""
        tries = 0
        while not self.stopping.is_set():
            try:
                return await Store.open(self.environment)
            except DatabaseUnavailable as error:
                if not tries:
                    logger.error("%s", error)
                self.say(database=0)
            if await self.rest(RETRY[min(tries, len(RETRY) - 1)]):
                break
            tries += 1
        return None

    def say(self, **facts: Fact) -> None:
        """Tells the status page; a disk that is full keeps nobody from work."""
        self._facts |= facts
        try:
            write_facts(self.environment.home, self.name, self._facts)
        except OSError as error:
            if not self._is_mute:
                logger.warning("The status page is out of date: %s", error.strerror)
            self._is_mute = True
            with suppress(OSError):  # a sign of life takes no room
                os.utime(run_directory(self.environment.home) / f"{self.name}.json")
        else:
            self._is_mute = False


def unread_files(kind: str, count: int) -> str:
    """That files of sources or watches cannot be read, and who says why; "" for none.

    >>> unread_files("watches", 2)
    'Files of watches that cannot be read: 2. What they last said holds; `monitor watches check FILE` says why.'
    >>> unread_files("sources", 0)
    ''
    """
    if not count:
        return ""
    return (
        f"Files of {kind} that cannot be read: {count}. "
        f"What they last said holds; `monitor {kind} check FILE` says why."
    )


PartMain = Callable[[Work], Coroutine[None, None, None]]
Step = Callable[[Store, Work], Awaitable[Mapping[str, Fact]]]


async def repeat(work: Work, seconds: float, step: Step) -> None:
    """Does a step with the store every so many seconds, until the part has to stop.

    While the database is away it is tried again, with one sentence when it goes and one when it is back.
    """
    store: Store | None = None
    away, said = 0, set[str]()
    try:
        while not work.stopping.is_set():
            try:
                store = store or await Store.open(work.environment)
                facts = await step(store, work)
            except DatabaseUnavailable as error:
                words = trouble_with(work.environment, error)
                if words not in said:
                    logger.error("%s", words)
                said.add(words)
                work.say(database=0)
                wait, away = RETRY[min(away, len(RETRY) - 1)], away + 1
                if store is not None:
                    await store.revive()
            else:
                if away:
                    logger.info("The database is back.")
                work.say(database=1, **facts)
                wait, away = seconds, 0
                said.clear()
            if await work.rest(wait):
                return
    finally:
        if store is not None:
            await store.close()


def trouble_with(environment: Environment, error: DatabaseUnavailable) -> str:
    """Why the database is away, for whoever has to act: the embedded one does not say that its disk is full."""
    return (not environment.mongo_uri and disk.trouble(environment.home)) or str(error)


def write_facts(home: Path, name: str, facts: Mapping[str, Fact]) -> None:
    """Puts a part's facts where the status page finds them, with the time; raises OSError."""
    directory = run_directory(home)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    path, unfinished = directory / f"{name}.json", directory / f".{name}.{os.getpid()}"
    try:
        unfinished.write_text(json.dumps({**facts, "at": datetime.now(UTC).isoformat()}))
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read_facts(home: Path, name: str) -> dict[str, Fact]:
    """What a part said last; nothing where it has not spoken yet."""
    try:
        found = json.loads((run_directory(home) / f"{name}.json").read_text())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
