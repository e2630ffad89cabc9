# ruff: noqa: E501 - fixtures are as wide as what sites send
import gzip
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.errors import EntryError
from monitor.extract.feeds import read_feed
from monitor.items import Link

URL = "https://example.org/news/feed/"


def rss(items: str, head: str = "", root: str = "") -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {root}><channel><title>News</title>{head}{items}</channel></rss>'
    return text.encode()


def one(body: bytes, url: str = URL) -> Link:
    [link] = read_feed(body, url).links
    return link


DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def test_rss() -> None:
    item = """<item><title>Court &amp;amp; parliament</title><link> https://example.org/a?utm_source=rss </link>
      <pubDate>Tue, 03 Nov 2026 09:30:00 +0200</pubDate><description>&lt;p&gt;Two &lt;b&gt;judges&lt;/b&gt; left.&lt;/p&gt;</description>
      <dc:creator><![CDATA[Ana Exemplo]]></dc:creator><author>desk@example.org (News desk)</author></item>"""
    feed = read_feed(rss(item, "<language>en-GB</language>", DC), URL)
    assert (feed.title, feed.language) == ("News", "en-GB")
    assert feed.links == [
        Link(
            url="https://example.org/a?utm_source=rss",
            title="Court & parliament",
            published="Tue, 03 Nov 2026 09:30:00 +0200",
            published_evidence="feed",
            summary="Two judges left.",
            language="en-GB",
            authors=("Ana Exemplo", "News desk"),
        )
    ]


def test_rdf() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>News</title></channel>
      <item rdf:about="https://example.org/b"><title>B</title><dc:date>2026-11-03</dc:date></item></rdf:RDF>"""
    link = one(body.encode())
    assert (link.url, link.published) == ("https://example.org/b", "2026-11-03")


def test_atom() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://example.org/blog/">
      <title type="html">Nouvelles &amp;eacute;crites</title><link rel="next" href="?page=2"/><link rel="hub" href="https://hub.example/"/>
      <entry><title type="html">Le &lt;em&gt;procès&lt;/em&gt;</title><link rel="self" href="/self"/><link rel="replies" href="/r"/>
      <link rel="alternate" type="application/json" href="x.json"/><link rel="alternate" type="text/html" href="x.html"/>
      <author><name>Jean Exemple</name><email>j@example.org</email></author><updated>2026-11-04T00:00:00Z</updated>
      <published>2026-11-03T00:00:00Z</published><summary>Court</summary></entry></feed>"""
    feed = read_feed(body.encode(), URL)
    assert (feed.title, feed.language, feed.hub) == ("Nouvelles écrites", "fr", "https://hub.example/")
    assert feed.next_url == "https://example.org/blog/?page=2"
    [link] = feed.links
    assert (link.url, link.title, link.authors) == ("https://example.org/blog/x.html", "Le procès", ("Jean Exemple",))
    assert (link.published, link.modified) == ("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z")


def test_update_is_no_publication() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><link href="/a"/><updated>2026-01-01</updated></entry></feed>"""
    link = one(body)
    assert (link.published, link.published_evidence, link.modified) == ("", None, "2026-01-01")


def test_old_atom() -> None:
    body = b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>T</title><issued>2004-01-01</issued>
      <link rel="alternate" type="text/html" href="https://example.org/a"/></entry></feed>"""
    assert one(body).published == "2004-01-01"


LONG = "Witnesses described the hearing in detail. " * 50


@pytest.mark.parametrize(
    ("body", "is_full"),
    [
        (rss(f"<item><link>/a</link><content:encoded><![CDATA[<p>{LONG}</p>]]></content:encoded></item>", "", DC), True),
        (rss(f"<item><link>/a</link><content:encoded><![CDATA[<p>{LONG} Read more</p>]]></content:encoded></item>", "", DC), False),
        (rss("<item><link>/a</link><content:encoded>Short.</content:encoded></item>", "", DC), False),
        (rss(f"<item><link>/a</link><description>{LONG}</description></item>"), False),
        (f'<feed><entry><link href="/a"/><content type="html">&lt;p&gt;{LONG}</content></entry></feed>'.encode(), True),
        (f'<feed><entry><link href="/a"/><content type="xhtml"><div><p>{LONG}</p></div></content></entry></feed>'.encode(), True),
        (json.dumps({"items": [{"url": "/a", "content_html": LONG}]}).encode(), True),
        (json.dumps({"items": [{"url": "/a", "content_text": LONG}]}).encode(), False),
    ],
)  # fmt: skip
def test_full_text_only_when_it_is(body: bytes, is_full: bool) -> None:
    link = one(body)
    assert link.url == "https://example.org/a"
    assert bool(link.html) is is_full
    assert not link.standalone


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://example.org/g</guid>", "https://example.org/g"),
        ('<guid isPermaLink="false">https://www.example.org/?p=7</guid>', "https://www.example.org/?p=7"),
        ("<link/><guid>/g</guid>", "https://example.org/g"),
        (
            "<link>/n</link><feedburner:origLink>https://example.org/orig</feedburner:origLink>",
            "https://example.org/orig",
        ),
        ('<atom:link href="https://example.org/at"/>', "https://example.org/at"),
        ("<link>http://[::1</link><guid>https://example.org/g</guid>", "https://example.org/g"),
        ("<link>a.html</link>", "https://example.org/news/feed/a.html"),
        ("<link><![CDATA[https://example.org/c?a=1&b=2]]></link>", "https://example.org/c?a=1&b=2"),
        ("<link>https://example.org/c?a=1&b=2</link>", "https://example.org/c?a=1&b=2"),
        ('<enclosure url="/r.pdf" type="application/pdf"/>', "https://example.org/r.pdf"),
    ],
)
def test_where_an_item_leads(item: str, url: str) -> None:
    assert one(rss(f"<item><title>T</title>{item}</item>")).url == url


def test_item_without_address_stands_alone() -> None:
    item = '<item><guid isPermaLink="false">n-7</guid><title>Note</title><description>{}</description></item>'
    link = one(rss(item.format("The border post stays closed until further notice.")))
    assert link.standalone
    assert link.url.startswith(URL + "#item-none-")
    assert "stays closed" in link.html
    assert one(rss(item.format("The border post stays closed until further notice, again."))).url == link.url


def test_only_media_is_no_item() -> None:
    assert read_feed(rss('<item><title>T</title><enclosure url="/a.mp3" type="audio/mpeg"/></item>'), URL).links == []


def test_json_feed() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1", "title": "News", "language": "de", "next_url": "?page=2",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "items": [
            {"id": "1", "url": "/a", "title": "A", "date_published": "2026-11-03T10:00:00+01:00", "authors": [{"name": "Eva Muster"}]},
            {"id": "https://example.org/b", "author": {"name": "Eva Muster"}, "content_text": "\ud800 text"},
            {"id": 5, "content_text": "A note without an address but with enough to say."}, "nonsense",
        ],
    }  # fmt: skip
    feed = read_feed(b"\xef\xbb\xbf" + json.dumps(body).encode(), URL)
    assert (feed.title, feed.language, feed.next_url, feed.hub) == (
        "News",
        "de",
        URL + "?page=2",
        "https://hub.example/",
    )
    first, second, third = feed.links
    assert (first.published, first.authors) == ("2026-11-03T10:00:00+01:00", ("Eva Muster",))
    assert (second.url, second.summary) == ("https://example.org/b", "? text")
    assert third.standalone


@pytest.mark.parametrize(
    ("charset", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", "text/xml; charset=iso-8859-1"),
        ("windows-1256", "windows-1256", ""),
        ("windows-1251", "utf-8", "application/xml; charset=windows-1251"),
        ("utf-16", "utf-16", ""),
        ("utf-8-sig", "utf-8", ""),
        ("shift_jis", "Shift_JIS", ""),
    ],
)
def test_charsets(charset: str, declared: str, header: str) -> None:
    title = {"windows-1256": "محكمة", "windows-1251": "Суд", "shift_jis": "裁判所"}.get(charset, "Über é")
    text = f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{title}</title><link>/a</link></item></channel></rss>'
    [link] = read_feed(text.encode(charset), URL, header).links
    assert link.title == title


@pytest.mark.parametrize(
    "body",
    [
        b"\n\n  Warning: something in x.php\n" + rss("<item><title>T</title><link>/a</link></item>"),
        rss("<item><title>T</title><link>/a</link><x:y>undeclared</x:y></item>"),
        rss("<item><title>T</title><link>/a</link></item><item><title>cut")[:-30],
        b"<rss><channel><item><title>T\x00</title><link>/a</link></channel>",
        b"<!DOCTYPE rss PUBLIC '-//Example//DTD' 'http://example.org/x.dtd'>"
        + rss("<item><title>T</title><link>/a</link></item>"),
        gzip.compress(rss("<item><title>T</title><link>/a</link></item>")),
        rss("<item><title>T</title><link>/a</link></item>").replace(b"item>", b"ITEM>"),
    ],
)
def test_mends(body: bytes) -> None:
    link = read_feed(body, URL).links[0]
    assert (link.url, link.title) == ("https://example.org/a", "T")


def test_named_entities_and_bare_ampersands() -> None:
    assert (
        one(rss("<item><title>Caf&eacute; & bar &copy; AT&amp;T</title><link>/a</link></item>")).title
        == "Café & bar © AT&T"
    )


def test_entities_expand_nothing() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    link = one(bomb + rss("<item><title>T &b; &f;</title><link>/a</link></item>"))
    assert "xxxx" not in link.title
    assert "root" not in link.title


def test_large_feed() -> None:
    body = rss("".join(f"<item><title>{LONG}</title><link>/{i}</link></item>" for i in range(4_000)))
    assert len(body) > 8_000_000
    assert len(read_feed(body, URL).links) == 4_000


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n", "is empty"),
        (b"<!-- x --><!DOCTYPE html><html><body>Hi</body></html>", "is a web page, not a feed"),
        (
            b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html xmlns='http://www.w3.org/1999/xhtml'/>",
            "is a web page, not a feed",
        ),
        (b"just words", "is not a feed"),
        (b"<urlset><url><loc>https://example.org/</loc></url></urlset>", "is not a feed"),
        (b'{"posts": []}', "is not a feed"),
        (b"[" * 100_000, "is not a feed"),
        (b"<<<<", "is broken XML"),
        (b"\x1f\x8b\x08broken", "is broken gzip"),
    ],
)
def test_reasons(body: bytes, reason: str) -> None:
    with pytest.raises(EntryError) as caught:
        read_feed(body, URL)
    assert caught.value.reason == reason


def test_feed_without_items_is_a_feed() -> None:
    assert read_feed(rss(""), URL).links == []


PIECES = [b"<rss>", b"<item>", b"</item>", b"<link>", b"</link>", b"<![CDATA[", b"]]>", b"&a;", b"&", b"<!DOCTYPE x [", b"<feed>", b"<entry>",
          b"<title>", b"{", b'"items":', b"[", b"\x00", b"\xff\xfe", b"<a:b c='", b"\x1b$", b"http://[", b"<!--", b"-->", b"<?xml ", b"\xed\xa0\x80"]  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join)))
@example(b"<item xmlns='\xff'>")
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        feed = read_feed(body, URL)
    except EntryError:
        return
    for link in feed.links:
        repr(link).encode()


def test_full_text_with_raw_shortcodes_is_not_taken_for_the_page() -> None:
    text = "The hearing went on for hours. " * 60
    item = "<item><title>T</title><link>https://example.org/a</link><content:encoded><![CDATA[{}]]></content:encoded></item>"
    assert one(rss(item.format(f"<p>{text}</p>"), root=DC)).html
    assert one(rss(item.format(f"<p>[et_pb_text]{text}[/et_pb_text]</p>"), root=DC)).html == ""
