"""A home page -> what it says of the site's feeds, languages, software and news pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree

from monitor.extract.entry_text import decoded
from monitor.extract.plain import tidy
from monitor.extract.urls import absolute, normalise, same_site
from monitor.sources.languages import tidy_language
from monitor.sources.news_words import news_weight

LONGEST_PAGE = 3_000_000
MOST_LINKS = 3_000
_FEED_TYPES = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|json)|text/xml", re.IGNORECASE)
_NO_NEWS_FEED = re.compile(r"comment|/oembed|wp-json|podcast|\.jsonld|manifest", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(slots=True)
class HomePage:
    """What a home page says. Addresses are absolute; lists are in the order to try them."""

    url: str
    title: str = ""
    language: str = ""
    feeds: list[str] = field(default_factory=list)
    news_pages: list[str] = field(default_factory=list)
    api: str = ""  # root of the WordPress API
    is_wordpress: bool = False
    other_languages: dict[str, str] = field(default_factory=dict)  # language -> address (hreflang)


def read_home(body: bytes, url: str, content_type: str = "") -> HomePage:
    """What the page says; of a body that is no page, next to nothing.

    >>> page = b'<html lang="fr-ca"><title>Lagoon</title><a href="/actualites">Toutes les nouvelles</a></html>'
    >>> home = read_home(page, "https://lagoon.example/")
    >>> home.title, home.language, home.news_pages
    ('Lagoon', 'fr-CA', ['https://lagoon.example/actualites'])
    """
    text = _DECLARATION.sub("", _ILLEGAL.sub("", decoded(body[:LONGEST_PAGE], content_type)))
    root = _tree(text)
    home = HomePage(url)
    if root is None:
        return home
    base = absolute(url, _first(root, "//base/@href")) or url
    home.title = _title(root)
    home.language = _language(root)
    home.feeds = list(dict.fromkeys(_feeds(root, base)))
    home.news_pages = _news_pages(root, base, url)
    home.api = absolute(base, _first(root, "//link[@rel='https://api.w.org/']/@href")) or ""
    home.is_wordpress = bool(home.api) or "/wp-content/" in text or "/wp-includes/" in text
    home.other_languages = _other_languages(root, base, url)
    return home


def _tree(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _all(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path)
    return [str(value) for value in found] if isinstance(found, list) else []


def _first(root: etree._Element, path: str) -> str:
    return next((tidy(value) for value in _all(root, path) if value.strip()), "")


def _title(root: etree._Element) -> str:
    named = _first(root, "//meta[@property='og:site_name' or @name='application-name']/@content")
    return (named or _first(root, "//head/title/text()") or _first(root, "//title/text()"))[:120].strip()


def _language(root: etree._Element) -> str:
    said = [
        _first(root, "/html/@lang | /html/@*[local-name()='lang']"),
        _first(root, "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content").partition(",")[0],
        _first(root, "//meta[@property='og:locale']/@content"),
    ]
    return next((tidy_language(tag) for tag in said if tidy_language(tag)), "")


def _alternates(root: etree._Element) -> Iterator[etree._Element]:
    for link in root.iter("link"):
        if "alternate" in str(link.get("rel") or "").lower().split():
            yield link


def _feeds(root: etree._Element, base: str) -> Iterator[str]:
    """The feeds that a page names, those of comments and sounds left out."""
    for link in _alternates(root):
        address = absolute(base, str(link.get("href") or ""))
        label = f"{link.get('title') or ''} {address}"
        if address and _FEED_TYPES.match(str(link.get("type") or "")) and not _NO_NEWS_FEED.search(label):
            yield address


def _other_languages(root: etree._Element, base: str, url: str) -> dict[str, str]:
    others: dict[str, str] = {}
    for link in _alternates(root):
        language = tidy_language(str(link.get("hreflang") or ""))
        address = absolute(base, str(link.get("href") or ""))
        if language and address and normalise(address) != normalise(url):
            others.setdefault(language, address)
    return dict(list(others.items())[:30])


def _news_pages(root: etree._Element, base: str, url: str) -> list[str]:
    """Pages of the site whose link promises news, the most promising first."""
    weights: dict[str, int] = {}
    for anchor in islice(root.iter("a"), MOST_LINKS):
        address = absolute(base, str(anchor.get("href") or "")[:2000])
        if address and same_site(address, url) and normalise(address) != normalise(url):
            text = tidy("".join(str(part) for part in anchor.itertext())[:200])
            weight = max(news_weight(text), _path_weight(address))
            weights[address] = max(weight, weights.get(address, 0))
    promising = (address for address, weight in weights.items() if weight)
    return sorted(promising, key=lambda address: -weights[address])[:20]


def _path_weight(address: str) -> int:
    """The last step of a path says what a page is; many steps, or digits, are an article's."""
    steps = [step for step in urlsplit(address).path.split("/") if step]
    if not steps or len(steps) > 5 or re.search(r"\d{3}", steps[-1]):
        return 0
    return news_weight(re.sub(r"\.\w{2,5}$", "", unquote(steps[-1])))
