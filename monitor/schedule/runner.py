"""Crawls several sources at a time, in one process or several."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from monitor.errors import DatabaseUnavailable, MonitorError
from monitor.ledger import RunSummary
from monitor.pipelines import services
from monitor.schedule.children import BROKEN
from monitor.schedule.helpers import Helper, Tell, shared_out, tell_of
from monitor.schedule.judging import judge_runs
from monitor.schedule.progress import Progress, Show
from monitor.schedule.reactor import Crawls
from monitor.schedule.settling import Settling
from monitor.settings import Environment
from monitor.sources.model import Source
from monitor.spiders.loader import spider_class
from monitor.spiders.source import SourceSpider

AT_A_TIME = 16


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
    processes: int = 1,
    started: Show = lambda progress: None,
    slots: Mapping[str, int] | None = None,
) -> list[RunSummary]:
    """Crawls each source once and gives their summaries in the order in which they ended.

    `slots` are the numbers of the visits that were found due: one that another process has made
    meanwhile is refused. What the runs show of their sources is weighed at the end. With several `processes`
    the sources, the places for them and the workers that read pages are shared out.

    `started` gets the `Progress` once the reactor runs, so that a display can follow it. Raises
    `DatabaseUnavailable` before anything is fetched when the database cannot be had.
    """
    own, *others = shared_out(sources, processes)
    settings = _for_one_of(1 + len(others), crawl_settings(environment, overrides))
    places = -(-at_a_time // (1 + len(others)))

    def help_out(share: list[Source], tell: Tell) -> int:
        return _help_out(settings, Progress(share, dict(slots or {})), places, tell)

    helpers = [Helper.start(share, help_out) for share in others]
    progress = Progress(sources, dict(slots or {}))
    try:
        return Crawls(settings).run(lambda crawls: _lead(crawls, progress, own, places, helpers, started))
    finally:
        for helper in helpers:
            helper.stop()


def _for_one_of(processes: int, settings: Settings) -> Settings:
    """The settings of one of several processes: workers that read pages are there once, not for each."""
    workers = max(1, settings.getint("MONITOR_WORKERS") // processes)
    settings.set("MONITOR_WORKERS", workers, priority="cmdline")
    return settings


async def _lead(
    crawls: Crawls, progress: Progress, own: Sequence[Source], places: int, helpers: Sequence[Helper], started: Show
) -> list[RunSummary]:
    """Crawls the first share, follows the helpers, settles what all of them store."""
    # Held over the whole crawl, so that workers and connections outlive the single source.
    served = await services.acquire(crawls.settings)
    settling = Settling(served.store, _now, served.pool.work)
    settling.start()
    stopping = asyncio.create_task(_hand_on(crawls, progress, helpers))
    try:
        started(progress)
        await asyncio.gather(
            _crawl_all(crawls, progress, own, places), *(helper.follow(progress) for helper in helpers)
        )
        with suppress(DatabaseUnavailable):  # whoever comes next does it
            await judge_runs(served.store, {source.name: source for source in progress.sources}, _now())
        return progress.done
    finally:
        stopping.cancel()
        await settling.finish(at_once=crawls.stopping.is_set())
        await services.release(crawls.settings)


async def _hand_on(crawls: Crawls, progress: Progress, helpers: Sequence[Helper]) -> None:
    """Hands the word to stop on to the helpers."""
    await crawls.stopping.wait()
    progress.stopping = True
    for helper in helpers:
        helper.stop()


def _help_out(settings: Settings, progress: Progress, places: int, tell: Tell) -> int:
    """Crawls a share in a helper, where nothing is shown or settled."""

    async def job(crawls: Crawls) -> None:
        await services.acquire(crawls.settings)
        telling = asyncio.create_task(tell_of(progress, tell))
        try:
            await _crawl_all(crawls, progress, progress.sources, places)
        finally:
            telling.cancel()
            await asyncio.wait({telling})
            await services.release(crawls.settings)

    try:
        Crawls(settings).run(job)
    except MonitorError as error:
        tell(str(error))
        return BROKEN
    return 0


async def _crawl_all(crawls: Crawls, progress: Progress, sources: Sequence[Source], at_a_time: int) -> None:
    places = asyncio.Semaphore(at_a_time)

    async def one(source: Source) -> None:
        async with places:
            progress.stopping = crawls.stopping.is_set()
            if not progress.stopping:
                progress.done.append(await crawl_one(crawls, source, progress))

    await asyncio.gather(*(one(source) for source in sources))
    progress.stopping = crawls.stopping.is_set()


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
