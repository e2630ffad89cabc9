# ruff: noqa: E501 - fixtures are as wide as what sites send
import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import EntryError
from monitor.extract.sitemaps import SitemapChild, read_sitemap
from monitor.items import Link

URL = "https://example.org/sitemap.xml"
SPACE = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def urlset(inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">{inside}</urlset>'.encode()


def test_plain() -> None:
    found = read_sitemap(
        urlset("<url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2026-11-03</lastmod></url>"), URL
    )
    assert found.links == [Link("https://example.org/a?x=1&y=2", modified="2026-11-03")]
    assert found.children == []


def test_news() -> None:
    inside = """<url><loc>https://example.org/a</loc><lastmod>2026-11-04T00:00:00Z</lastmod>
      <news:news><news:publication><news:name>Example</news:name><news:language>pt</news:language></news:publication>
      <news:publication_date>2026-11-03T10:00:00-03:00</news:publication_date><news:title>Título &amp;quot;novo&amp;quot;</news:title></news:news></url>"""
    assert read_sitemap(urlset(inside), URL).links == [
        Link(
            "https://example.org/a",
            title='Título "novo"',
            published="2026-11-03T10:00:00-03:00",
            published_evidence="news-sitemap",
            modified="2026-11-04T00:00:00Z",
            language="pt",
        )
    ]


def test_index() -> None:
    body = f"""<sitemapindex {SPACE}><sitemap><loc>https://example.org/s1.xml.gz</loc><lastmod>2026-11-01</lastmod></sitemap>
      <sitemap><loc>/s2.xml</loc></sitemap><sitemap><loc>javascript:x</loc></sitemap></sitemapindex>"""
    assert read_sitemap(body.encode(), URL).children == [
        SitemapChild("https://example.org/s1.xml.gz", "2026-11-01"),
        SitemapChild("https://example.org/s2.xml"),
    ]


def test_alternates_and_images_are_no_links() -> None:
    inside = """<url><loc>https://example.org/a</loc><xhtml:link rel="alternate" hreflang="fr" href="https://example.org/fr/a"/>
      <image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>https://example.org/i.jpg</image:loc>
      <image:title>No</image:title></image:image></url>"""
    assert read_sitemap(urlset(inside), URL).links == [Link("https://example.org/a")]


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(urlset("<url><loc>https://example.org/a</loc></url>")),
        b"\n " + urlset("<url><loc>https://example.org/a</loc></url>"),
        b"<urlset><url><loc>https://example.org/a</loc></url>",
        b"<urlset xmlns='https://www.google.com/schemas/sitemap/0.84'><url><loc><![CDATA[https://example.org/a]]></loc></url></urlset>",
        b"\xef\xbb\xbfhttps://example.org/a\r\nnot an address\r\nhttps://example.org/a\n",
        b"<rss><channel><item><link>https://example.org/a</link></item></channel></rss>",
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://example.org/a"/></entry></feed>',
    ],
)
def test_forms(body: bytes) -> None:
    assert [link.url for link in read_sitemap(body, URL).links] == ["https://example.org/a"]


def test_fifty_thousand() -> None:
    inside = "".join(
        f"<url><loc>https://example.org/{i}</loc><lastmod>2026-01-01</lastmod></url>" for i in range(50_000)
    )
    assert len(read_sitemap(urlset(inside), URL).links) == 50_000


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b" ", "is empty"),
        (b"<!doctype html><html></html>", "is a web page, not a sitemap"),
        (b"words", "is not a sitemap"),
        (b"<other/>", "is not a sitemap"),
        (b"<<", "is not a sitemap"),
        (b"\x1f\x8b\x00", "is broken gzip"),
        (gzip.compress(b" " * (50 * 1024 * 1024 + 1), 1), "is larger than 50 MiB"),
    ],
)
def test_reasons(body: bytes, reason: str) -> None:
    with pytest.raises(EntryError) as caught:
        read_sitemap(body, URL)
    assert caught.value.reason == reason


def test_empty_urlset_is_a_sitemap() -> None:
    assert read_sitemap(urlset(""), URL).links == []


PIECES = [
    b"<urlset>",
    b"<url>",
    b"</url>",
    b"<loc>",
    b"</loc>",
    b"http://x.y/",
    b"&",
    b"<sitemap>",
    b"<!DOCTYPE",
    b"[",
    b"\x00",
    b"<a:b",
    b"\n",
]


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        read_sitemap(body, URL)
    except EntryError:
        return


def test_wordpress_lists_the_oldest_first() -> None:
    """Its own sitemaps hold no dates and go up by the number of the post."""
    urls = "".join(f"<url><loc>https://example.org/{n}/</loc></url>" for n in (1, 2, 3))
    plain = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    style = '<?xml-stylesheet type="text/xsl" href="https://example.org/?sitemap-stylesheet=sitemap" ?>'
    newest_first = ["https://example.org/3/", "https://example.org/2/", "https://example.org/1/"]
    for body, url in (
        (plain, "https://example.org/wp-sitemap-posts-post-1.xml"),
        (style + plain, "https://example.org/map"),
        (plain, "https://example.org/?sitemap=posts&sitemap-subtype=post&paged=1"),
    ):
        assert [link.url for link in read_sitemap(body.encode(), url).links] == newest_first
    assert [link.url for link in read_sitemap(plain.encode(), "https://example.org/sitemap.xml").links] == newest_first[
        ::-1
    ]
