"""Addresses at which sites usually keep their feeds and sitemaps, in the order to try them."""

from urllib.parse import urljoin

from monitor.extract.entry_text import decoded
from monitor.extract.urls import absolute
from monitor.sources.home_page import HomePage

_FEEDS = ("/feed/", "/rss", "/rss.xml", "/atom.xml", "/index.xml", "/?feed=rss2", "/en/feed/")
_SITEMAPS = ("/sitemap_index.xml", "/wp-sitemap.xml", "/sitemap.xml")
NEWS_SITEMAP = "/news-sitemap.xml"


def usual_feeds(home: HomePage) -> list[str]:
    """Where a feed is on most software, the home page's own folder first.

    >>> usual_feeds(HomePage("https://lagoon.example/fr/"))[:2]
    ['https://lagoon.example/fr/feed/', 'https://lagoon.example/feed/']
    """
    own = [] if home.url.count("/") <= 3 else [home.url.split("?")[0].rstrip("/") + "/feed/"]
    return list(dict.fromkeys(own + [urljoin(home.url, path) for path in _FEEDS]))


def usual_sitemaps(home: HomePage) -> list[str]:
    """Where a sitemap is on most software."""
    return [urljoin(home.url, path) for path in _SITEMAPS]


def sitemaps_of_robots(body: bytes, url: str) -> list[str]:
    """The Sitemap lines of a robots.txt, those that speak of news first.

    >>> sitemaps_of_robots(b"Sitemap: /all.xml\\nsitemap: https://lagoon.example/news.xml", "https://lagoon.example/robots.txt")
    ['https://lagoon.example/news.xml', 'https://lagoon.example/all.xml']
    """
    lines = (line.partition(":") for line in decoded(body[:500_000]).splitlines())
    named = (absolute(url, value) for key, _, value in lines if key.strip().lower() == "sitemap")
    found = [address for address in dict.fromkeys(named) if address]
    return sorted(found, key=lambda address: "news" not in address.lower())[:50]


def api_root(home: HomePage) -> str:
    """The root of a WordPress API: as the page names it, or where it usually is."""
    return home.api or urljoin(home.url, "/wp-json/")
