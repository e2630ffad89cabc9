"""A crawl of all sources whose readers crash at pages that ask for it: `python -m bench.neighbours.crawl`."""

import os
from datetime import datetime

from bench.neighbours.hostile import CRASH
from monitor.commands.logs import write_logs
from monitor.extract.page import read_page
from monitor.extract.pool import ExtractionPool
from monitor.extract.reading import Reading
from monitor.items import Page
from monitor.schedule.runner import crawl
from monitor.settings import read_environment
from monitor.sources.catalogue import load_catalogue


class MortalPool(ExtractionPool):
    """The extraction pool, with a reader that can be crashed."""

    def __init__(self, workers: int, seconds: float, nice: int = 0) -> None:
        super().__init__(workers, seconds, reader="bench.neighbours.crawl:read", nice=nice)


def read(page: Page, now: datetime) -> Reading:
    """As ever; but a page with the mark ends this process, as a fault in a C library would."""
    if CRASH in page.body:
        os.abort()
    return read_page(page, now)


def main() -> None:
    """Crawls every source once."""
    environment = read_environment()
    write_logs(environment.home, verbose=False)
    overrides = {"MONITOR_POOL_CLASS": "bench.neighbours.crawl.MortalPool", "MONITOR_WORKERS": 2}
    crawl(load_catalogue(environment).sources, environment, overrides=overrides)


if __name__ == "__main__":
    main()
