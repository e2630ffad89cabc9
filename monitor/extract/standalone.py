"""Addresses for items that have no page of their own: their entry's address with a fragment."""

import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

import xxhash

from monitor.extract.plain import fold

_PAGE_PARAMETER = re.compile(
    r"(?:.*[-_\[])?(?:page|paged|pg|pageno|page_no|pagenum|pagenumber|pageindex|start|limitstart|offset|skip|debut|debut_.*|inicio|seite|"
    r"pagina|página|sida|side|strona|pointer|b_start:int)\]?",
    re.IGNORECASE,
)
_PAGE_PATH = re.compile(r"/(?:page|seite|pagina|p)[/-]\d+/?$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def item_url(entry_url: str, printed_date: str, text: str) -> str:
    """The address of one item on the page of its entry; equal whichever page of the pager shows it.

    The fragment holds the printed day where that names a year, and a hash of the text's beginning.

    >>> item_url("https://example.org/topic?page=2", "March 02, 2018", "What happened.")
    'https://example.org/topic#item-march-02-2018-ec3d31621ca1538d'
    """
    beginning = fold(text)[:200]
    return f"{without_page(entry_url)}#item-{_day(printed_date)}-{xxhash.xxh64_hexdigest(beginning.encode())}"


def _day(printed: str) -> str:
    """A slug of a date; "none" for dates that would read otherwise tomorrow ("2 days ago")."""
    text = unicodedata.normalize("NFKD", printed[:60]).casefold()
    text = "".join(str(unicodedata.digit(sign, sign)) for sign in text)
    text = re.sub(r"t\d\d:\d\d.*", "", text)
    if not _YEAR.search(text):
        return "none"
    return "-".join(re.findall(r"[a-z]+|[0-9]+", text))


def without_page(url: str) -> str:
    """A listing's address without the part that says which of its pages this is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _PAGE_PARAMETER.fullmatch(pair[0])]
    path = _PAGE_PATH.sub("/", parts.path)
    path = path if path.endswith("/") == parts.path.endswith("/") or path == "/" else path.rstrip("/") or "/"
    return parts._replace(path=path, query=urlencode(query), fragment="").geturl()
