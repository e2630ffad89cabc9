"""Sites as they are on the web, probed over loopback."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from monitor.errors import FetchError, UsageError
from monitor.items import Fetched
from monitor.sources.probe import probe
from monitor.sources.proposal import Proposal
from monitor.sources.reading import read_source
from monitor.sources.writing import to_toml
from tests.site.server import Site

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def web() -> Iterator[Site]:
    with Site() as site:
        yield site


def put(web: Site, path: str, body: str | bytes, content_type: str = "text/html; charset=utf-8") -> None:
    """Serves a page; {web} in it stands for the site's address."""
    web.add(path, body.replace("{web}", web.url("")) if isinstance(body, str) else body, content_type=content_type)


async def fetch(url: str, *, conditional: bool = False) -> Fetched:
    """Fetches as the crawler promises to: redirects followed, FetchError for anything but 2xx."""
    for _ in range(5):
        status, headers, body = await asyncio.to_thread(_request, url)
        if status // 100 != 3:
            break
        url = headers["location"]
    if status != 200:
        raise FetchError(url, f"{status} from server", status=status, permanent=status < 500)
    return Fetched(url, status, headers, body)


def _request(url: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        connection.request("GET", f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}")
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    except OSError as error:
        raise FetchError(url, "no connection", permanent=False) from error
    finally:
        connection.close()


def rss(*paths: str, date: str = "Mon, 25 May 2026 08:00:00 +0200") -> str:
    items = "".join(
        f"<item><title>On {path}</title><link>{{web}}{path}</link><pubDate>{date}</pubDate></item>" for path in paths
    )
    return f'<rss version="2.0"><channel><title>Lagoon feed</title><language>fr</language>{items}</channel></rss>'


def news_sitemap(path: str) -> str:
    return f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{{web}}{path}</loc>
      <news:news><news:publication_date>2026-05-30</news:publication_date><news:title>On the tide</news:title>
      </news:news></url></urlset>"""


def plain_sitemap(*paths: str) -> str:
    urls = "".join(f"<url><loc>{{web}}{path}</loc><lastmod>2026-05-01</lastmod></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def sitemap_index(*paths: str) -> str:
    named = "".join(f"<sitemap><loc>{{web}}{path}</loc></sitemap>" for path in paths)
    return f"<sitemapindex>{named}</sitemapindex>"


HOME = """<!doctype html><html lang="fr-BE"><head><title>Lagune Libre</title>
<link rel="alternate" type="application/rss+xml" title="Lagune Libre" href="/fil.xml">
<link rel="alternate" type="application/rss+xml" title="Lagune Libre, Comments" href="/comments/feed/">
<link rel="alternate" hreflang="en" href="{web}/en/"></head>
<body><nav><a href="/actualites">Actualités</a> <a href="/contact">Contact</a></nav></body></html>"""


async def look(web: Site, path: str = "/") -> Proposal:
    proposal = await probe(web.url(path), fetch, NOW)
    saved = read_source(to_toml(proposal.source, proposal.comments), proposal.source.name, "own")
    assert saved == proposal.source
    return proposal


async def test_a_feed_that_the_home_page_names(web: Site) -> None:
    put(web, "/", HOME)
    put(web, "/fil.xml", rss("/un", "/deux"), "application/rss+xml")
    proposal = await look(web)
    source = proposal.source
    assert (source.title, source.languages, source.country, source.timezone) == (
        "Lagune Libre",
        ("fr-BE",),
        "BE",
        "Europe/Brussels",
    )
    assert [(entry.kind, entry.url, entry.confidence) for entry in source.entries] == [
        ("feed", web.url("/fil.xml"), "validated")
    ]
    evidence = proposal.evidence[0]
    assert (evidence.links, evidence.newest) == (2, "Mon, 25 May 2026 08:00:00 +0200")
    assert "/comments/feed/" not in web.paths()
    assert "/rss.xml" not in web.paths()
    assert any("en " + web.url("/en/") in warning for warning in proposal.warnings)


async def test_the_usual_addresses_where_the_page_names_none(web: Site) -> None:
    put(web, "/", '<html lang="en"><title>Lagoon</title><p>Hello</html>')
    put(web, "/rss.xml", rss("/one"), "text/xml")
    proposal = await look(web)
    assert [entry.url for entry in proposal.source.entries] == [web.url("/rss.xml")]
    assert proposal.failures[web.url("/feed/")] == "404 from server"


async def test_a_page_served_for_every_address_is_no_feed(web: Site) -> None:
    page = '<!doctype html><html lang="en"><title>Lagoon</title><body><h1>All of it</h1></body></html>'
    for path in ("/", "/feed/", "/rss", "/rss.xml", "/sitemap.xml", "/news-sitemap.xml", "/wp-sitemap.xml"):
        put(web, path, page)
    proposal = await look(web)
    assert proposal.source.entries == ()
    assert "is a web page, not a feed" in proposal.failures.values()
    assert any(warning.startswith("no entry found") for warning in proposal.warnings)


async def test_entries_are_ranked_and_repeats_left_out(web: Site) -> None:
    head = HOME.replace("</head>", '<link rel="alternate" type="application/atom+xml" href="/fil2.xml"></head>')
    put(web, "/", head)
    put(web, "/fil.xml", rss("/un", "/deux"), "application/rss+xml")
    put(web, "/fil2.xml", rss("/deux?utm_source=fil2"), "application/rss+xml")
    put(web, "/robots.txt", "User-agent: *\nSitemap: {web}/all.xml\nSitemap: {web}/news.xml\n", "text/plain")
    put(web, "/news.xml", news_sitemap("/un"), "text/xml")
    put(web, "/all.xml", plain_sitemap("/un", "/contact"), "text/xml")
    proposal = await look(web)
    assert [(entry.kind, entry.url.removeprefix(web.url(""))) for entry in proposal.source.entries] == [
        ("feed", "/fil.xml"),
        ("sitemap", "/news.xml"),
    ]
    assert proposal.evidence[1].is_news


async def test_a_plain_sitemap_where_there_is_nothing_better(web: Site) -> None:
    put(web, "/", '<html lang="hu"><title>Lagoon</title></html>')
    put(web, "/sitemap.xml", sitemap_index("/pages.xml", "/posts.xml"), "text/xml")
    put(web, "/posts.xml", plain_sitemap("/one", "/two"), "text/xml")
    proposal = await look(web)
    assert [(item.entry.url.removeprefix(web.url("")), item.links) for item in proposal.evidence] == [
        ("/sitemap.xml", 2)
    ]
    assert "/pages.xml" not in web.paths()


async def test_a_news_sitemap_inside_an_index(web: Site) -> None:
    put(web, "/", '<html lang="en"><title>Lagoon</title></html>')
    put(web, "/sitemap_index.xml", sitemap_index("/x.xml", "/the-news.xml"), "text/xml")
    put(web, "/the-news.xml", news_sitemap("/tide"), "text/xml")
    proposal = await look(web)
    assert proposal.source.entries[0].url == web.url("/the-news.xml")


async def test_one_of_several_news_sitemaps_is_not_mistaken_for_all(web: Site) -> None:
    put(web, "/", '<html lang="en"><title>Lagoon</title></html>')
    for number in ("1", "2"):
        put(web, f"/news-{number}.xml", news_sitemap(f"/tide-{number}"), "text/xml")
    put(web, "/sitemap_index.xml", sitemap_index("/news-1.xml", "/news-2.xml"), "text/xml")
    proposal = await look(web)
    assert [entry.url for entry in proposal.source.entries] == [web.url("/sitemap_index.xml")]


async def test_wordpress_states_its_time_zone(web: Site) -> None:
    head = '<title>Lagoa</title><link rel="https://api.w.org/" href="{web}/wp-json/">'
    put(web, "/", f'<html lang="pt-BR"><head>{head}</head></html>')
    posts = '[{"link": "{web}/maré", "date_gmt": "2026-05-30T10:00:00", "title": {"rendered": "Maré"}}]'
    put(web, "/wp-json/wp/v2/posts?per_page=1", posts, "application/json")
    put(web, "/wp-json/?_fields=timezone_string", '{"timezone_string": "America/Recife"}', "application/json")
    proposal = await look(web)
    assert (proposal.source.entries[0].kind, proposal.source.entries[0].url) == (
        "wordpress",
        web.url("/wp-json/wp/v2/posts"),
    )
    assert proposal.source.timezone == "America/Recife"
    assert proposal.comments["timezone"] == "The site's software states it."


async def test_the_address_may_be_a_feed(web: Site) -> None:
    put(web, "/fil.xml", rss("/un"), "application/rss+xml")
    proposal = await look(web, "/fil.xml")
    assert (proposal.source.home, proposal.source.title) == (web.url("/"), "Lagoon feed")
    assert proposal.source.entries[0].url == web.url("/fil.xml")
    assert proposal.source.languages == ("fr",)


async def test_a_news_page_is_a_listing(web: Site) -> None:
    put(web, "/", HOME.replace("/fil.xml", "/gone.xml"))
    items = "".join(
        f'<article><h2><a href="/a/tide-story-number-{n}">The tide came in, part {n}</a></h2><p>Said so.</p></article>'
        for n in range(8)
    )
    put(web, "/actualites", f'<html lang="fr"><body><main>{items}</main></body></html>')
    proposal = await look(web)
    assert [(entry.kind, entry.url) for entry in proposal.source.entries] == [("listing", web.url("/actualites"))]
    assert proposal.evidence[0].links == 8


async def test_an_abandoned_feed_is_told(web: Site) -> None:
    put(web, "/", HOME)
    put(web, "/fil.xml", rss("/un", date="Mon, 02 Feb 2015 08:00:00 +0100"), "application/rss+xml")
    assert any("abandoned" in warning for warning in (await look(web)).warnings)


async def test_a_site_that_moved_is_told(web: Site) -> None:
    put(web, "/", HOME)
    other = web.url("/", host="localhost")
    web.redirect("/old", other)
    proposal = await look(web, "/old")
    assert proposal.source.home == other
    assert any("leads to another site" in warning for warning in proposal.warnings)


async def test_a_site_that_is_down_gives_reasons_and_no_crash(web: Site) -> None:
    web.fail("/", 503)
    proposal = await look(web)
    assert proposal.source.entries == ()
    assert proposal.failures[web.url("/")] == "503 from server"
    assert any("could not be read: 503 from server" in warning for warning in proposal.warnings)


async def test_asks_for_no_more_than_its_budget(web: Site) -> None:
    feeds = "".join(f'<link rel="alternate" type="application/rss+xml" href="/f{n}">' for n in range(50))
    pages = "".join(f'<a href="/p{n}/news">News</a>' for n in range(50))
    put(web, "/", f"<html><head>{feeds}</head><body>{pages}<p>/wp-content/</body></html>")
    put(web, "/robots.txt", "".join(f"Sitemap: {{web}}/s{n}.xml\n" for n in range(99)), "text/plain")
    proposal = await look(web)
    assert proposal.requests == len(web.paths()) <= 25


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00" * 1000,
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00",
        b"<a href='http://[::1'>news</a>",
        b"<div>" * 100_000,
        b'<html lang="\xed\xa0\x80"><base href="javascript:x"><a href="//">press</a>',
        b"%PDF-1.7\x00\x01",
    ],
)
async def test_whatever_a_home_page_is(web: Site, body: bytes) -> None:
    put(web, "/", body)
    assert (await look(web)).source.home == web.url("/")


async def test_an_answer_that_is_too_large_is_left(web: Site) -> None:
    async def fetch_large(url: str, *, conditional: bool = False) -> Fetched:
        return Fetched(url, 200, {}, b" " * 21_000_000)

    proposal = await probe(web.url(), fetch_large, NOW)
    assert "too large for a probe" in proposal.failures.values()


async def test_needs_a_web_address() -> None:
    with pytest.raises(UsageError, match="https://"):
        await probe("mailto:x", fetch, NOW)


async def test_a_host_that_is_away_is_left_alone_soon() -> None:
    asked: list[str] = []

    async def fetch_nothing(url: str, *, conditional: bool = False) -> Fetched:
        asked.append(url)
        raise FetchError(url, "host not found", permanent=False)

    proposal = await probe("https://lagoon.invalid/", fetch_nothing, NOW)
    assert len(asked) == 3
    assert "not tried: nothing before it was answered" in proposal.failures.values()
