"""The parts that keep up with what was stored: settling items, and bringing alerts to people."""

from collections.abc import Mapping

from monitor.alerts.sender import send_due
from monitor.schedule.notifying import tell_operators
from monitor.schedule.part import Fact, Work, repeat
from monitor.schedule.settling import settle
from monitor.store.store import Store

SETTLE_SECONDS = 8.0
SEND_SECONDS = 15.0


async def run_settling(work: Work) -> None:
    """Settles what waits, every few seconds, while no crawl of another process does."""
    await repeat(work, SETTLE_SECONDS, _settle)


async def run_sender(work: Work) -> None:
    """Sends what is due, every few seconds."""
    await repeat(work, SEND_SECONDS, _send)


async def _settle(store: Store, work: Work) -> Mapping[str, Fact]:
    await settle(store, work.now, seconds=60.0)
    return {}


async def _send(store: Store, work: Work) -> Mapping[str, Fact]:
    report = await send_due(store, work.environment, work.now())
    told = await tell_operators(store, work.environment, work.now())
    return {
        "notices": told,
        "sent": report.sent,
        "deferred": report.deferred,
        "refused": report.refused,
        "dead": report.dead,
        "trouble": "; ".join(report.trouble.values()),
    }
