"""What an address says by its shape: an article, a document, a section, or nothing to read."""

import re
from urllib.parse import unquote, urlsplit

_NEVER = re.compile(
    r"/(?:tags?|topics?|category|categories|kategorie|categoria|author|authors|autor|auteur|users?|profile)/[^/]+/?$"
    r"|/(?:login|log-in|signin|register|logout|search|suche|recherche|busca|buscar|feed|rss|atom|wp-login\.php|wp-admin|xmlrpc\.php|"
    r"cart|checkout|account|my-account|cdn-cgi)(?:\.\w+)?(?:/|$)"
    r"|/(?:sitemap|privacy|privacy-policy|datenschutz|impressum|cookie-policy|cookies|terms|legal|contact|contact-us|kontakt|contacto|"
    r"contato|about|about-us|newsletter|subscribe|donate|jobs|careers|accessibility)(?:\.\w+)?/?$"
    r"|\.(?:jpe?g|png|gif|webp|svg|ico|mp3|mp4|m4a|ogg|avi|mov|zip|rar|gz|css|js|ics|xml|json|vcf)$",
    re.IGNORECASE,
)
_NEVER_QUERY = re.compile(
    r"(?:^|&)(?:share|replytocom|s|q|add-to-cart|action|login|destination|tag|cat|author)=", re.IGNORECASE
)
_DATED = re.compile(
    r"/(?:1[3-9]|2[0-5])\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d[/-]|$)|[-_/]20\d\d[01]\d[0-3]\d|/(?:19|20)\d\d/[^/]*-[^/]*"
)
_NUMBERED = re.compile(
    r"(?:^|[-_/.])\d{4,}(?:$|[-_/.])|/(?:node|news|article|story|press|artikel)/\d+|/[a-z]+\d{1,3}/\d"
)
_NUMBERED_QUERY = re.compile(
    r"(?:^|&)(?:id|p|aid|nid|sid|storyid|newsid|news|article|item|post|no|num|idx|docid|itemid|artid|story)=[\w-]+",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|odt|rtf)$", re.IGNORECASE)


def leads_nowhere(url: str) -> bool:
    """Whether an address is of a tag, an author, a login, a search or a picture, by its shape.

    >>> leads_nowhere("https://example.org/tag/courts"), leads_nowhere("https://example.org/courts/42")
    (True, False)
    """
    parts = urlsplit(url)
    return _NEVER.search(parts.path) is not None or _NEVER_QUERY.search(parts.query) is not None


def is_document(url: str) -> bool:
    """Whether an address ends as documents do.

    >>> is_document("https://example.org/files/Report%202026.PDF")
    True
    """
    return _DOCUMENT.search(urlsplit(url).path) is not None


def shape_score(url: str, listing: str) -> float:
    """How much an address looks like one article of the listing; about -1 to 3.5.

    >>> shape_score("https://example.org/news/2026/11/court-sits", "https://example.org/news") >= 3
    True
    >>> shape_score("https://example.org/about", "https://example.org/")
    -1.0
    """
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/")
    score = _slug_score(path.rpartition("/")[2], parts.query)
    if _DATED.search(path):
        score = max(score, 2.0)
    elif _NUMBERED.search(path) or _NUMBERED_QUERY.search(parts.query) or is_document(url):
        score = max(score, 1.5)
    return score + _below(path, unquote(urlsplit(listing).path))


def _slug_score(slug: str, query: str) -> float:
    words = len(re.findall(r"[-_\s+]", slug))
    if words >= 3 or (not slug.isascii() and len(slug) >= 15) or len(slug) >= 35:
        return 1.5
    if words == 2 or len(slug) >= 20:
        return 1.0
    return 0.0 if words or query or any(sign.isdigit() for sign in slug) else -1.0


def _below(path: str, listing: str) -> float:
    listing = re.sub(r"(?:/index)?\.\w{2,5}$|/$", "", listing)
    return 1.0 if listing.count("/") >= 1 and len(listing) > 3 and path.startswith(listing + "/") else 0.0
