"""For a publication whose front page is the document: one item in each language of its language switch.

Annual reports have such microsites: no list of articles, no feed, the same page in four languages.
"""

from collections.abc import AsyncIterator
from typing import ClassVar

from monitor.errors import EntryError
from monitor.extract.alternates import read_alternates
from monitor.extract.decoding import decode
from monitor.extract.head import read_head
from monitor.extract.tree import parse
from monitor.items import Link
from monitor.sources.model import Entry, Kind
from monitor.spiders.source import SourceSpider
from monitor.spiders.visit import Reader, Visit


async def editions(entry: Entry, visit: Visit) -> AsyncIterator[Link]:
    """The front page and its editions in other languages; nothing where it has not changed."""
    answer = await visit.fetch(entry.url, conditional=True)
    if answer.unchanged:
        return
    kind = answer.headers.get("content-type", "")
    languages = await visit.work(languages_of, answer.body, answer.url, kind)
    yield Link(answer.url)
    for language, url in languages.items():
        yield Link(url, language=language)


def languages_of(body: bytes, url: str, content_type: str) -> dict[str, str]:
    """The page's address in other languages, by language; raises `EntryError` for an empty one."""
    tree = parse(decode(body, content_type))
    if tree is None:
        raise EntryError("is empty")
    return dict(read_alternates(tree, read_head(tree, url), url))


class SiteSpider(SourceSpider):
    """Reads its listing entries as front pages; named by `spider = "front_page"` in a source file."""

    readers: ClassVar[dict[Kind, Reader]] = {**SourceSpider.readers, "listing": editions}
