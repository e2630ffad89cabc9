import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from bench.crawl.access_log import end_of, read_traffic
from bench.crawl.contestants import CONTESTANTS
from bench.crawl.nginx import serve, site_addresses
from bench.crawl.web import Web, write_web
from bench.crawl.workshop import Workshop


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Web:
    return write_web(tmp_path_factory.mktemp("web"), site_addresses(2), 4, 3, lambda done, total: None)


@pytest.fixture(scope="module")
def shop(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    folder = tmp_path_factory.mktemp("shop")
    with serve(web, folder / "nginx") as log:
        yield Workshop(folder, web, log, 3)


@contextmanager
def answer(address: str, headers: dict[str, str] | None = None) -> Iterator[HTTPResponse]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", parts.path, headers=headers or {})
    try:
        yield connection.getresponse()
    finally:
        connection.close()


def test_each_site_has_its_feed_with_all_articles(web: Web) -> None:
    for site in web.sites:
        feed = ElementTree.parse(web.folder / site.name / "feed.xml")
        links = [link.text or "" for link in feed.iterfind(".//item/link")]
        assert len(links) == 4
        assert all((web.folder / site.name / urlsplit(link).path[1:]).is_file() for link in links)


def test_each_site_is_a_source_without_delay(web: Web) -> None:
    for site in web.sites:
        source = tomllib.loads((web.sources / "bench" / f"{site.name}.toml").read_text())
        assert (source["concurrency"], source["delay"]) == (3, 0)
        assert source["entry"] == [{"kind": "feed", "url": f"{site.base}/feed.xml"}]


def test_the_same_web_is_written_once(web: Web) -> None:
    told: list[int] = []
    bases = [site.base for site in web.sites]
    again = write_web(web.folder.parent, bases, 4, 3, lambda done, total: told.append(done))
    assert (again, told) == (web, [])


def test_nginx_answers_a_conditional_request_with_304(shop: Workshop) -> None:
    start = end_of(shop.log)
    with answer(shop.web.feeds[0]) as first:
        headers = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": first.headers["Last-Modified"]}
        assert first.status == 200
        assert first.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    with answer(shop.web.feeds[0], headers) as second:
        assert second.status == 304
    assert read_traffic(shop.log, start).requests == 2


def test_nginx_sends_pages_packed_when_asked(shop: Workshop) -> None:
    site = shop.web.sites[0]
    path = next((shop.web.folder / site.name / "news").glob("*.html")).name
    with answer(f"{site.base}/news/{path}", {"Accept-Encoding": "gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.read()) < 60_000


@pytest.mark.parametrize("name", ["scrapy", "trafilatura"])
def test_plain_scrapy_reads_every_page(shop: Workshop, name: str) -> None:
    (reading,) = CONTESTANTS[name](shop)
    assert reading.fault == ""
    assert (reading.pages, reading.traffic.articles) == (8, 8)
    assert reading.cpu > 0


@pytest.mark.parametrize("name", ["monitor", "fetch-and-store"])
def test_the_monitor_stores_every_page_and_fetches_none_twice(shop: Workshop, name: str) -> None:
    first, *again = CONTESTANTS[name](shop)
    assert first.fault == ""
    assert (first.pages, first.traffic.articles) == (8, 8)
    assert all(not second.fault and second.traffic.articles == 0 for second in again)


def test_the_extraction_pool_reads_every_page_from_the_disk(shop: Workshop) -> None:
    (reading,) = CONTESTANTS["pool-2"](shop)
    assert reading.fault == ""
    assert reading.pages == 8
