"""The next, older page of a listing, and never another listing, a calendar or a comment page."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import etree

from monitor.extract.entry_html import text_of, tokens
from monitor.extract.listing_words import is_next
from monitor.extract.standalone import without_page
from monitor.extract.urls import absolute, host, normalise

_PAGER = re.compile(
    r"(?:.*[-_])?(?:pager?|pagination|paginator|paging|page-?numbers?|pages|nav-links|wp-pagenavi|seiten)(?:[-_].*)?"
)
_NEXT_CLASS = re.compile(
    r"(?:.*[-_])?(?:next|older|nav-previous|older-posts|pager__item--next)(?:[-_](?:link|page|posts|posts-link))?"
)
_BACK_CLASS = re.compile(r"(?:.*[-_])?(?:prev|previous|newer|back)(?:[-_](?:link|page|posts))?")
_CALENDAR = re.compile(
    r"(?:.*[-_])?(?:calendar|kalender|datepicker|comments?|comment-navigation|post-navigation|slider|slick|carousel|swiper)(?:[-_].*)?"
)
_DATE_PARAMETER = re.compile(
    r"(?:.*[_\[])?(?:month|date|year|day|week|monat|mois|mes|jahr|annee|ano|cal\w*|from|to)\]?", re.IGNORECASE
)
_PAGE_ENDING = re.compile(
    r"/?(?:(?:page|p|pg|seite|pagina|página|index|list|strona|sivu|sida|side|strana|stranica|oldal|sayfa|trang|صفحة|страница)[-_./]?"
    r"|[-_./])?\d{1,5}(?:\.\w{2,5})?/?",
    re.IGNORECASE,
)
_MONTH_PAGE = re.compile(r"/(?:1[3-9]|2[0-6])\d\d/(?:0?[1-9]|1[0-2])(?:/\d{1,2})?$")
_CURRENT = re.compile(r"(?:.*[-_])?(?:current|active|selected|is-active|on)(?:[-_].*)?")
_OFFSET = re.compile(r"start|offset|skip|debut|inicio|first|limit|begin|from|desde", re.IGNORECASE)
_PAGE_NAME = re.compile(r"page|start|offset|seite|pagina|debut|^p$|^pg$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}")


def next_page(root: etree._Element, base: str, url: str) -> str | None:
    """The address of the page with the next, older entries; None on the last page or without pager.

    It stays on the listing's host and path and always goes on, never back.
    """
    for href in _candidates(root):
        target = absolute(base, href)
        if target and is_page_of(target, url) and _goes_on(target, url):
            return target
    return None


def _goes_on(target: str, url: str) -> bool:
    """One page further; where entries are counted instead of pages, any number of them."""
    name, now, then = page_number(url, url)[0], page_number(url, url)[1], page_number(target, url)[1]
    name = page_number(target, url)[0] or name
    if _OFFSET.search(name) or (then - now >= 5 and then % 5 == 0):
        return now < then <= now + 500
    return then == now + 1 or (now == 0 and then == 2)


def _candidates(root: etree._Element) -> Iterator[str]:
    """Where the next page could be, the surest first: rel, then words, then numbers."""
    anchors = [anchor for anchor in root.iter("a") if anchor.get("href") and not _is_elsewhere(anchor)]
    for element in [*root.iter("link"), *anchors]:
        if "next" in (element.get("rel") or "").lower().split():
            yield element.get("href", "")
    for anchor in anchors:
        if _says_next(anchor):
            yield anchor.get("href", "")
    yield from _numbered(anchors)


def _is_elsewhere(anchor: etree._Element) -> bool:
    near = [anchor, *anchor.iterancestors()][:5]
    return any(_CALENDAR.fullmatch(name) for part in near if part.tag != "body" for name in tokens(part))


def _says_next(anchor: etree._Element) -> bool:
    parent = anchor.getparent()
    names = tokens(anchor) + ([] if parent is None else tokens(parent))
    if any(_BACK_CLASS.fullmatch(name) for name in names if name != "nav-previous"):
        return False
    if any(_NEXT_CLASS.fullmatch(name) for name in names):
        return True
    said = (text_of(anchor), anchor.get("aria-label") or "", anchor.get("title") or "")
    return any(is_next(text) for text in said if text) and (bool(text_of(anchor).strip("›»→> ")) or _in_pager(anchor))


def _in_pager(anchor: etree._Element) -> bool:
    near = [anchor, *anchor.iterancestors()][:5]
    return any(
        part.tag == "nav" or any(_PAGER.fullmatch(name) for name in tokens(part)) for part in near if part.tag != "body"
    )


def _numbered(anchors: list[etree._Element]) -> Iterator[str]:
    """In a row of numbers, the one behind the page that is shown."""
    pagers: dict[etree._Element, list[tuple[int, str]]] = {}
    for anchor in anchors:
        text = text_of(anchor)
        row = _row(anchor)
        if row is not None and text.isdecimal() and len(text) <= 5:
            pagers.setdefault(row, []).append((int(text), anchor.get("href", "")))
    for row, numbers in pagers.items():
        if _in_pager(row) or len(numbers) >= 2:
            current = _current(row, {number for number, _ in numbers})
            yield from (href for number, href in numbers if number == current + 1)


def _row(anchor: etree._Element) -> etree._Element | None:
    parent = anchor.getparent()
    if parent is not None and parent.tag in ("li", "span", "td"):
        return parent.getparent()
    return parent


def _current(row: etree._Element, linked: set[int]) -> int:
    for part in row.iter("*"):
        text = text_of(part) if len(part) < 3 else ""
        number = _NUMBER.search(text)
        is_marked = part.get("aria-current") or any(_CURRENT.fullmatch(name) for name in tokens(part))
        if (
            number
            and len(text) <= 20
            and (is_marked or (part.tag != "a" and text.isdecimal() and int(text) not in linked))
        ):
            return int(number[0])
    return min(linked) - 1 if linked and min(linked) > 1 else 1


def is_page_of(target: str, url: str) -> bool:
    """Whether an address is a page of the same listing.

    >>> is_page_of("https://example.org/news?page=2", "https://example.org/news")
    True
    >>> is_page_of("https://example.org/news/court-2", "https://example.org/news")
    False
    >>> is_page_of("https://example.org/events?month=2026-12", "https://example.org/events")
    False
    """
    if host(target).removeprefix("www.") != host(url).removeprefix("www.") or normalise(target) == normalise(url):
        return False
    if normalise(without_page(target)) == normalise(without_page(url)):
        return True
    return _same_query(target, url) if _path(target) == _path(url) else _path_goes_on(target, url)


def _path(url: str) -> str:
    return unquote(urlsplit(normalise(without_page(url))).path).rstrip("/")


def _pairs(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def _same_query(target: str, url: str) -> bool:
    """Only numbers differ between the queries, and none of them says a date."""
    mine, theirs = _pairs(url), _pairs(target)
    changed = [name for name in theirs if theirs[name] != mine.get(name) and name.lower() != "chash"]
    gone = [name for name in mine if name not in theirs and not mine[name].isdigit()]
    is_counting = all(
        theirs[name].isdecimal() and len(theirs[name]) <= 6 and not _DATE_PARAMETER.fullmatch(name) for name in changed
    )
    return bool(changed) and len(changed) <= 2 and is_counting and not gone


def _path_goes_on(target: str, url: str) -> bool:
    stem, further = _without_number(_without_ending(_path(url))), _path(target)
    rest = further[len(stem) :]
    if _MONTH_PAGE.search(further):
        return False
    return (
        further.startswith(stem) and _PAGE_ENDING.fullmatch(rest) is not None and not re.search(r"(?:19|20)\d\d", rest)
    )


def page_number(target: str, url: str) -> tuple[str, int]:
    """The parameter with which pages of this listing count, "" for the path, and where it stands; 0 for none.

    >>> page_number("https://example.org/news?page=3", "https://example.org/news")
    ('page', 3)
    >>> page_number("https://example.org/news/page/2/", "https://example.org/news/")
    ('', 2)
    """
    mine, theirs = _pairs(url), _pairs(target)
    for name, value in theirs.items():
        if value.isdecimal() and len(value) <= 6 and (value != mine.get(name) or _PAGE_NAME.search(name)):
            return name, int(value)
    stem = _without_number(_without_ending(_path(url)))
    path = _without_ending(unquote(urlsplit(target).path).rstrip("/"))
    found = re.search(r"(\d{1,5})$", path[len(stem) :]) if path.startswith(stem) else None
    return "", int(found[1]) if found else 0


def _without_ending(path: str) -> str:
    return re.sub(r"\.[a-z]{2,5}$", "", path, flags=re.IGNORECASE)


def _without_number(path: str) -> str:
    return re.sub(r"(?:/[a-z]{0,8}[-_]?|[-_])\d{1,5}$", "", path, flags=re.IGNORECASE)
