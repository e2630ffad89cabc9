# ruff: noqa: E501 - fixtures are as wide as what sites send
"""The four readers of entries against a real server on the loopback."""

import asyncio
import json
import threading
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.errors import EntryError, FetchError
from monitor.items import Fetched, Link
from monitor.sources.model import Entry, Kind, Source
from monitor.spiders import feed, listing, sitemap, wordpress
from monitor.spiders.visit import Visit

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READERS = {"feed": feed.links, "sitemap": sitemap.links, "listing": listing.links, "wordpress": wordpress.links}


@dataclass
class Site:
    """A web site: answers by path and query; what was asked is kept."""

    base: str = ""
    answers: dict[str, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unchanged: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    notes: list[tuple[str, str]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)

    def put(self, path: str, body: str, **headers: str) -> None:
        self.answers[path] = body.replace("BASE", self.base).encode()
        self.headers[path] = headers

    async def fetch(self, url: str, *, conditional: bool = False) -> Fetched:
        return await asyncio.to_thread(self._fetch, url, conditional)

    def _fetch(self, url: str, conditional: bool) -> Fetched:
        request = urllib.request.Request(url, headers={"If-None-Match": '"x"'} if conditional else {})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                headers = {name.lower(): value for name, value in answer.headers.items()}
                return Fetched(answer.url, answer.status, headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 304:
                    return Fetched(url, 304, {}, b"", unchanged=True)
                raise FetchError(url, f"{error.code} refused", status=error.code, permanent=True) from error

    async def is_known(self, urls: Sequence[str]) -> set[str]:
        assert len(urls) <= 500
        return self.known.intersection(urls)

    def visit(self, *, first: bool = True, limit: int = 50, since: datetime | None = None) -> Visit:
        source = Source(name="example", group="test", title="Example", home=self.base, ignore=("/ignored/",))
        return Visit(
            source,
            self.fetch,
            self.is_known,
            first,
            limit,
            since,
            NOW,
            lambda cause, url: self.notes.append((cause, url)),
            lambda url: self.whole.append(url.removeprefix(self.base)),
        )

    async def read(
        self,
        kind: Kind,
        path: str,
        visit: Visit | None = None,
        *,
        follow: tuple[str, ...] = (),
        item_links: tuple[str, ...] = (),
    ) -> list[Link]:
        entry = Entry(kind, self.base + path, item_links=item_links, follow=follow)
        found: AsyncIterator[Link] = READERS[kind](entry, visit or self.visit())
        return [link async for link in found]


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that is served while a test runs."""
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            if self.path in served.unchanged and self.headers.get("If-None-Match"):
                self.send_response(304)
                self.end_headers()
                return
            body = served.answers.get(self.path) or served.answers.get(_short(self.path))
            self.send_response(200 if body is not None else 404)
            for name, value in served.headers.get(_short(self.path), {}).items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Tests keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield served
    server.shutdown()
    thread.join()
    server.server_close()


def _short(path: str) -> str:
    """The path of an API with only its page number kept."""
    parts = urlsplit(path)
    page = parse_qs(parts.query).get("page", [""])[0]
    if "rest_route" in path:
        return f"/?rest_route={parse_qs(parts.query)['rest_route'][0]}"
    return parts.path + (f"#{page}" if page else "") if "wp-json" in path else path


def paths(site: Site, links: list[Link]) -> list[str]:
    return [link.url.removeprefix(site.base) for link in links]


def rss(numbers: Sequence[int], following: str = "") -> str:
    more = f'<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{following}"/>' if following else ""
    items = "".join(f"<item><title>Story {n}</title><link>BASE/s/{n}</link></item>" for n in numbers)
    return f"<rss><channel>{more}{items}</channel></rss>"


async def test_feed(site: Site) -> None:
    site.put("/feed", rss([3, 2, 1], "/feed?paged=2"))
    assert paths(site, await site.read("feed", "/feed")) == ["/s/3", "/s/2", "/s/1"]
    assert site.asked == ["/feed"]


async def test_feed_goes_back_while_everything_is_new(site: Site) -> None:
    site.put("/feed", rss([6, 5], "/feed?paged=2"))
    site.put("/feed?paged=2", rss([4, 3], "/feed?paged=3"))
    site.put("/feed?paged=3", rss([2, 1], "/feed?paged=4"))
    site.known = {f"{site.base}/s/3"}
    found = await site.read("feed", "/feed", site.visit(first=False))
    assert paths(site, found) == ["/s/6", "/s/5", "/s/4", "/s/3"]
    assert len(site.asked) == 2


async def test_feed_that_circles_or_breaks_behind(site: Site) -> None:
    site.put("/feed", rss([2], "/feed?paged=2"))
    site.put("/feed?paged=2", rss([1], "/feed"))
    assert paths(site, await site.read("feed", "/feed", site.visit(first=False))) == ["/s/2", "/s/1"]
    del site.answers["/feed?paged=2"]
    assert paths(site, await site.read("feed", "/feed", site.visit(first=False))) == ["/s/2"]
    assert site.notes == [("404 refused", f"{site.base}/feed?paged=2")]


async def test_feed_rules_and_silence(site: Site) -> None:
    site.put("/feed", rss([1]).replace("</channel>", "<item><link>BASE/ignored/2</link></item></channel>"))
    assert paths(site, await site.read("feed", "/feed")) == ["/s/1"]
    assert await site.read("feed", "/feed", item_links=("/other/",)) == []
    site.put("/empty", rss([]))
    assert await site.read("feed", "/empty") == []
    assert site.notes == [("feed without entries", f"{site.base}/empty")]


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing", "wordpress"])
async def test_unchanged_entry_gives_nothing(site: Site, kind: Kind) -> None:
    path = "/wp-json/wp/v2/posts" if kind == "wordpress" else "/entry"
    query = "?per_page=100&orderby=date&order=desc&_fields=" + wordpress._FIELDS if kind == "wordpress" else ""
    site.unchanged = {path + query}
    assert await site.read(kind, path) == []
    assert len(site.asked) == 1


@pytest.mark.parametrize("kind", ["feed", "sitemap", "listing", "wordpress"])
async def test_errors_of_the_entry_itself_are_raised(site: Site, kind: Kind) -> None:
    with pytest.raises(FetchError):
        await site.read(kind, "/gone")
    site.put("/odd", "just words")
    site.put("/wp-json/wp/v2/posts", "just words")
    with pytest.raises(EntryError):
        await site.read(kind, "/" if kind == "wordpress" else "/odd")


def urlset(*entries: tuple[str, str]) -> str:
    return (
        "<urlset>"
        + "".join(f"<url><loc>BASE{path}</loc><lastmod>{day}</lastmod></url>" for path, day in entries)
        + "</urlset>"
    )


def index(*entries: tuple[str, str]) -> str:
    return (
        "<sitemapindex>"
        + "".join(f"<sitemap><loc>BASE{path}</loc><lastmod>{day}</lastmod></sitemap>" for path, day in entries)
        + "</sitemapindex>"
    )


async def test_sitemap_newest_first(site: Site) -> None:
    site.put("/s.xml", urlset(("/a", "2026-01-01"), ("/b", "2026-11-21"), ("/c", ""), ("/d", "2026-11-21T10:00:00Z")))
    assert paths(site, await site.read("sitemap", "/s.xml")) == ["/d", "/b", "/a", "/c"]
    later = await site.read("sitemap", "/s.xml", site.visit(first=False, since=datetime(2026, 11, 20, tzinfo=UTC)))
    assert paths(site, later) == ["/d", "/b", "/c"]


async def test_sitemap_index(site: Site) -> None:
    site.put(
        "/i.xml",
        index(
            ("/s1.xml", "2026-01-01"),
            ("/s2.xml", "2026-11-21"),
            ("/s3.xml", ""),
            ("/post_tag-sitemap.xml", "2026-11-21"),
            ("/gone.xml", "2026-11-22"),
        ),
    )
    site.put("/s1.xml", urlset(("/old", "2026-01-01")))
    site.put("/s2.xml", urlset(("/new", "2026-11-21")))
    site.put("/s3.xml", index(("/deep.xml", ""), ("/i.xml", "")))
    site.put("/deep.xml", urlset(("/deep", "")))
    assert paths(site, await site.read("sitemap", "/i.xml")) == ["/new", "/old", "/deep"]
    assert site.asked == ["/i.xml", "/gone.xml", "/s2.xml", "/s1.xml", "/s3.xml", "/deep.xml"]
    assert site.notes == [("404 refused", f"{site.base}/gone.xml")]
    later = await site.read("sitemap", "/i.xml", site.visit(first=False, since=datetime(2026, 11, 20, tzinfo=UTC)))
    assert paths(site, later) == ["/new", "/deep"]


async def test_sitemap_index_is_read_in_bounds(site: Site) -> None:
    site.put("/i.xml", index(*((f"/s{n}.xml", "") for n in range(30))))
    for n in range(30):
        site.put(f"/s{n}.xml", urlset((f"/a{n}", "")))
    assert len(await site.read("sitemap", "/i.xml")) == 10
    assert site.asked[1] == "/s29.xml"
    assert [cause for cause, _ in site.notes] == ["more sitemaps than one visit reads"]


async def test_a_first_visit_does_not_leave_undated_sitemaps_to_look_new_later(site: Site) -> None:
    site.put("/i.xml", index(("/s3.xml", ""), ("/s2.xml", ""), ("/s1.xml", "")))
    site.put("/s3.xml", urlset(("/a3", "2026-11-03")))
    site.put("/s2.xml", urlset(("/a2", "")))
    site.put("/s1.xml", urlset(("/a1", "2026-11-01")))
    assert len(await site.read("sitemap", "/i.xml", site.visit(limit=1))) == 1  # later visits go by the date
    assert len(await site.read("sitemap", "/i.xml", site.visit(limit=2))) == 3


async def test_an_unchanged_index_hides_no_change_of_its_sitemaps(site: Site) -> None:
    site.put("/i.xml", index(("/s1.xml", ""), ("/s2.xml", "")))
    site.put("/s1.xml", urlset(("/a1", "")))
    site.put("/s2.xml", urlset(("/a2", "")))
    assert len(await site.read("sitemap", "/i.xml")) == 2
    assert site.whole == ["/i.xml"]
    site.unchanged = {"/s1.xml"}
    assert paths(site, await site.read("sitemap", "/i.xml", site.visit(first=False))) == ["/a2"]
    site.put(
        "/dated.xml",
        index(
            ("/s1.xml", "2026-11-21"),
        ),
    )
    await site.read("sitemap", "/dated.xml")
    assert "/dated.xml" not in site.whole


async def test_undated_sitemaps_are_read_backwards_until_something_is_known(site: Site) -> None:
    """WordPress itself names its sitemaps without dates; the last of each sort holds the newest posts."""
    sorts = {"post": 4, "page": 1}
    names = [f"/sitemap-posts-{sort}-{n}.xml" for sort, count in sorts.items() for n in range(1, count + 1)]
    site.put("/i.xml", index(*((name, "") for name in names)).replace("<lastmod></lastmod>", ""))
    for name in names:
        site.put(name, urlset(*((f"{name}/{n}", "") for n in (2, 1))))
    first = await site.read("sitemap", "/i.xml", site.visit(limit=2))
    assert {link.url.rpartition("/")[0].removeprefix(site.base) for link in first} == set(names)
    site.known = {link.url for link in first}
    site.put("/sitemap-posts-post-4.xml", urlset(*((f"/sitemap-posts-post-4.xml/{n}", "") for n in (3, 2, 1))))
    site.asked.clear()
    later = await site.read("sitemap", "/i.xml", site.visit(first=False, since=NOW))
    assert site.asked == ["/i.xml", "/sitemap-posts-post-4.xml", "/sitemap-posts-page-1.xml"]
    assert [link.url for link in later if link.url not in site.known] == [f"{site.base}/sitemap-posts-post-4.xml/3"]
    assert site.notes == []


async def test_sitemaps_of_archives_are_left_out_whatever_form_addresses_have(site: Site) -> None:
    archives = ("taxonomies&amp;sitemap-subtype=category&amp;paged=1", "users&amp;paged=1")
    names = [f"/?sitemap={rest}" for rest in ("posts&amp;sitemap-subtype=post&amp;paged=1", *archives)]
    site.put("/?sitemap=index", index(*((name, "") for name in names), ("/wp-sitemap-users-1.xml", "")))
    site.put("/?sitemap=posts&sitemap-subtype=post&paged=1", urlset(("/?p=1", ""), ("/?p=2", "")))
    assert paths(site, await site.read("sitemap", "/?sitemap=index")) == ["/?p=2", "/?p=1"]
    assert site.notes == []


def listing_page(numbers: Sequence[int], following: str = "", extra: str = "") -> str:
    rows = "".join(
        f'<li><time datetime="2026-11-01">x</time><a href="/news/story-of-the-port-{n}">Story of the port number {n}</a></li>'
        for n in numbers
    )
    more = f'<a href="{following}">Next</a>' if following else ""
    return f"<html><body><ul>{rows}</ul>{more}{extra}</body></html>"


async def test_listing_until_the_first_visit_has_a_page_more_than_enough(site: Site) -> None:
    site.put("/news", listing_page(range(3), "/news?page=1"))
    site.put("/news?page=1", listing_page(range(2, 6), "/news?page=2"))
    site.put("/news?page=2", listing_page(range(6, 9), "/news?page=3"))
    site.put("/news?page=3", listing_page(range(9, 12), "/news?page=4"))
    found = await site.read("listing", "/news", site.visit(limit=5))
    assert paths(site, found) == [f"/news/story-of-the-port-{n}" for n in range(9)]
    assert site.asked == ["/news", "/news?page=1", "/news?page=2"]


async def test_a_listing_one_of_whose_pages_holds_all_of_a_first_visit_is_not_read_to_its_end_later(site: Site) -> None:
    for number in range(6):
        numbers = range(20 * number, 20 * number + 20)
        site.put("/news" + (f"?page={number}" if number else ""), listing_page(numbers, f"/news?page={number + 1}"))
    first = await site.read("listing", "/news", site.visit(limit=5))
    site.known = {link.url for link in first if not link.url.endswith("-0")}  # what came in since
    site.asked.clear()
    await site.read("listing", "/news", site.visit(first=False, limit=5))
    assert site.asked == ["/news", "/news?page=1"]


async def test_listing_until_nothing_is_new(site: Site) -> None:
    site.put("/news", listing_page(range(3), "/news?page=1"))
    site.put("/news?page=1", listing_page(range(3, 6), "/news?page=2"))
    site.put("/news?page=2", listing_page(range(6, 9), "/news?page=3"))
    site.known = {f"{site.base}/news/story-of-the-port-{n}" for n in range(3, 6)}
    await site.read("listing", "/news", site.visit(first=False))
    assert site.asked == ["/news", "/news?page=1"]


async def test_listing_ends_where_pages_repeat_or_break(site: Site) -> None:
    site.put("/news", listing_page(range(3), "/news?page=1"))
    site.put("/news?page=1", listing_page(range(3), "/news?page=2"))
    assert len(await site.read("listing", "/news")) == 3
    site.put("/news?page=1", listing_page(range(3, 6), "/news?page=2"))
    assert len(await site.read("listing", "/news")) == 6
    assert site.notes == [("404 refused", f"{site.base}/news?page=2")]


async def test_listing_leads_to_further_listings(site: Site) -> None:
    site.put(
        "/hub", listing_page([], extra='<a href="/region/a">A</a><a href="/region/b">B</a><a href="/region/c">C</a>')
    )
    site.put("/region/a", listing_page([1, 2, 3], extra='<a href="/region/deeper">D</a>'))
    site.put("/region/b", listing_page([3, 4, 5]))
    found = await site.read("listing", "/hub", follow=("/region/",))
    assert [link.url[-1] for link in found] == ["1", "2", "3", "4", "5"]
    assert site.notes == [("404 refused", f"{site.base}/region/c")]
    assert site.whole == ["/hub"]
    assert len(await site.read("listing", "/hub", site.visit(limit=1), follow=("/region/",))) == 5
    site.unchanged = {"/region/a"}
    found = await site.read("listing", "/hub", site.visit(first=False), follow=("/region/",))
    assert [link.url[-1] for link in found] == ["3", "4", "5"]


async def test_listing_without_items_is_noted(site: Site) -> None:
    site.put("/news", "<html><body><p>Nothing yet.</p></body></html>")
    assert await site.read("listing", "/news") == []
    assert site.notes == [("listing without items", f"{site.base}/news")]


def posts(numbers: Sequence[int], kind: str = "p") -> str:
    return json.dumps(
        [
            {"link": f"BASE/{kind}/{n}", "date_gmt": "2026-11-01T10:00:00", "title": {"rendered": f"Post {n}"}}
            for n in numbers
        ]
    )


@pytest.mark.parametrize("path", ["", "/", "/wp-json", "/wp-json/", "/wp-json/wp/v2", "/wp-json/wp/v2/"])
async def test_wordpress_root_reads_custom_types(site: Site, path: str) -> None:
    site.put("/wp-json/wp/v2/posts", posts([2, 1]), X_WP_TotalPages="1")
    site.put(
        "/wp-json/wp/v2/types",
        json.dumps(
            {
                "post": {"rest_base": "posts"},
                "page": {"rest_base": "pages"},
                "report": {"rest_base": "reports"},
                "gone": {"rest_base": "gone"},
            }
        ),
    )
    site.put("/wp-json/wp/v2/reports", posts([7], "r"))
    assert paths(site, await site.read("wordpress", path)) == ["/p/2", "/p/1", "/r/7"]
    assert [cause for cause, _ in site.notes] == ["404 refused"]


async def test_wordpress_pages(site: Site) -> None:
    path = "/wp-json/wp/v2/posts"
    site.put(path, posts([6, 5]), X_WP_TotalPages="3")
    site.put(f"{path}#2", posts([4, 3]), X_WP_TotalPages="3")
    site.put(f"{path}#3", posts([2, 1]), X_WP_TotalPages="3")
    assert len(await site.read("wordpress", path + "?lang=en", site.visit(limit=150))) == 4
    assert "per_page=100&" in site.asked[0] and "lang=en&" in site.asked[0]
    assert len(await site.read("wordpress", path, site.visit(first=False, limit=2))) == 6
    site.known = {f"{site.base}/p/{n}" for n in (3, 4)}
    assert len(await site.read("wordpress", path, site.visit(first=False, limit=2))) == 4


async def test_a_wordpress_site_is_not_read_to_its_end_when_a_post_comes_in(site: Site) -> None:
    path = "/wp-json/wp/v2/posts"
    site.put(path, posts(range(350, 250, -1)), X_WP_TotalPages="4")
    first = await site.read("wordpress", path, site.visit(limit=90))
    site.known = {link.url for link in first} - {f"{site.base}/p/350"}
    for page in range(1, 5):
        numbers = range(360 - 10 * page, 350 - 10 * page, -1)
        site.put(path if page == 1 else f"{path}#{page}", posts(numbers), X_WP_TotalPages="35")
    site.asked.clear()
    assert len(await site.read("wordpress", path, site.visit(first=False, limit=90))) == 20
    assert len(site.asked) == 2


async def test_wordpress_pages_behind_that_fail(site: Site) -> None:
    path = "/wp-json/wp/v2/pages"
    site.put(path, posts(range(90, 40, -1)))
    site.put(f"{path}#2", '{"code":"rest_post_invalid_page_number","message":"x"}')
    assert len(await site.read("wordpress", path, site.visit(first=False, limit=2))) == 50
    assert len(site.notes) == 1


async def test_wordpress_of_a_site_with_plain_addresses(site: Site) -> None:
    """Such a site has its API in a parameter; `/wp-json/` is then its home page, or not there."""
    site.put("/wp-json/wp/v2/posts", "<!DOCTYPE html><html><body>The home page</body></html>")
    for path, body in (
        ("posts", posts([2, 1])), ("types", json.dumps({"report": {"rest_base": "reports"}})), ("reports", posts([7], "r")),
    ):  # fmt: skip
        site.put(f"/?rest_route=/wp/v2/{path}", body)
    for url in ("", "/", "/?rest_route=/", "/?rest_route=%2Fwp%2Fv2"):
        assert paths(site, await site.read("wordpress", url)) == ["/p/2", "/p/1", "/r/7"]
    assert paths(site, await site.read("wordpress", "/?rest_route=%2Fwp%2Fv2%2Freports")) == ["/r/7"]
    del site.answers["/wp-json/wp/v2/posts"]
    assert len(await site.read("wordpress", "/")) == 3


async def test_wordpress_says_why_its_first_address_failed(site: Site) -> None:
    with pytest.raises(FetchError) as missing:
        await site.read("wordpress", "/")
    assert missing.value.url.startswith(f"{site.base}/wp-json/wp/v2/posts")
    site.put("/wp-json/wp/v2/posts", '{"code": "rest_forbidden", "message": "Sorry"}')
    site.asked.clear()
    with pytest.raises(EntryError, match="keeps its API closed"):
        await site.read("wordpress", "/")
    assert len(site.asked) == 1


async def test_wordpress_asks_for_few_posts_on_later_visits(site: Site) -> None:
    site.put("/wp-json/wp/v2/posts", posts([2, 1]), X_WP_TotalPages="1")
    await site.read("wordpress", "/wp-json/wp/v2/posts")
    await site.read("wordpress", "/wp-json/wp/v2/posts", site.visit(first=False))
    assert [parse_qs(urlsplit(path).query)["per_page"] for path in site.asked] == [["100"], ["10"]]
