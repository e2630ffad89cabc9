"""The folder with the database and the index that are measured: built at the first run, used again by the next ones."""

import json
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.search.build import fill
from bench.search.queries import Spoken
from monitor.search.search import Search
from monitor.store.store import Store

FILE = "built.json"


@dataclass(slots=True)
class Built:
    """How many items there are, and the seconds that storing them and building both indexes took."""

    items: int = 0
    filled: float = 0.0
    indexed: float = 0.0
    peer: float = 0.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes on the disk."""

    items: int
    index: int
    rows: int
    peer: int


class Home:
    """The folder, and what is written down of it."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.store = store
        self._file = folder / FILE
        self.built = Built(**json.loads(self._file.read_text("utf-8"))) if self._file.exists() else Built()

    async def make(self, spoken: Spoken, items: int, chance: random.Random) -> None:
        """Stores the items, unless so many are there."""
        if self.built.items == items:
            return
        await self.store.items.collection.drop()
        await self.store.items.make_indexes()
        filled = await seconds(lambda: fill(self.store, spoken, items, chance))
        self._keep(Built(items, filled))

    async def make_index(self, search: Search) -> None:
        """Builds the search index, unless it is there."""
        snapshot = search.readiness.directory.snapshot()
        if snapshot is None or snapshot.num_docs != self.built.items:
            self.built.indexed = await seconds(search.rebuild)
            self._keep(self.built)

    async def make_peer(self) -> None:
        """Builds MongoDB's text index, unless it is there."""
        if not self.built.peer:
            collection = self.store.items.collection
            fields = [("headline", "text"), ("body", "text")]
            made = collection.create_index(fields, name="text", default_language="none", language_override="none")
            self.built.peer = await seconds(lambda: made)
            self._keep(self.built)

    async def sizes(self, search: Search) -> Sizes:
        """What everything takes on the disk."""
        collection = self.store.items.collection
        stats: dict[str, Any] = await collection.database.command("collStats", collection.name)
        files = {file: file.stat().st_size for file in search.readiness.directory.path.iterdir()}
        rows = sum(size for file, size in files.items() if file.suffix in (".rows", ".texts"))
        return Sizes(stats["storageSize"], sum(files.values()) - rows, rows, stats["indexSizes"].get("text", 0))

    def _keep(self, built: Built) -> None:
        self.built = built
        self._file.write_text(json.dumps(asdict(built)), "utf-8")


async def seconds(work: Callable[[], Awaitable[object]]) -> float:
    """How long some work takes."""
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started
