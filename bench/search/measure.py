"""Asks the archive search and MongoDB's own text index the same things, newest first, and tries watches on the past."""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from pymongo.errors import OperationFailure

from bench.search.build import DAYS, END
from bench.search.home import Built, Home, Sizes, seconds
from bench.search.queries import KINDS, PEER_KINDS, as_text_search, back_tested
from bench.search.words import languages
from monitor.commands.back_test import run_back_test
from monitor.matching.query import parse
from monitor.search.search import Search
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store
from monitor.watch import Watch

SEED = 20_260_301
# MongoDB is asked this often for each kind, and given so many milliseconds.
PEER_ROUNDS, PEER_LONGEST = 3, 60_000
PAGE = 20


@dataclass(frozen=True, slots=True)
class Tried:
    """A back-test with its finds, candidates, seconds, and those of the processor."""

    query: str
    found: int
    looked_at: int
    taken: float
    processor: float


@dataclass(slots=True)
class Figures:
    """Seconds by kind of query: of each search, of our processor in it, and of MongoDB's answers to the first ones."""

    built: Built
    sizes: Sizes
    searches: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)
    peers: dict[str, list[float]] = field(default_factory=dict)
    back_tests: list[Tried] = field(default_factory=list)


async def measure(items: int, rounds: int, home: Path | None = None, *, peer: bool) -> Figures:
    """Everything, in a folder that is kept, or in one that goes away again."""
    with _folder(home) as folder:
        try:
            store = await Store.open(Environment(home=folder))
            try:
                return await _measure(Home(folder, store), items, rounds, peer=peer)
            finally:
                await store.close()
        finally:
            await asyncio.to_thread(embedded.stop, folder)


@contextmanager
def _folder(home: Path | None) -> Iterator[Path]:
    if home is not None:
        home.mkdir(parents=True, exist_ok=True)
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="monitor-bench-search-") as folder:
        yield Path(folder)


async def _measure(home: Home, items: int, rounds: int, *, peer: bool) -> Figures:
    chance = random.Random(SEED)
    spoken = languages(chance)
    search = Search(home.store, {})
    await home.make(spoken, items, chance)
    await home.make_index(search)
    if peer:
        await home.make_peer()
    figures, chance = Figures(home.built, await home.sizes(search)), random.Random(SEED + 1)
    for kind, make in KINDS.items():
        queries = [make(spoken, chance) for _ in range(rounds)]
        await _ask(search, kind, queries, figures)
        if peer and kind in PEER_KINDS:
            figures.peers[kind] = [await _peer_seconds(home.store, query) for query in queries[:PEER_ROUNDS]]
    figures.back_tests = [await _tried(home.store, query) for query in back_tested(spoken, chance)]
    await search.close()
    return figures


async def _ask(search: Search, kind: str, queries: list[str], figures: Figures) -> None:
    await search.find(parse(queries[0]), size=PAGE)
    both = [await _both(_asking(search, query)) for query in queries]
    figures.searches[kind], figures.processor[kind] = map(list, zip(*both, strict=True))


def _asking(search: Search, query: str) -> Callable[[], Awaitable[object]]:
    parsed = parse(query)
    return lambda: search.find(parsed, size=PAGE)


async def _both(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Seconds of the wall and of this process; the second are the same on a busy machine."""
    processor = time.process_time()
    return await seconds(work), time.process_time() - processor


async def _tried(store: Store, query: str) -> Tried:
    started, processor = time.perf_counter(), time.process_time()
    watch = Watch("query", "A query", {"*": query})
    result = await run_back_test(store, watch, {}, END - timedelta(days=DAYS), END)
    taken = time.perf_counter() - started, time.process_time() - processor
    return Tried(query, result.found, result.looked_at, *taken)


async def _peer_seconds(store: Store, query: str) -> float:
    sought = {"$text": {"$search": as_text_search(query)}}
    found = store.items.collection.find(sought, {"headline": 1, "dated": 1})
    started = time.perf_counter()
    try:
        await found.sort("dated", -1).limit(PAGE).max_time_ms(PEER_LONGEST).allow_disk_use(True).to_list()
    except OperationFailure:  # it had its time
        return PEER_LONGEST / 1_000
    return time.perf_counter() - started
