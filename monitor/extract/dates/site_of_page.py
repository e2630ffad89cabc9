"""What a page itself says of the site it stands on, where the source file is silent."""

from dataclasses import replace
from urllib.parse import urlsplit

import lxml.html

from monitor.extract.dates.order import languages_of
from monitor.items import Site

# Sold to anyone for their letters; they say nothing of a country.
_NO_COUNTRY = frozenset(
    {"ai", "cc", "co", "dj", "fm", "gg", "im", "io", "la", "ly", "me", "sh", "st", "tk", "to", "tv", "ws"}
)
_COUNTRIES = {"uk": "GB", "gov": "US", "edu": "US", "mil": "US", "eu": ""}
_LONGEST_TAG = 35


def with_page(site: Site, tree: lxml.html.HtmlElement, url: str) -> Site:
    """The site with its page's language first, and a country by the address where none is known.

    >>> page = lxml.html.document_fromstring('<html lang="pt-BR"><p>a</p></html>')
    >>> with_page(Site(languages=("en", "pt")), page, "https://example.org/").languages
    ('pt', 'en')
    >>> with_page(Site(), page, "https://news.example.mz/"), with_page(Site(), page, "https://example.tv/").country
    (Site(languages=('pt-BR',), country='MZ', timezone='', date_order='', calendar='', selectors={}), '')
    """
    country = site.country or _country(url)
    tag = (tree.get("lang") or tree.get("xml:lang") or "").strip()[:_LONGEST_TAG]
    if not tag or not site.languages:
        return replace(site, country=country, languages=site.languages or ((tag,) if tag else ()))
    spoken = languages_of(Site(languages=(tag,)))[0]
    return replace(site, country=country, languages=tuple(sorted(site.languages, key=lambda one: not _is(one, spoken))))


def _is(language: str, spoken: str) -> bool:
    return languages_of(Site(languages=(language,))) == (spoken,)


def _country(url: str) -> str:
    try:
        last = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return ""
    if last in _COUNTRIES:
        return _COUNTRIES[last]
    return last.upper() if len(last) == 2 and last.isalpha() and last not in _NO_COUNTRY else ""
