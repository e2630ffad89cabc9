"""The monitor's crawl with the reading of pages left out: what fetching, identifying and storing cost.

Run as `python -m bench.crawl.fetch_and_store NEWEST` with the MONITOR_ variables set; prints the runs and
ends with the same codes as `monitor crawl --json`.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import ParamSpec, TypeVar

from monitor.commands.loading import load
from monitor.extract.reading import ArticleReading
from monitor.items import Page
from monitor.settings import read_environment

P = ParamSpec("P")
T = TypeVar("T")
# Characters; about what the articles of the local web have, so that the store has its real load.
BODY = slice(20_000, 27_000)
# Without the reading of pages a second core is free to fetch.
PROCESSES = 2


class NoReading:
    """Stands in for the extraction pool: the link's title and a piece of the raw page, at once."""

    def __init__(self, workers: int, *, seconds: float, nice: int = 0) -> None:
        # Seconds that the pages of each source took: none.
        self.spent: Counter[str] = Counter()

    async def read(self, page: Page, now: datetime) -> ArticleReading:
        """An article with as much text as a real one."""
        return ArticleReading(headline=page.link.title, body=page.body[BODY].decode("utf-8", "replace"))

    async def work(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Entries are read all the same."""
        return function(*args, **kwargs)

    async def close(self) -> None:
        """Nothing was started."""


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
