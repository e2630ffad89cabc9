"""The extraction pool by itself, on pages of the local web from the disk.

Run as `python -m bench.crawl.read_pages JOB.json`; prints how many pages became articles and the seconds
that took once all workers were up.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from monitor.extract.pool import ExtractionPool
from monitor.extract.reading import ArticleReading
from monitor.items import Link, Page, Site

NOW = datetime(2025, 6, 1, tzinfo=UTC)
_PAGE_SECONDS = 60.0
# Pages handed over at a time, for each worker.
_AHEAD = 4


def pages_of(folder: Path) -> list[Page]:
    """The articles of one written site."""
    return [_page(path) for path in sorted((folder / "news").glob("*.html"))]


def _page(path: Path) -> Page:
    url = f"http://127.0.1.1/news/{path.name}"
    return Page("bench", url, path.read_bytes(), "text/html; charset=utf-8", Link(url), Site(), NOW)


async def read_all(pages: list[Page], workers: int) -> tuple[int, float]:
    """How many pages became articles, and the seconds that took; the first pages, read twice, start the workers."""
    pool = ExtractionPool(workers, seconds=_PAGE_SECONDS)
    places = asyncio.Semaphore(_AHEAD * workers)

    async def read(page: Page) -> bool:
        async with places:
            return isinstance(await pool.read(page, NOW), ArticleReading)

    try:
        await asyncio.gather(*map(read, pages[: 10 * workers]))
        start = time.monotonic()
        articles = await asyncio.gather(*map(read, pages))
        return sum(articles), time.monotonic() - start
    finally:
        await pool.close()


def main() -> None:
    """Reads the job, then the pages; prints the count and the time."""
    job = json.loads(Path(sys.argv[1]).read_text())
    pages = [page for folder in job["folders"] for page in pages_of(Path(folder))]
    count, seconds = asyncio.run(read_all(pages, job["workers"]))
    sys.stdout.write(json.dumps({"pages": count, "seconds": seconds}) + "\n")


if __name__ == "__main__":
    main()
