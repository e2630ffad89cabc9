"""Every page of the fictional web, read as a browser would."""

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import combinations
from typing import Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest
from feedparser.api import parse
from lxml import html

from monitor.demo.agency import demo_sites
from monitor.demo.build import demo_sources_dir, demo_web
from monitor.demo.documents import pdf_path
from monitor.demo.truth import SOURCES, Expected, expected_items
from monitor.demo.web import Answer, Web, serve
from monitor.extract.feeds import read_feed
from monitor.sources.catalogue import load_paths

DEAD = {"https://www.aurora.example/en/news/2026/09/withdrawn-notice/": 410}


@pytest.fixture(scope="module")
def web() -> Web:
    return demo_web()


def at(web: Web, url: str) -> Answer:
    parts = urlsplit(url)
    return web.answer(parts.netloc, parts.path + (f"?{parts.query}" if parts.query else ""))


def find(answer: Answer, path: str) -> list[str]:
    """What an XPath finds in a page, as text."""
    found = html.fromstring(answer.content).xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def html_pages(web: Web) -> Iterator[tuple[str, Answer]]:
    for host in web.hosts:
        for target in web.targets(host):
            answer = web.answer(host, target)
            if answer.content_type.startswith("text/html") and answer.status == 200:
                yield f"https://{host}{target}", answer


def test_every_link_answers(web: Web) -> None:
    statuses = {}
    for url, answer in html_pages(web):
        for href in find(answer, "//a/@href | //link/@href"):
            address = urljoin(url, href)
            statuses[address] = at(web, address).status
    wrong = {address: status for address, status in statuses.items() if status not in (200, 301)}
    assert wrong == DEAD
    assert len(statuses) > 250


def test_every_page_is_served_and_validated_over_http(web: Web) -> None:
    with serve(web) as address:
        connection = HTTPConnection(address, timeout=10)
        for host in web.hosts:
            for target in web.targets(host):
                status, body, etag = ask(connection, host, target)
                assert (status, body) == (web.answer(host, target).status, web.answer(host, target).content), target
                assert status != 200 or ask(connection, host, target, etag)[0] == 304
        connection.close()


def ask(connection: HTTPConnection, host: str, target: str, etag: str = "") -> tuple[int, bytes, str]:
    """Status, body and validator."""
    connection.request("GET", target, headers={"Host": host} | ({"If-None-Match": etag} if etag else {}))
    response = connection.getresponse()
    return response.status, response.read(), response.headers.get("ETag", "")


def test_redirects_lead_to_pages(web: Web) -> None:
    moved = at(web, "https://www.aurora.example/n/1042")
    assert moved.status == 301
    assert at(web, moved.headers["Location"]).status == 200


def test_pages_name_their_language_and_direction(web: Web) -> None:
    for url, answer in html_pages(web):
        tree = html.fromstring(answer.content)
        assert tree.get("lang"), url
        assert (tree.get("dir") == "rtl") == (urlsplit(url).hostname or "").startswith(("ar.", "fa.")), url


def test_the_old_charset_stands_in_the_page_only(web: Web) -> None:
    answer = at(web, "https://vestnik-ozera.example/news/1187.html")
    assert answer.content_type == "text/html"
    assert b"charset=windows-1251" in answer.content
    assert "Суд в Остреле" in answer.content.decode("windows-1251")
    with pytest.raises(UnicodeDecodeError):
        answer.content.decode("utf-8")


@pytest.mark.parametrize(
    ("url", "version", "count"),
    [
        ("https://www.aurora.example/feed/", "rss20", 10),
        ("https://pt.aurora.example/feed/", "rss20", 8),
        ("https://vestnik-ozera.example/feed/", "rss20", 7),
        ("https://wire.example/feed/", "rss20", 8),
        ("https://harbourpost.example/feed.rdf", "rss10", 7),
        ("https://valleycourier.example/atom.xml", "atom10", 6),
    ],
)
def test_feeds_parse(web: Web, url: str, version: str, count: int) -> None:
    answer = at(web, url)
    read: Any = parse
    feed = read(answer.content, response_headers={"content-type": answer.content_type})
    assert (feed.version, len(feed.entries), bool(feed.bozo)) == (version, count, False)
    assert all(at(web, entry.link).status == 200 for entry in feed.entries)


def test_the_json_feed_parses(web: Web) -> None:
    url = "https://es.aurora.example/feed.json"
    links = read_feed(at(web, url).content, url).links
    assert len(links) == 8
    assert all(link.published and at(web, link.url).status == 200 for link in links)


def test_pdfs_open_and_read_well(web: Web) -> None:
    site = demo_sites()["documents_en"]
    for document in site.documents:
        for language, text in document.versions.items():
            answer = web.answer(site.host, pdf_path(document, language))
            opened: Any = pypdfium2.PdfDocument
            with opened(answer.content) as pdf:
                words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
                assert pdf.get_metadata_value("Title") == text.headline
            assert document.number in words
            assert " ".join(text.paragraphs[0].split())[:30] in " ".join(words.split())


def test_wordpress_pages_its_posts(web: Web) -> None:
    api = "https://pt.aurora.example/wp-json/wp/v2/posts"
    first = at(web, f"{api}?per_page=5&_fields=link,date_gmt")
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == ("8", "2")
    assert first.content.count(b'"link"') == 5
    assert b'"title"' not in first.content
    assert at(web, f"{api}?per_page=5&page=3").status == 400
    assert at(web, f"{api}?per_page=1000").status == 400


def test_the_topic_page_shows_fifteen_teasers_without_links(web: Web) -> None:
    pages = [at(web, f"https://aurora-ca.example/issues/veldania{query}") for query in ("", "?page=1")]
    assert [len(find(page, "//div[@class='views-row']")) for page in pages] == [15, 3]
    days = find(pages[0], "//div[@class='view-content']/h3/text()")
    assert days[:2] == ["November 13, 2026", "November 11, 2026"]
    assert not find(pages[0], "//div[@class='view-content']//a")


def test_robots_closes_one_room_that_a_list_links_to(web: Web) -> None:
    robots = at(web, "https://www.aurora.example/robots.txt").content.decode()
    assert "Disallow: /internal/" in robots
    second = at(web, "https://www.aurora.example/en/news/?page=2").content
    assert b"/internal/press-list/" in second


def test_every_expected_item_is_there_and_none_lies_in_the_future(web: Web) -> None:
    for item in expected_items():
        for address in item.addresses:
            if "/press/" not in address:
                assert at(web, address).status in (200, 301), address
        assert item.published_day is None or "2026-09" <= item.published_day.isoformat() <= "2026-11-20"


def test_articles_are_different_unless_they_are_reprints() -> None:
    def shingles(item: Expected) -> set[str]:
        return set(re.findall(r"\w+\W+\w+\W+\w+", item.opening))

    for one, other in combinations(expected_items(), 2):
        if one.headline and one.headline == other.headline:
            continue
        shared = shingles(one) & shingles(other)
        assert len(shared) <= max(2, len(shingles(one)) // 3), (one.addresses, other.addresses)


def test_reprints_carry_the_agency_and_the_same_text() -> None:
    sites = demo_sites()
    wire = {text.headline: text for text in sites["wire_en"].articles}
    reprints = [t for key in ("harbour_en", "valley_en") for t in sites[key].articles if t.headline in wire]
    assert len(reprints) == 7
    for text in reprints:
        assert "(Wire) – " in text.paragraphs[0]
        assert text.paragraphs[1:] == wire[text.headline].paragraphs[1:]


def test_source_files_load_and_cover_the_truth() -> None:
    catalogue = load_paths([demo_sources_dir()])
    assert catalogue.problems == ()
    assert {source.name for source in catalogue.sources} == set(SOURCES)
    assert {source.group for source in catalogue.sources} == {"demo"}
    assert {entry.kind for source in catalogue.sources for entry in source.entries} == {
        "feed",
        "sitemap",
        "listing",
        "wordpress",
    }
    assert len({item.language for item in expected_items()}) >= 8


def test_source_entries_answer(web: Web) -> None:
    for source in load_paths([demo_sources_dir()]).sources:
        assert (source.delay, source.concurrency) == (0, 4)
        for entry in source.entries:
            assert at(web, entry.url).status == 200, entry.url
