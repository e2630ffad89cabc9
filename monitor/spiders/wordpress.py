"""Reads a WordPress entry: a collection of its REST API, or at its root, posts and custom types."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from monitor.errors import EntryError, FetchError
from monitor.extract.wordpress import read_posts, read_types
from monitor.items import Fetched, Link
from monitor.sources.model import Entry
from monitor.spiders.visit import Visit

MOST_PAGES = 50
MOST_TYPES = 10
FIRST_SIZE = 100
# WordPress sends posts whole and answers no conditional requests (seen with 6.1), so a later visit,
# which finds little that is new, asks for few at a time.
LATER_SIZE = 10
_FIELDS = "id,status,link,date,date_gmt,modified,modified_gmt,title,excerpt,content,lang,wpml_current_locale"
_ROOT = re.compile(r"(?P<site>.*?)(?P<api>/wp-json(?:/wp/v2)?)?/?$")
_COLLECTION = re.compile(r"/wp/v2/[\w-]+")


@dataclass(frozen=True, slots=True)
class _Posts:
    """One page of a collection, and how many pages there are as far as it tells."""

    links: list[Link]
    pages: int


async def links(entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """The posts of a collection, the newest first; at the root of the API, those of custom types too.

    The entry may name the site, `/wp-json`, `/wp-json/wp/v2`, `/?rest_route=/` or a collection; pages
    are read only where it names them. Raises `FetchError` and `EntryError` for the first answer; later
    ones are noted.
    """
    if _COLLECTION.search(unquote(entry.url)):
        posts = await _fetch(entry.url, 1, visit, conditional=True)
        async for link in _collection(entry.url, posts, entry, visit):
            yield link
        return
    api, posts = await _api(entry.url, visit)
    async for link in _collection(f"{api}/posts", posts, entry, visit):
        yield link
    for base in await _custom_types(api, visit):
        first = await _page(f"{api}/{base}", 1, visit)
        async for link in _collection(f"{api}/{base}", first, entry, visit):
            yield link


async def _api(url: str, visit: Visit) -> tuple[str, _Posts]:
    """The root of a site's API, from any address of it that an entry may give, and its newest posts."""
    roots = _roots(url)
    try:
        return roots[0], await _fetch(f"{roots[0]}/posts", 1, visit, conditional=True)
    except (FetchError, EntryError) as error:
        if len(roots) == 1 or not _is_elsewhere(error):
            raise
        try:
            return roots[1], await _fetch(f"{roots[1]}/posts", 1, visit, conditional=True)
        except (FetchError, EntryError):
            raise error from None


def _roots(url: str) -> list[str]:
    """Where the API can be; a site with plain addresses (`/?p=7`) has it in a parameter alone.

    >>> _roots("https://example.org/en/")
    ['https://example.org/en/wp-json/wp/v2', 'https://example.org/en/?rest_route=/wp/v2']
    >>> _roots("https://example.org/?rest_route=/"), _roots("https://example.org/wp-json/")
    (['https://example.org/?rest_route=/wp/v2'], ['https://example.org/wp-json/wp/v2'])
    """
    address, _, query = url.partition("#")[0].partition("?")
    if "rest_route" in parse_qs(query):
        return [f"{address}?rest_route=/wp/v2"]
    found = _ROOT.match(address)
    site = found["site"] if found else address
    pretty = f"{site}/wp-json/wp/v2"
    return [pretty] if found and found["api"] else [pretty, f"{site}/?rest_route=/wp/v2"]


def _is_elsewhere(error: FetchError | EntryError) -> bool:
    """Whether the API may be at its other address; one that is closed is closed at both."""
    return error.status == 404 if isinstance(error, FetchError) else error.reason.startswith("is a web page")


async def _custom_types(api: str, visit: Visit) -> list[str]:
    try:
        answer = await visit.fetch(f"{api}/types")
        types = await visit.work(read_types, answer.body)
    except (FetchError, EntryError) as error:
        visit.note(error.reason, f"{api}/types")
        return []
    return [kind.rest_base for kind in types if kind.name not in ("post", "page")][:MOST_TYPES]


async def _collection(url: str, posts: _Posts | None, entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """The links of a collection from its first page, `posts`, on; a page that cannot be read ends it."""
    number = 1
    while posts is not None:
        for link in visit.wanted(posts.links, entry):
            yield link
        if not posts.links or number >= posts.pages or await _is_enough(posts.links, number, visit):
            return
        number += 1
        if number > MOST_PAGES:
            visit.note("more pages than one visit reads", url)
            return
        posts = await _page(url, number, visit)


async def _page(url: str, number: int, visit: Visit) -> _Posts | None:
    try:
        return await _fetch(url, number, visit)
    except (FetchError, EntryError) as error:
        visit.note(error.reason, _page_url(url, number, visit))
        return None


async def _fetch(url: str, number: int, visit: Visit, *, conditional: bool = False) -> _Posts:
    answer = await visit.fetch(_page_url(url, number, visit), conditional=conditional)
    posts = [] if answer.unchanged else await visit.work(read_posts, answer.body, answer.url)
    return _Posts(posts, _pages(answer, len(posts) < _size(visit), number))


def _size(visit: Visit) -> int:
    return FIRST_SIZE if visit.first else LATER_SIZE


def _page_url(url: str, number: int, visit: Visit) -> str:
    query = {"per_page": str(_size(visit)), "orderby": "date", "order": "desc", "_fields": _FIELDS}
    if number > 1:
        query["page"] = str(number)
    return url + ("&" if urlsplit(url).query else "?") + urlencode(query, safe=",")


def _pages(answer: Fetched, is_short: bool, number: int) -> int:
    """How many pages there are, as the site says, or as the length of this one lets guess."""
    said = answer.headers.get("x-wp-totalpages", "")
    if said.isdecimal():
        return int(said[:9])
    return number if is_short else number + 1


async def _is_enough(posts: list[Link], number: int, visit: Visit) -> bool:
    """A first visit reads more than it takes, so that a later one meets a page it knows and stops."""
    if visit.first:
        return number * FIRST_SIZE >= visit.limit + LATER_SIZE
    return not await visit.new_among(posts)
