"""Reads a WordPress entry: a collection of its REST API, or at its root, posts and custom types."""

import re
from collections.abc import AsyncIterator
from urllib.parse import urlencode, urlsplit

from monitor.errors import EntryError, FetchError
from monitor.extract.wordpress import read_posts, read_types
from monitor.items import Fetched, Link
from monitor.sources.model import Entry
from monitor.spiders.visit import Visit

MOST_PAGES = 50
MOST_TYPES = 10
# The same on every visit: where pages end must not depend on how many items a first visit takes.
PAGE_SIZE = 50
_FIELDS = "id,status,link,date,date_gmt,modified,modified_gmt,title,excerpt,content,lang,wpml_current_locale"
_ROOT = re.compile(r"(?P<site>.*?)(?:/wp-json(?:/wp/v2)?)?/?$")
_COLLECTION = re.compile(r"/wp/v2/[\w-]+")


async def links(entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """The posts of a collection, the newest first; at the root of the API, those of custom types too.

    The entry may name the site, `/wp-json`, `/wp-json/wp/v2` or a collection; pages are read only
    where it names them. Raises `FetchError` and `EntryError` for the first answer; later ones are noted.
    """
    if _COLLECTION.search(entry.url):
        async for link in _collection(entry.url, entry, visit, is_first=True):
            yield link
        return
    api = _api(entry.url)
    async for link in _collection(f"{api}/posts", entry, visit, is_first=True):
        yield link
    for base in await _custom_types(api, visit):
        async for link in _collection(f"{api}/{base}", entry, visit, is_first=False):
            yield link


def _api(url: str) -> str:
    """The root of the API of a site, from any address of it that an entry may give."""
    found = _ROOT.match(url.partition("?")[0].partition("#")[0])
    return f"{found['site'] if found else url}/wp-json/wp/v2"


async def _custom_types(api: str, visit: Visit) -> list[str]:
    try:
        answer = await visit.fetch(f"{api}/types")
        types = read_types(answer.body)
    except (FetchError, EntryError) as error:
        visit.note(error.reason, f"{api}/types")
        return []
    return [kind.rest_base for kind in types if kind.name not in ("post", "page")][:MOST_TYPES]


async def _collection(url: str, entry: Entry, visit: Visit, *, is_first: bool) -> AsyncIterator[Link]:
    for number in range(1, MOST_PAGES + 1):
        page = _page_url(url, number)
        must_work = is_first and number == 1
        try:
            answer = await visit.fetch(page, conditional=number == 1)
            posts = [] if answer.unchanged else read_posts(answer.body, answer.url)
        except (FetchError, EntryError) as error:
            if must_work:
                raise
            visit.note(error.reason, page)
            return
        for link in visit.wanted(posts, entry):
            yield link
        if (
            not posts
            or number >= _pages(answer, len(posts) < PAGE_SIZE, number)
            or await _is_enough(posts, number, visit)
        ):
            return
    visit.note("more pages than one visit reads", url)


def _page_url(url: str, number: int) -> str:
    query = {"per_page": str(PAGE_SIZE), "orderby": "date", "order": "desc", "_fields": _FIELDS}
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
    """A first visit reads one page more than it takes, so that a later one meets a page it knows and stops."""
    if visit.first:
        return (number - 1) * PAGE_SIZE >= visit.limit
    return not await visit.new_among(posts)
