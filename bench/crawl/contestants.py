"""The contestants: each a function that runs once in a workshop and gives its readings."""

import sys
from collections.abc import Callable
from pathlib import Path

from bench.crawl.access_log import end_of, read_traffic
from bench.crawl.measure import Cost, measure
from bench.crawl.reading import Reading, last_line, reading
from bench.crawl.workshop import Home, Workshop, fresh_home, plain_environment
from bench.peers import NotInstalledError, environment

NOTHING = Cost(0.0, 0.0, 0)
NEWS_PLEASE = Path(__file__).with_name("news_please.txt")
NEWS_PLEASE_PAGES = 200
POOL_PAGES = 1000


def fetch_only(shop: Workshop) -> list[Reading]:
    """(a) Scrapy that only fetches."""
    return [_plain(shop, "scrapy", "bench.crawl.plain_scrapy", feeds=shop.web.feeds, trafilatura=False)]


def with_trafilatura(shop: Workshop) -> list[Reading]:
    """(b) Scrapy with Trafilatura in its process."""
    return [_plain(shop, "scrapy+trafilatura", "bench.crawl.plain_scrapy", feeds=shop.web.feeds, trafilatura=True)]


def with_news_please(shop: Workshop) -> list[Reading]:
    """(c) news-please on the first sites, enough for its cost a page; what its start costs is left out."""
    try:
        python = environment(shop.folder / "news-please", NEWS_PLEASE)
    except NotInstalledError as error:
        return [Reading("news-please", NEWS_PLEASE_PAGES, fault=str(error))]
    feeds = shop.web.feeds[: max(1, NEWS_PLEASE_PAGES // shop.web.articles)]
    command: list[str | Path] = [python, "-P", Path(__file__).with_name("with_news_please.py"), shop.job(feeds=feeds)]
    start = end_of(shop.log)
    cost = measure(command, plain_environment(), shop.folder)
    said = last_line(cost.output)
    start_up = Cost(said.get("start_up_seconds", 0.0), said.get("start_up_cpu", 0.0), 0)
    expected, pages = len(feeds) * shop.web.articles, int(said.get("pages", 0))
    return [reading("news-please", expected, pages, cost, read_traffic(shop.log, start), start_up)]


def whole(shop: Workshop) -> list[Reading]:
    """(d) `monitor crawl` with two extraction workers, and a second run right after it."""
    with fresh_home(shop.web) as home:
        first = _crawl(shop, home, "monitor", _monitor(shop, workers=2), shop.web.pages)
        again = _crawl(shop, home, "monitor again", _monitor(shop, workers=2), shop.web.pages)
    return [first, again]


def one_worker(shop: Workshop) -> list[Reading]:
    """(d) with one extraction worker."""
    with fresh_home(shop.web) as home:
        return [_crawl(shop, home, "monitor, 1 worker", _monitor(shop, workers=1), shop.web.pages)]


def fetch_and_store(shop: Workshop) -> list[Reading]:
    """(d) without reading: every page becomes an item made from its link's title and its size."""
    command = [sys.executable, "-m", "bench.crawl.fetch_and_store", str(shop.web.articles)]
    with fresh_home(shop.web) as home:
        return [_crawl(shop, home, "monitor, fetch+store", command, shop.web.pages)]


def pool_of_one(shop: Workshop) -> list[Reading]:
    """The extraction pool alone with one worker, on pages from the disk."""
    return [_pool(shop, "pool, 1 worker", 1)]


def pool_of_two(shop: Workshop) -> list[Reading]:
    """The extraction pool alone with two workers."""
    return [_pool(shop, "pool, 2 workers", 2)]


def _plain(shop: Workshop, name: str, module: str, **job: object) -> Reading:
    start = end_of(shop.log)
    cost = measure([sys.executable, "-m", module, shop.job(**job)], plain_environment(), shop.folder)
    pages = int(last_line(cost.output).get("pages", 0))
    return reading(name, shop.web.pages, pages, cost, read_traffic(shop.log, start), NOTHING)


def _monitor(shop: Workshop, workers: int) -> list[str]:
    newest = str(shop.web.articles)
    return [sys.executable, "-m", "monitor", "crawl", "--json", "--newest", newest, "--workers", str(workers)]


def _crawl(shop: Workshop, home: Home, name: str, command: list[str], expected: int) -> Reading:
    start = end_of(shop.log)
    cost = measure(command, home.environ, shop.folder, servers=home.servers)
    return reading(name, expected, home.stored_items(), cost, read_traffic(shop.log, start), NOTHING)


def _pool(shop: Workshop, name: str, workers: int) -> Reading:
    sites = shop.web.sites[: max(1, POOL_PAGES // shop.web.articles)]
    job = shop.job(workers=workers, folders=[str(shop.web.folder / site.name) for site in sites])
    cost = measure([sys.executable, "-m", "bench.crawl.read_pages", job], plain_environment(), shop.folder)
    said = last_line(cost.output)
    start_up = Cost(cost.seconds - said.get("seconds", cost.seconds), 0.0, 0)
    expected = len(sites) * shop.web.articles
    return reading(name, expected, int(said.get("pages", 0)), cost, read_traffic(shop.log, end_of(shop.log)), start_up)


CONTESTANTS: dict[str, Callable[[Workshop], list[Reading]]] = {
    "scrapy": fetch_only,
    "trafilatura": with_trafilatura,
    "news-please": with_news_please,
    "monitor": whole,
    "one-worker": one_worker,
    "fetch-and-store": fetch_and_store,
    "pool-1": pool_of_one,
    "pool-2": pool_of_two,
}
