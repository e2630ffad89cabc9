"""Asks the archive search and MongoDB's own text index the same things, newest first, and tries watches on the past."""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from pymongo.errors import OperationFailure

from bench.search.build import DAYS, END, fill
from bench.search.words import Language, languages
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


@dataclass(slots=True)
class Figures:
    """Seconds: of each search by kind and of our processor in it, of MongoDB's answers, and of back-tests.

    A back-test stands with its query, finds, candidates, seconds and those of the processor.
    """

    items: int = 0
    filled: float = 0.0
    built: float = 0.0
    bytes: int = 0
    peer_built: float = 0.0
    searches: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)
    peers: dict[str, list[float]] = field(default_factory=dict)
    back_tests: list[tuple[str, int, int, float, float]] = field(default_factory=list)


async def measure(items: int, rounds: int, *, peer: bool) -> Figures:
    """Everything, in a home that goes away again."""
    with tempfile.TemporaryDirectory(prefix="monitor-bench-search-") as directory:
        home = Path(directory)
        try:
            store = await Store.open(Environment(home=home))
            try:
                return await _measure(store, items, rounds, peer=peer)
            finally:
                await store.close()
        finally:
            await asyncio.to_thread(embedded.stop, home)


async def _measure(store: Store, items: int, rounds: int, *, peer: bool) -> Figures:
    chance, figures = random.Random(SEED), Figures(items)
    spoken = languages(chance)
    figures.filled = await _seconds(lambda: fill(store, spoken, items, chance))
    search = Search(store, {})
    figures.built = await _seconds(search.rebuild)
    index = search.readiness.directory.path
    figures.bytes = sum(file.stat().st_size for file in index.iterdir())
    for kind, make in KINDS.items():
        queries = [make(spoken["en"], chance) for _ in range(rounds)]
        await search.find(parse(queries[0]), size=PAGE)
        both = [await _both(_asking(search, query)) for query in queries]
        figures.searches[kind], figures.processor[kind] = map(list, zip(*both, strict=True))
    for query in back_tested(spoken["en"], chance):
        figures.back_tests.append(await _tried(store, query))
    if peer:
        await _ask_peer(store, spoken["en"], figures, chance)
    await search.close()
    return figures


def _asking(search: Search, query: str) -> Callable[[], Awaitable[object]]:
    parsed = parse(query)
    return lambda: search.find(parsed, size=PAGE)


async def _both(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Seconds of the wall and of this process; the second are the same on a busy machine."""
    processor = time.process_time()
    return await _seconds(work), time.process_time() - processor


async def _tried(store: Store, query: str) -> tuple[str, int, int, float, float]:
    started, processor = time.perf_counter(), time.process_time()
    watch = Watch("query", "A query", {"*": query})
    result = await run_back_test(store, watch, {}, END - timedelta(days=DAYS), END)
    taken = time.perf_counter() - started, time.process_time() - processor
    return query, result.found, result.looked_at, *taken


async def _ask_peer(store: Store, language: Language, figures: Figures, chance: random.Random) -> None:
    collection = store.items.collection
    made = collection.create_index(
        [("headline", "text"), ("body", "text")], default_language="none", language_override="none"
    )
    figures.peer_built = await _seconds(lambda: made)
    for kind, rank in (("common word", 0), ("rare word", 5_000), ("phrase", 40)):
        sought = [language.words[rank + chance.randrange(20)] for _ in range(PEER_ROUNDS)]
        texts = [f'"{one} {language.words[41]}"' if kind == "phrase" else one for one in sought]
        figures.peers[kind] = [await _peer_seconds(store, text) for text in texts]


async def _peer_seconds(store: Store, text: str) -> float:
    found = store.items.collection.find({"$text": {"$search": text}}, {"headline": 1, "dated": 1})
    started = time.perf_counter()
    try:
        await found.sort("dated", -1).limit(PAGE).max_time_ms(PEER_LONGEST).allow_disk_use(True).to_list()
    except OperationFailure:  # it had its time
        return PEER_LONGEST / 1_000
    return time.perf_counter() - started


async def _seconds(work: Callable[[], Awaitable[object]]) -> float:
    started = time.perf_counter()
    await work()
    return time.perf_counter() - started


def _common(language: Language, chance: random.Random) -> str:
    return language.words[chance.randrange(20)]


def _middling(language: Language, chance: random.Random) -> str:
    return language.words[chance.randrange(20, 1_000)]


def _rare(language: Language, chance: random.Random) -> str:
    return language.words[chance.randrange(5_000, len(language.words))]


KINDS: dict[str, Callable[[Language, random.Random], str]] = {
    "common word": _common,
    "word": _middling,
    "rare word": _rare,
    "phrase": lambda language, chance: f'"{_common(language, chance)} {_middling(language, chance)}"',
    "AND": lambda language, chance: f"{_common(language, chance)} AND {_middling(language, chance)}",
    "AND of common": lambda language, chance: " AND ".join(_common(language, chance) for _ in range(3)),
    "NEAR": lambda language, chance: f"{_common(language, chance)} NEAR/5 {_middling(language, chance)}",
    "NEAR of groups": lambda language, chance: (
        f"({_common(language, chance)} OR {_middling(language, chance)}) NEAR/10 ({_middling(language, chance)} OR "
        f"{_rare(language, chance)})"
    ),
    "prefix": lambda language, chance: f"{_middling(language, chance)[:4]}*",
    "12 leaves": lambda language, chance: (
        f"({' OR '.join(_middling(language, chance) for _ in range(6))}) AND "
        f"({' OR '.join(_middling(language, chance) for _ in range(5))}) NOT {_rare(language, chance)}"
    ),
}


def back_tested(language: Language, chance: random.Random) -> list[str]:
    """Queries from rare to common, and one whose verdict is the matcher's alone."""
    chosen = ("rare word", "phrase", "NEAR", "12 leaves", "word", "prefix", "common word")
    queries = [KINDS[kind](language, chance) for kind in chosen]
    return [*queries, f"~{_rare(language, chance)} NEAR/3 ({_common(language, chance)} OR {_common(language, chance)})"]
