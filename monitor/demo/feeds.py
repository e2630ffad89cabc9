"""Feeds and sitemaps of the demo's sites, written by hand."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from monitor.demo.texts import SiteText, Text

Entries = Sequence[tuple[str, Text]]


def rss(site: SiteText, entries: Entries, charset: str = "utf-8", *, full: bool = False) -> bytes:
    """An RSS 2.0 feed; `full` adds the whole text as WordPress does."""
    items = "\n".join(_rss_item(site, url, text, full=full) for url, text in entries)
    markup = f"""<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{escape(site.name)}</title><link>{site.home}</link><language>{site.language}</language>
<description>{escape(site.words["slogan"])}</description>
{items}
</channel>
</rss>
"""
    return markup.encode(charset, "xmlcharrefreplace")


def _rss_item(site: SiteText, url: str, text: Text, *, full: bool) -> str:
    date = f"<pubDate>{format_datetime(text.moment)}</pubDate>" if text.moment else ""
    body = "".join(f"<p>{escape(part)}</p>" for part in text.paragraphs)
    content = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if full else ""
    return f"""<item><title>{escape(text.headline)}</title><link>{escape(url)}</link>
<guid isPermaLink="false">{site.host}/{text.slug}</guid>{date}
<dc:creator>{escape(site.words["author"])}</dc:creator><description>{escape(text.summary)}</description>
{content}</item>"""


def rdf(site: SiteText, entries: Entries) -> bytes:
    """An RSS 1.0 feed (RDF)."""
    names = "".join(f'<rdf:li rdf:resource="{escape(url)}"/>' for url, _ in entries)
    items = "\n".join(_rdf_item(url, text) for url, text in entries)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{site.home}feed.rdf"><title>{escape(site.name)}</title><link>{site.home}</link>
<description>{escape(site.words["slogan"])}</description><items><rdf:Seq>{names}</rdf:Seq></items></channel>
{items}
</rdf:RDF>
""".encode()


def _rdf_item(url: str, text: Text) -> str:
    date = f"<dc:date>{text.moment.isoformat()}</dc:date>" if text.moment else ""
    return f"""<item rdf:about="{escape(url)}"><title>{escape(text.headline)}</title><link>{escape(url)}</link>
<description>{escape(text.summary)}</description>{date}</item>"""


def atom(site: SiteText, entries: Entries, updated: datetime) -> bytes:
    """An Atom 1.0 feed. `updated` is the moment of its newest entry."""
    items = "\n".join(_atom_entry(url, text) for url, text in entries)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{site.language}">
<title>{escape(site.name)}</title><id>{site.home}</id><updated>{updated.isoformat()}</updated>
<link href="{site.home}"/><author><name>{escape(site.words["author"])}</name></author>
{items}
</feed>
""".encode()


def _atom_entry(url: str, text: Text) -> str:
    date = text.moment.isoformat() if text.moment else ""
    dates = f"<published>{date}</published><updated>{date}</updated>" if date else ""
    return f"""<entry><title>{escape(text.headline)}</title><id>{escape(url)}</id>{dates}
<link rel="alternate" type="text/html" href="{escape(url)}"/>
<summary>{escape(text.summary)}</summary></entry>"""


def json_feed(site: SiteText, entries: Entries) -> bytes:
    """A JSON Feed 1.1."""
    items = [
        {"id": url, "url": url, "title": text.headline, "summary": text.summary, "tags": list(text.tags)}
        | ({"date_published": text.moment.isoformat()} if text.moment else {})
        for url, text in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.name,
        "home_page_url": site.home,
        "feed_url": f"{site.home}feed.json",
        "language": site.language,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def sitemap(urls: Iterable[tuple[str, str]]) -> bytes:
    """A plain sitemap; each entry is an address and its `lastmod`, which may be empty."""
    rows = "\n".join(
        f"<url><loc>{escape(url)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"
        for url, changed in urls
    )
    return _sitemap("urlset", rows)


def sitemap_index(urls: Iterable[str]) -> bytes:
    """A sitemap of sitemaps."""
    return _sitemap("sitemapindex", "\n".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls))


def news_sitemap(site: SiteText, entries: Entries) -> bytes:
    """A news sitemap with titles and dates of publication."""
    return _sitemap("urlset", "\n".join(_news(site, url, text) for url, text in entries))


def _news(site: SiteText, url: str, text: Text) -> str:
    date = f"<news:publication_date>{text.moment.isoformat()}</news:publication_date>" if text.moment else ""
    return f"""<url><loc>{escape(url)}</loc><news:news><news:publication><news:name>{escape(site.name)}</news:name>
<news:language>{site.language}</news:language></news:publication>{date}
<news:title>{escape(text.headline)}</news:title></news:news></url>"""


def _sitemap(element: str, rows: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{element} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{rows}
</{element}>
""".encode()
