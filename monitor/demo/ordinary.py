"""The pages that every site of the demo has: front page, lists, articles, topics, feeds, and the rest."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape

from monitor.demo import feeds
from monitor.demo.markup import all_tags, article_page, listing, page, tag_path
from monitor.demo.texts import SiteText, Text
from monitor.demo.web import HTML, Answer, Web

Entries = Sequence[tuple[str, Text]]
LAUNCH = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


def add_ordinary(web: Web, site: SiteText, entries: Entries | None = None) -> None:
    """Adds a site; `entries` are the rows of its list where they are not simply its articles."""
    plain = [(site.path(text), text) for text in site.articles]
    for path, text in plain:
        add_page(web, site, path, article_page(site, text), text.moment)
    add_listing(web, site, entries or plain)
    _add_topics(web, site)
    _add_feeds(web, site)
    add_offices(web, site)


def add_page(web: Web, site: SiteText, target: str, body: bytes, modified: datetime | None = None) -> None:
    """Adds an HTML page. Sites with an old charset name it in the page only, as such sites do."""
    content_type = HTML if site.charset == "utf-8" else "text/html"
    web.add(site.host, target, Answer(200, body, content_type, modified=modified or LAUNCH))


def add_listing(web: Web, site: SiteText, entries: Entries) -> None:
    """Adds the list of articles with its further pages at `?page=N`."""
    size = site.per_page
    for start in range(0, len(entries), size):
        number = start // size + 1
        following = f"{site.listing_path}?page={number + 1}" if start + size < len(entries) else ""
        rows = entries[start : start + size]
        body = f"<h1>{escape(site.section)}</h1>\n{listing(site, rows)}\n{_pager(site, following)}"
        target = site.listing_path if number == 1 else f"{site.listing_path}?page={number}"
        add_page(web, site, target, page(site, site.section, body), newest([text for _, text in rows]))


def _pager(site: SiteText, following: str) -> str:
    if not following:
        return ""
    link = f'<a rel="next" class="next" href="{following}">{escape(site.words["next"])}</a>'
    return f'<nav class="pager">{link}</nav>'


def newest(texts: Sequence[Text]) -> datetime:
    """The latest moment among texts; the site's beginning where none has one."""
    return max((text.moment for text in texts if text.moment), default=LAUNCH)


def _add_topics(web: Web, site: SiteText) -> None:
    for tag in all_tags(site):
        entries = [(site.path(text), text) for text in site.articles if tag in text.tags]
        body = f"<h1>{escape(tag)}</h1>\n{listing(site, entries)}"
        add_page(web, site, tag_path(site, tag), page(site, tag, body), newest([text for _, text in entries]))


def _add_feeds(web: Web, site: SiteText) -> None:
    entries = [(site.url(text), text) for text in site.articles]
    made: dict[str, tuple[str, str, Callable[[], bytes]]] = {
        "rss": ("/feed/", "application/rss+xml", lambda: feeds.rss(site, entries, site.charset)),
        "rdf": ("/feed.rdf", "application/rdf+xml", lambda: feeds.rdf(site, entries)),
        "atom": ("/atom.xml", "application/atom+xml", lambda: feeds.atom(site, entries, newest(site.articles))),
        "json": ("/feed.json", "application/feed+json", lambda: feeds.json_feed(site, entries)),
        "sitemap": ("/sitemap.xml", "application/xml", lambda: feeds.sitemap(_changes(entries))),
        "news-sitemap": ("/news-sitemap.xml", "application/xml", lambda: feeds.news_sitemap(site, entries)),
    }
    for name in site.feeds:
        path, content_type, make = made[name]
        web.add(site.host, path, Answer(200, make(), content_type, modified=newest(site.articles)))


def _changes(entries: Entries) -> list[tuple[str, str]]:
    """Every page changed when the site was moved, which says nothing of its publication."""
    return [(url, "2026-11-18T03:00:00+00:00") for url, _ in entries]


def add_offices(web: Web, site: SiteText) -> None:
    """Adds the front page and those that are never articles."""
    words = site.words
    rows = [(site.path(text), text) for text in site.articles[:5]]
    add_page(web, site, "/", page(site, words["slogan"], f"<h1>{escape(words['slogan'])}</h1>{listing(site, rows)}"))
    for name in ("about", "donate", "login"):
        add_page(web, site, f"/{name}", page(site, words[name], _office(site, name)))
    missing = page(site, words["missing_title"], _missing(site))
    web.set_missing(site.host, Answer(404, missing, HTML if site.charset == "utf-8" else "text/html"))
    robots = f"User-agent: *\nDisallow: /internal/\n\nSitemap: {site.home}sitemap.xml\n"
    if "sitemap" not in site.feeds:
        robots = "User-agent: *\nDisallow: /internal/\n"
    web.add(site.host, "/robots.txt", Answer(200, robots.encode(), "text/plain; charset=utf-8", modified=LAUNCH))


def _office(site: SiteText, name: str) -> str:
    fields = {
        "login": '<input type="text" name="user"><input type="password" name="password">',
        "donate": '<input type="radio" name="amount" value="25"><input type="submit">',
    }
    form = f'<form method="post" action="/{name}">{fields[name]}</form>' if name in fields else ""
    return f"<h1>{escape(site.words[name])}</h1><p>{escape(site.words[name + '_text'])}</p>{form}"


def _missing(site: SiteText) -> str:
    return f"<h1>{escape(site.words['missing_title'])}</h1><p>{escape(site.words['missing_text'])}</p>"


def soft_missing(site: SiteText) -> bytes:
    """The "not found" page that some sites send with status 200."""
    return page(site, site.words["missing_title"], _missing(site))
