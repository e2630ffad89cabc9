"""The monitor's crawl with the reading of pages left out: what fetching, identifying and storing cost.

Run as `python -m bench.crawl.fetch_and_store NEWEST` with the MONITOR_ variables set; prints the runs and
ends with the same codes as `monitor crawl --json`.
"""

import json
import sys
from dataclasses import asdict
from datetime import datetime

from monitor.commands.loading import load
from monitor.extract.pool import ExtractionPool
from monitor.extract.reading import ArticleReading, NotAnArticle
from monitor.items import Page
from monitor.settings import read_environment

# Characters; about what the articles of the local web have, so that the store has its real load.
BODY = slice(20_000, 27_000)
# Without the reading of pages a second core is free to fetch.
PROCESSES = 2


class NoReading(ExtractionPool):
    """The extraction pool without the reading of pages. Entries and texts go through a worker, as in every crawl."""

    def __init__(self, workers: int, *, seconds: float, nice: int = 0) -> None:
        super().__init__(min(workers, 1), seconds=seconds, nice=nice, reader="bench.crawl.fetch_and_store:nothing")

    async def read(self, page: Page, now: datetime) -> ArticleReading:
        """The link's title and a piece of the raw page, at once: an article with as much text as a real one."""
        return ArticleReading(headline=page.link.title, body=page.body[BODY].decode("utf-8", "replace"))


def nothing(page: Page, now: datetime) -> NotAnArticle:
    """What the worker reads pages with: it gets none but the one that warms it up."""
    return NotAnArticle("empty")


def main() -> int:
    """Crawls all sources of the environment; gives the exit code."""
    load("monitor.commands.crawl")
    from monitor.commands.crawl import exit_code
    from monitor.commands.logs import write_logs
    from monitor.schedule.runner import crawl
    from monitor.sources.catalogue import load_catalogue

    environment = read_environment()
    write_logs(environment.home, verbose=False)
    sources = load_catalogue(environment).sources
    overrides = {"MONITOR_NEWEST": int(sys.argv[1]), "MONITOR_POOL_CLASS": NoReading}
    runs = crawl(sources, environment, overrides=overrides, processes=PROCESSES)
    sys.stdout.write(json.dumps({"runs": [asdict(run) for run in runs]}) + "\n")
    return exit_code(runs, asked=len(sources))


if __name__ == "__main__":
    sys.exit(main())
