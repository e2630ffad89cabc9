"""A run in numbers."""

from collections import Counter
from datetime import datetime

from monitor.items import Outcome
from monitor.ledger import RunSummary
from monitor.spiders.revisits import CHANGED
from monitor.spiders.source import SourceSpider


def summarise(spider: SourceSpider, reason: str, started_at: datetime, now: datetime) -> RunSummary:
    """The summary of a run that ended for `reason` (Scrapy's word: "finished", "shutdown", …)."""
    books, ledger = spider.books, spider.ledger
    events = Counter(visited.event for visited in books.concluded())
    return RunSummary(
        source=spider.source.name,
        status=status_of(spider, reason),
        started_at=started_at.isoformat(),
        seconds=(now - started_at).total_seconds(),
        seen=ledger.seen,
        new=ledger.count(Outcome.NEW),
        known=ledger.count(Outcome.KNOWN),
        duplicate=ledger.count(Outcome.DUPLICATE),
        not_article=ledger.count(Outcome.NOT_ARTICLE),
        quarantined=ledger.count(Outcome.QUARANTINED),
        left=ledger.left,
        changed=books.revisits.counts[CHANGED],
        gone=events["gone"],
        back=events["back"] + books.revisits.returned,
        visits=dict(books.revisits.counts),
        older=len(books.older),
        spooled=books.spooled,
        requests=spider.requests_made,
        bytes=spider.bytes_received,
        errors=dict(ledger.errors),
        not_article_reasons=reasons(ledger.reasons, Outcome.NOT_ARTICLE),
        duplicate_reasons=reasons(ledger.reasons, Outcome.DUPLICATE),
        quarantine_reasons=reasons(ledger.reasons, Outcome.QUARANTINED),
        left_reasons=dict(books.postponed),
        dates=dict(books.dates),
        matches=dict(books.matches),
        broken_watches=dict(books.broken_watches),
        balanced=ledger.balanced,
    )


def status_of(spider: SourceSpider, reason: str) -> str:
    """How the run ended; the words are explained at `RunSummary`."""
    books = spider.books
    if books.refused:
        return "refused"
    if reason == "shutdown" or (spider.stopping and (books.entries_failed or spider.ledger.left)):
        return "interrupted"
    if not books.entries_read or reason not in ("finished", "start_error"):
        return "failed"
    lost = spider.ledger.count(Outcome.QUARANTINED) or spider.ledger.left or books.entries_failed or books.spooled
    return "partial" if lost or reason != "finished" or not spider.ledger.balanced else "finished"


def reasons(counted: Counter[tuple[Outcome, str]], outcome: Outcome) -> dict[str, int]:
    """The reasons of one outcome, most frequent first."""
    return {reason: count for (kind, reason), count in counted.most_common() if kind is outcome}
