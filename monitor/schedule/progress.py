"""What can be seen of a crawl while it runs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scrapy.crawler import Crawler

from monitor.items import Outcome
from monitor.ledger import RunSummary
from monitor.sources.model import Source
from monitor.spiders.source import SourceSpider


@dataclass(frozen=True, slots=True)
class Underway:
    """A source at work: its requests, and of the addresses seen, those that are settled, new, or went wrong."""

    source: str
    requests: int
    seen: int
    settled: int
    new: int
    errors: int


@dataclass(slots=True)
class Progress:
    """Displays read it, nobody else but the crawl writes it. `elsewhere` is what other processes are at, by process."""

    sources: Sequence[Source]
    slots: Mapping[str, int] = field(default_factory=dict)
    running: dict[str, Crawler] = field(default_factory=dict)
    elsewhere: dict[int, list[Underway]] = field(default_factory=dict)
    done: list[RunSummary] = field(default_factory=list)
    stopping: bool = False

    def underway(self) -> list[Underway]:
        """The sources at work now."""
        spiders = [crawler.spider for crawler in self.running.values()]
        own = [_underway(spider) for spider in spiders if isinstance(spider, SourceSpider)]
        return own + [one for others in self.elsewhere.values() for one in others]


Show = Callable[[Progress], Any]


def _underway(spider: SourceSpider) -> Underway:
    ledger = spider.ledger
    return Underway(
        source=spider.name,
        requests=spider.requests_made,
        seen=ledger.seen,
        settled=ledger.outcomes.total(),
        new=ledger.count(Outcome.NEW),
        errors=ledger.errors.total() + ledger.count(Outcome.QUARANTINED),
    )
