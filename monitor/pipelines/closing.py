"""What becomes of a run's books when it ends: into the database, else onto the disk, else said aloud."""

import asyncio
import logging
from dataclasses import asdict
from datetime import datetime

from monitor.errors import DatabaseUnavailable
from monitor.items import Outcome
from monitor.pipelines.summary import summarise
from monitor.spiders.books import DATABASE_AWAY
from monitor.spiders.source import SourceSpider
from monitor.state import SourceState
from monitor.store.endings import Ending, Lost, WaitingEndings, store_ending
from monitor.store.source_leases import Lease
from monitor.store.store import Store
from monitor.store.visits import visit_document

logger = logging.getLogger(__name__)

# Scrapy's word for a crawl that was told to stop.
INTERRUPTED = "shutdown"
ON_DISK = f"{DATABASE_AWAY}: what the run learned waits on the disk"
NOWHERE = f"{DATABASE_AWAY} and the disk cannot be written: what the run learned is lost"


async def keep_ending(
    spider: SourceSpider, store: Store, reason: str, run_id: str, started_at: datetime, lease: Lease
) -> None:
    """Stores how a run ended; where it could not be stored is an error of the run."""
    learn(spider, reason, started_at, lease.slot)
    ending = ending_of(spider, reason, run_id, started_at, lease)
    try:
        await store.reviving(lambda: store_ending(store, ending))
    except DatabaseUnavailable as error:
        logger.error("%s: %s", spider.source.name, error)
        spider.ledger.error(ON_DISK)
        await _keep_on_disk(spider, store, ending_of(spider, reason, run_id, started_at, lease))


async def _keep_on_disk(spider: SourceSpider, store: Store, ending: Ending) -> None:
    try:
        await asyncio.to_thread(WaitingEndings(store.environment.home).keep, ending)
    except OSError as error:
        logger.error("%s: %s", spider.source.name, error)
        del spider.ledger.errors[ON_DISK]
        spider.ledger.error(NOWHERE)


def learn(spider: SourceSpider, reason: str, started_at: datetime, slot: int) -> None:
    """Brings the source's state up to date, as far as nothing that an entry offered was left undone."""
    state: SourceState = spider.state
    state.visits = slot
    if reason != INTERRUPTED:  # what was left then is taken as soon as somebody crawls again
        state.last_visit = started_at
    if not is_whole(spider, reason):
        return
    state.last_ended = started_at
    state.validators.update(spider.pending_validators)
    for url in spider.books.entries_read:
        state.first_visits.setdefault(url, started_at)
    if not spider.books.entries_failed:
        state.last_complete = started_at


def is_whole(spider: SourceSpider, reason: str) -> bool:
    """Whether the run did all that it took on."""
    return reason == "finished" and not spider.ledger.left


def ending_of(spider: SourceSpider, reason: str, run_id: str, started_at: datetime, lease: Lease) -> Ending:
    """The books of a run as the store takes them."""
    books, now = spider.books, spider.now()
    books.signs.pages = spider.ledger.seen - spider.ledger.count(Outcome.KNOWN)
    books.signs.first = not spider.state.visits > 1
    books.signs.at, books.signs.interrupted = started_at, reason == INTERRUPTED
    return Ending(
        run_id=run_id,
        owner=lease.owner,
        fence=lease.fence,
        signs=asdict(books.signs),
        started_at=started_at,
        ended_at=now,
        state=spider.state,
        summary=asdict(summarise(spider, reason, started_at, now)),
        passed_over=[(over.key, over.url, over.reason) for over in books.passed_over],
        lost=[Lost(loss.link, loss.reason, loss.raw_hash, loss.permanent) for loss in books.losses],
        handled=sorted(books.retries_done),
        seen_again=sorted(books.seen_again),
        visits=[visit_document(visited) for visited in books.concluded()],
        older=sorted(books.older) if is_whole(spider, reason) else (),
    )
