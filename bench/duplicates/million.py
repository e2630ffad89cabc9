"""The look-up of candidates among very many stored items, in a real MongoDB of its own that goes away again."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
from bson import ObjectId
from pymongo import InsertOne, MongoClient
from pymongo.errors import PyMongoError

from monitor.errors import MonitorError
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.documents import Document
from monitor.store.store import Store
from monitor.store.stories import SMALL_PAGES
from monitor.store.story_documents import face_document
from monitor.stories.fingerprint import Fingerprint, packed

BATCH = 50
INSERT = 1_000
# The share of the items that go into the finished index one by one, which then splits its pages.
GROWN = 0.01
# So many keys for each item stand in many stories and are left out; an archive gathers them with its footers.
COMMON_KEYS = 0.05
# Every third text that is looked up is a changed copy of a stored one.
COPY = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured; times in milliseconds for one text."""

    items: int
    server_cpu: float
    batch: float
    single_p50: float
    single_p95: float
    index_bytes: float
    document_bytes: float
    recall: float
    insert_seconds: float


def made_fingerprint(chance: np.random.Generator) -> Fingerprint:
    """A fingerprint as a text of 60 to 1,500 shingles has it."""
    shingles = int(chance.integers(60, 1_500))
    hashes = np.unique(chance.integers(0, 2**40, shingles, dtype=np.uint64))[:128]
    return packed(shingles, hashes, chance.integers(0, 256, hashes.size, dtype=np.uint64))


def changed(one: Fingerprint, chance: np.random.Generator) -> Fingerprint:
    """A copy that has kept six in ten shingles, in the number that it had."""
    kept = one.hashes[chance.random(one.hashes.size) < 0.6]
    new = chance.integers(0, int(one.hashes[-1]), one.hashes.size - kept.size, dtype=np.uint64)
    hashes = np.unique(np.concatenate([kept, new]))
    return packed(one.shingles, hashes, chance.integers(0, 256, hashes.size, dtype=np.uint64))


def story(one: Fingerprint) -> Document:
    """A story of one item, with the fields that the store gives it; texts beside it play no part in a look-up."""
    item = ObjectId()
    member = {"item": item, "source": "tidings", "language": "en", "relation": "new", "of": None, "evidence": ""}
    return {
        "_id": item,
        "revision": 1,
        "leader": item,
        "headline": "Ferry to Lower Quill resumes",
        "members": [member],
        "faces": [face_document(item, "en", one)],
        "keys": one.keys(),
        "sources": ["tidings"],
        "decided": [],
    }


async def filled(store: Store, items: int, tell: Callable[[int], None]) -> float:
    """The seconds that it took to store so many stories, now or when the kept folder was filled."""
    notes = store.database["filled"]
    note = await notes.find_one({"_id": items})
    if note is None:
        await notes.drop()
        await store.stories.collection.delete_many({})
        started = time.monotonic()
        await fill(store, items, 1, tell)
        note = {"_id": items, "seconds": time.monotonic() - started}
        await notes.insert_one(note)
    return float(note["seconds"])


async def fill(store: Store, items: int, seed: int, tell: Callable[[int], None]) -> None:
    """Stores so many stories, the same for the same seed: most before the index is made, the last as in daily life."""
    before = int((1 - GROWN) * items)
    await store.stories.collection.drop_index("keys_1")
    await _insert(store, range(0, before, INSERT), before, seed, tell)
    await asyncio.to_thread(_make_index, embedded.status(store.environment.home).uri, store.environment.mongo_db)
    await _insert(store, range(before, items, INSERT), items, seed, tell)
    common = np.random.default_rng(seed).integers(0, 2**40, int(COMMON_KEYS * items), dtype=np.uint64).tolist()
    for start in range(0, len(common), INSERT):
        await store.stories.add_common(common[start : start + INSERT])


def _make_index(uri: str, database: str) -> None:
    """Waits as long as it takes, which the store's own connection does not."""
    with MongoClient[Document](uri) as client:
        client[database]["stories"].create_index("keys", storageEngine=SMALL_PAGES)


async def _insert(store: Store, starts: range, items: int, seed: int, tell: Callable[[int], None]) -> None:
    for start in starts:
        prints = list(series(seed, start, min(INSERT, items - start)))
        await store.stories.collection.bulk_write([InsertOne(story(one)) for one in prints], ordered=False)
        tell(start + len(prints))


def series(seed: int, start: int, count: int) -> Iterator[Fingerprint]:
    """The fingerprints from one number on."""
    for number in range(start, start + count):
        yield made_fingerprint(np.random.default_rng([seed, number]))


def questions(seed: int, items: int, count: int) -> list[tuple[Fingerprint, Fingerprint | None]]:
    """Texts to look up: each with the stored one that it is a copy of, None for a text that nobody has."""
    chance = np.random.default_rng([seed, items, count])
    found: list[tuple[Fingerprint, Fingerprint | None]] = []
    for number in range(count):
        if number % COPY:
            found.append((made_fingerprint(chance), None))
        else:
            (original,) = series(seed, int(chance.integers(items)), 1)
            found.append((changed(original, chance), original))
    return found


async def ask(store: Store, prints: list[Fingerprint]) -> list[set[int]]:
    """What a settling process asks for a batch: common keys, then candidates; gives the keys of each story found."""
    common = await store.stories.common(key for one in prints for key in one.hashes[:24].tolist())
    found = await store.stories.candidates(key for one in prints for key in one.keys(common))
    return [one.keys for one, _ in found]


async def measure(home: Path, items: int, batches: int, tell: Callable[[int], None]) -> Found:
    """Fills a database and looks texts up in it."""
    store = await Store.open(Environment(home=home))
    try:
        inserted = await filled(store, items, tell)
        server = embedded.status(home).pid or 0
        # What was used last lies in the cache, as it does in a running system.
        await _batches(store, questions(2, items, 10 * BATCH))
        asked = questions(1, items, batches * BATCH)
        before = _cpu(server)
        times, hits = await _batches(store, asked)
        spent = _cpu(server) - before
        singles = sorted([await _single(store, one) for one, _ in questions(3, items, 1_000)])
        stats = await store.database.command("collStats", "stories")
        return Found(
            items=items,
            server_cpu=1_000 * spent / len(asked),
            batch=1_000 * median(times) / BATCH,
            single_p50=1_000 * median(singles),
            single_p95=1_000 * singles[int(0.95 * len(singles))],
            index_bytes=stats["indexSizes"]["keys_1"] / items,
            document_bytes=stats["size"] / items,
            recall=hits / sum(original is not None for _, original in asked),
            insert_seconds=inserted,
        )
    finally:
        await store.close()


async def _batches(store: Store, asked: list[tuple[Fingerprint, Fingerprint | None]]) -> tuple[list[float], int]:
    times, hits = list[float](), 0
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        began = time.perf_counter()
        found = await ask(store, [one for one, _ in batch])
        times.append(time.perf_counter() - began)
        stored = {frozenset(keys) for keys in found}
        hits += sum(original is not None and frozenset(original.keys()) in stored for _, original in batch)
    return times, hits


async def _single(store: Store, one: Fingerprint) -> float:
    began = time.perf_counter()
    await ask(store, [one])
    return time.perf_counter() - began


def _cpu(process: int) -> float:
    """Seconds that a process has used; the fields are those of proc_pid_stat(5)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(items: int, batches: int, tell: Callable[[int], None], keep: Path | None = None) -> Found:
    """The whole measurement; the server is stopped at the end, and its files are removed unless they are to be kept."""
    with _home(keep) as home:
        try:
            return asyncio.run(measure(home, items, batches, tell))
        finally:
            _end(home)


@contextmanager
def _home(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        keep.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="monitor-million-") as folder:
        yield Path(folder)


def _end(home: Path) -> None:
    """Ends the server, also one that is busy building an index and will not be asked."""
    pid = embedded.status(home).pid
    try:
        embedded.stop(home)
    except (MonitorError, PyMongoError):
        if pid:
            os.kill(pid, signal.SIGKILL)
