"""The parts that keep up with what was stored: settling items, and bringing alerts to people."""

from collections import Counter
from collections.abc import Mapping

from monitor.alerts.sender import send_due
from monitor.schedule.notifying import tell_operators
from monitor.schedule.part import Fact, Work, repeat, unread_files
from monitor.schedule.settling import settle
from monitor.schedule.watch_files import KeptWatches
from monitor.search.directory import Directory
from monitor.search.readiness import Readiness
from monitor.store.store import Store

SETTLE_SECONDS = 10.0
SEND_SECONDS = 15.0
INDEX_SECONDS = 30.0


async def run_settling(work: Work) -> None:
    """Settles what waits, every few seconds, while no crawl of another process does; looks at watch files."""
    kept = KeptWatches()

    async def step(store: Store, _: Work) -> Mapping[str, Fact]:
        broken = await kept.bring_in(store, work)
        await settle(store, work.now, seconds=60.0)
        return {"broken_watches": broken, "trouble": unread_files("watches", broken)}

    await repeat(work, SETTLE_SECONDS, step)


async def run_sender(work: Work) -> None:
    """Sends what is due, every few seconds."""
    done = Counter[str]()

    async def step(store: Store, _: Work) -> Mapping[str, Fact]:
        report = await send_due(store, work.environment, work.now())
        told = await tell_operators(store, work.environment, work.now())
        counts = {"sent": report.sent, "deferred": report.deferred, "refused": report.refused, "dead": report.dead}
        done.update(counts | {"notices": told})
        return {f"{name}_total": count for name, count in done.items()} | {
            "trouble": "; ".join(report.trouble.values())
        }

    await repeat(work, SEND_SECONDS, step)


async def run_index(work: Work) -> None:
    """Keeps the search index where the database is, so that nobody who searches has to wait for it."""
    kept: list[Readiness] = []

    async def step(store: Store, _: Work) -> Mapping[str, Fact]:
        if not kept or kept[0].keeper.archive is not store.archive:
            kept[:] = [Readiness(Directory(store.environment), store.archive)]
        searcher, notice = await kept[0].ready(None)
        return {"indexed": searcher.num_docs if searcher is not None else 0, "notice": notice}

    try:
        await repeat(work, INDEX_SECONDS, step)
    finally:
        for readiness in kept:
            await readiness.close()
