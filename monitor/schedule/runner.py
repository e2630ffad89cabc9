"""Crawls several sources at a time in one process."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from monitor.errors import DatabaseUnavailable, MonitorError
from monitor.ledger import RunSummary
from monitor.pipelines import services
from monitor.schedule.judging import judge_runs
from monitor.schedule.reactor import Crawls
from monitor.schedule.settling import Settling
from monitor.settings import Environment
from monitor.sources.model import Source
from monitor.spiders.loader import spider_class
from monitor.spiders.source import SourceSpider

AT_A_TIME = 16


@dataclass(slots=True)
class Progress:
    """What can be seen of a crawl while it runs; displays read it, nobody else writes it."""

    sources: Sequence[Source]
    slots: Mapping[str, int] = field(default_factory=dict)
    running: dict[str, Crawler] = field(default_factory=dict)
    done: list[RunSummary] = field(default_factory=list)
    stopping: bool = False

    def spiders(self) -> list[SourceSpider]:
        """The spiders at work now."""
        return [crawler.spider for crawler in self.running.values() if isinstance(crawler.spider, SourceSpider)]


Show = Callable[[Progress], Any]


def _now() -> datetime:
    return datetime.now(UTC)


def crawl_settings(environment: Environment, overrides: Mapping[str, Any] | None = None) -> Settings:
    """The project's settings for one environment, with the caller's changes on top."""
    settings = Settings()
    # Named here, not found through scrapy.cfg: the command runs in any folder, and Scrapy's own
    # defaults would know neither robots.txt nor the address guard.
    settings.setmodule("monitor.settings", priority="project")
    settings.set("MONITOR_ENVIRONMENT", environment, priority="cmdline")
    # Where log lines go is the command's business.
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    for name, value in (overrides or {}).items():
        settings.set(name, value, priority="cmdline")
    return settings


def crawl(
    sources: Sequence[Source],
    environment: Environment,
    *,
    overrides: Mapping[str, Any] | None = None,
    at_a_time: int = AT_A_TIME,
    started: Show = lambda progress: None,
    slots: Mapping[str, int] | None = None,
) -> list[RunSummary]:
    """Crawls each source once and gives their summaries in the order in which they ended.

    `slots` are the numbers of the visits that were found due: one that another process has made
    meanwhile is refused. What the runs show of their sources is weighed at the end.

    `started` gets the `Progress` once the reactor runs, so that a display can follow it. Raises
    `DatabaseUnavailable` before anything is fetched when the database cannot be had.
    """
    progress = Progress(sources, dict(slots or {}))

    async def job(crawls: Crawls) -> list[RunSummary]:
        # Held over the whole crawl, so that workers and connections outlive the single source.
        served = await services.acquire(crawls.settings)
        settling = Settling(served.store, _now, served.pool.work)
        settling.start()
        try:
            started(progress)
            runs = await _crawl_all(crawls, progress, at_a_time)
            with suppress(DatabaseUnavailable):  # whoever comes next does it
                await judge_runs(served.store, {source.name: source for source in sources}, datetime.now(UTC))
            return runs
        finally:
            await settling.finish(at_once=crawls.stopping.is_set())
            await services.release(crawls.settings)

    return Crawls(crawl_settings(environment, overrides)).run(job)


async def _crawl_all(crawls: Crawls, progress: Progress, at_a_time: int) -> list[RunSummary]:
    places = asyncio.Semaphore(at_a_time)

    async def one(source: Source) -> None:
        async with places:
            progress.stopping = crawls.stopping.is_set()
            if not progress.stopping:
                progress.done.append(await crawl_one(crawls, source, progress))

    await asyncio.gather(*(one(source) for source in progress.sources))
    progress.stopping = crawls.stopping.is_set()
    return progress.done


async def crawl_one(crawls: Crawls, source: Source, progress: Progress) -> RunSummary:
    """Crawls one source and gives its summary, whatever happens."""
    started_at = datetime.now(UTC)
    spider = spider_class(source)
    spider.slot = progress.slots.get(source.name)
    crawler = crawls.create_crawler(spider)
    progress.running[source.name] = crawler
    cause = ""
    try:
        await crawls.crawl(crawler)
    except MonitorError as error:
        cause = str(error)
    except Exception as error:  # one source's crash is its own; the others go on
        cause = f"crawl failed with {type(error).__name__}: {error}"
    finally:
        del progress.running[source.name]
    return await _summary(crawler, source, started_at, cause)


async def _summary(crawler: Crawler, source: Source, started_at: datetime, cause: str) -> RunSummary:
    spider = crawler.spider
    if isinstance(spider, SourceSpider) and spider.booked is not None:
        # A stop that meets a spider on its way out makes Scrapy 2.19 call the crawl done before it is.
        await spider.booked.wait()
    if isinstance(spider, SourceSpider) and spider.summary is not None:
        return spider.summary
    seconds = (datetime.now(UTC) - started_at).total_seconds()
    return RunSummary(
        source.name, "failed", started_at.isoformat(), seconds, errors={cause or "crawl did not start": 1}
    )
