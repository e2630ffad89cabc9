"""What no ordinary day brings: texts of nothing and of 5 MB, ten thousand copies, a million addresses of one text."""

import asyncio
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from monitor.extract.identity import index_keys, text_hash
from monitor.items import Article, Sighting
from monitor.schedule.settling import settle
from monitor.settings import Environment
from monitor.store import embedded
from monitor.store.store import Store

BATCH = 500
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = [first + last for first in ("har", "fer", "mar", "win", "let", "bri") for last in ("bour", "ket", "ter", "dge")]


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of load: its articles, and what is right: items, stories, and whether an item's sightings are capped."""

    name: str
    articles: Callable[[], Iterator[Article]]
    items: int
    stories: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case; `largest` is the size of the largest item or story in kB, `memory` the peak in MB so far."""

    case: Case
    addresses: int
    items: int
    stories: int
    largest: float
    counted: int
    seconds: float
    memory: float

    @property
    def is_right(self) -> bool:
        """As many items and stories as there should be, and every address counted."""
        return (self.items, self.stories) == (self.case.items, self.case.stories) and self.counted == self.addresses


def prose(seed: int, words: int) -> str:
    """Sentences of twelve words, the same for the same seed."""
    random = Random(seed)
    return " ".join(
        f"{' '.join(random.choice(WORDS) for _ in range(11)).capitalize()} {seed}x{number}."
        for number in range(max(1, words // 12))
    )


def article(host: str, path: str, body: str, headline: str = "Ferry to Lower Quill resumes") -> Article:
    """An article as it goes to the store."""
    url = f"https://{host}.example/{path}"
    made = Article(
        source=host, url=url, canonical_url=url, headline=headline, body=body, language="en", first_seen=NOON
    )
    made.sightings = [Sighting(url, host, NOON)]
    made.text_hash = text_hash(headline, body)
    made.keys = index_keys(made, [(url, False)])
    return made


def bare() -> Iterator[Article]:
    """Pages with no text at all, or one word."""
    return (article("bare", str(number), ("", "Sold.")[number % 2], f"Notice {number}") for number in range(500))


def long() -> Iterator[Article]:
    """Four texts of 5 MB, of which the first two differ by a word."""
    return (article(f"long{number}", "a", f"{prose(max(1, number), 850_000)} {number}") for number in range(4))


def everywhere() -> Iterator[Article]:
    """One text on 500 hosts."""
    text = prose(11, 400)
    return (article(f"host{number}", "a", text) for number in range(500))


def copies() -> Iterator[Article]:
    """Ten thousand copies with a sentence of their own each."""
    text = prose(12, 400)
    return (article(f"copy{number}", "a", f"{text} This is number {number}.") for number in range(10_000))


def endless(addresses: int) -> Iterator[Article]:
    """One text at many addresses of one host."""
    text = prose(13, 400)
    return (article("endless", f"?p={number}", text) for number in range(addresses))


def cases(addresses: int) -> list[Case]:
    """Every case; `addresses` is the length of the last."""
    return [
        Case("500 texts of nothing or one word", bare, 500, 500),
        Case("4 texts of 5 MB, two of them nearly the same", long, 4, 3),
        Case("one text on 500 hosts", everywhere, 500, 1),
        Case("10,000 copies with a sentence of their own", copies, 10_000, 1),
        Case(f"{addresses:,} addresses of one text", partial(endless, addresses), 1, 1),
    ]


def in_batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    """As many at a time as the writer hands over at most."""
    while batch := list(islice(articles, BATCH)):
        yield batch


async def outcome(environment: Environment, case: Case, tell: Callable[[str], None]) -> Outcome:
    """Stores a case in a database of its own, settles its stories, and counts."""
    store = await Store.open(environment)
    try:
        began, addresses = time.monotonic(), 0
        for batch in in_batches(case.articles()):
            await store.items.store(batch)
            addresses += len(batch)
            tell(f"{case.name}: {addresses:,}")
        await settle(store, lambda: NOON)
        seconds = time.monotonic() - began
        items = store.items.collection
        counts = await items.aggregate([{"$group": {"_id": None, "counted": {"$sum": COUNTED}}}])
        return Outcome(
            case,
            addresses,
            await items.count_documents({}),
            len(await items.distinct("story")),
            max([await _largest(store, name) for name in ("items", "stories")]),
            (await counts.to_list())[0]["counted"],
            seconds,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000,
        )
    finally:
        await store.close()


COUNTED = {"$add": [{"$size": "$sightings"}, {"$ifNull": ["$sightings_unlisted", 0]}]}


async def _largest(store: Store, collection: str) -> float:
    """In kB."""
    sizes = await store.database[collection].aggregate(
        [{"$group": {"_id": None, "largest": {"$max": {"$bsonSize": "$$ROOT"}}}}]
    )
    return max([float(found["largest"]) / 1_000 async for found in sizes], default=0.0)


def run(addresses: int, tell: Callable[[str], None]) -> Iterator[Outcome]:
    """Each case in turn, on a server that is stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="monitor-extremes-") as folder:
        home = Path(folder)
        uri = embedded.start(home)
        try:
            for number, case in enumerate(cases(addresses)):
                environment = Environment(home=home, mongo_uri=uri, mongo_db=f"case_{number}")
                yield asyncio.run(outcome(environment, case, tell))
        finally:
            embedded.stop(home)
