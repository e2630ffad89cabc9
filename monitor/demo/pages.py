"""Serves saved real pages at their addresses, each host with a feed or a list of its own."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from monitor.demo.page_files import SavedPage, UnreadableError, saved_pages
from monitor.demo.web import Answer, Web, plain_target
from monitor.errors import UsageError
from monitor.extract.urls import normalise
from monitor.sources.model import Entry, Source

# Two names that no real site is likely to use.
FEED, LISTING = "/-saved-/feed.xml", "/-saved-/"


@dataclass(slots=True)
class Collection:
    """A folder of saved pages as a web. `pages` counts files, `served` addresses.

    `pages = served + repeated + unreadable`, the last counted by reason. `alike` of those served
    differ from another by a final slash or the like, which a crawl takes for one article.
    """

    web: Web = field(default_factory=Web)
    sources: list[Source] = field(default_factory=list)
    pages: int = 0
    served: int = 0
    repeated: int = 0
    alike: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)

    def sentence(self) -> str:
        """The counts in words."""
        causes = "".join(f"; {count} {reason}" for reason, count in sorted(self.unreadable.items()))
        again = f"; {self.repeated} stand there twice and are served once" if self.repeated else ""
        alike = f"; {self.alike} differ from another by a slash or the like only" if self.alike else ""
        served = f"{self.pages} saved pages, {self.served} addresses on {len(self.sources)} hosts"
        return f"{served}{again}{alike}{causes}."


def pages_web(folder: Path) -> tuple[Web, list[Source]]:
    """The saved pages as a web, and one source a host in group "pages"; see `collect` for counts."""
    collection = collect(folder)
    return collection.web, collection.sources


def collect(folder: Path) -> Collection:
    """Reads a folder of saved pages; raises `UsageError` when there are none. Writes nothing."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no directory. Name one with pages/*.html.gz and truth.jsonl in it.")
    collection, shelf = Collection(), _Shelf()
    for page in saved_pages(folder):
        collection.pages += 1
        if isinstance(page, UnreadableError):
            collection.unreadable[str(page)] += 1
        else:
            _take(collection, shelf, page)
    if not shelf.hosts:
        raise UsageError(f"{folder} holds no saved page. Expected are *.html or *.html.gz, also in pages/.")
    _open_hosts(collection, shelf.hosts)
    return collection


@dataclass(slots=True)
class _Shelf:
    """Pages by host, and the addresses that are taken."""

    hosts: dict[str, list[SavedPage]] = field(default_factory=dict)
    places: set[tuple[str, str]] = field(default_factory=set)
    identities: set[str] = field(default_factory=set)


def _take(collection: Collection, shelf: _Shelf, page: SavedPage) -> None:
    host, target = _place(page.url)
    if (host, target) in shelf.places:
        collection.repeated += 1
        return
    collection.served += 1
    collection.alike += normalise(page.url) in shelf.identities
    content_type = "text/html; charset=utf-8" if page.is_utf8 else "text/html"
    collection.web.add(host, target, Answer(200, page.packed, content_type, packed=True))
    shelf.places.add((host, target))
    shelf.identities.add(normalise(page.url))
    shelf.hosts.setdefault(host, []).append(page)


def _place(url: str) -> tuple[str, str]:
    """Host (with an unusual port) and target of an address, spelled so that equal ones are equal.

    >>> _place("HTTPS://Example.org:443/a%c3%a9?q=1#top")
    ('example.org', '/a%C3%A9?q=1')
    """
    parts = urlsplit(urldefrag(url).url)
    usual = parts.port in (None, 80, 443)
    name = _ascii(parts.hostname or "")
    return name if usual else f"{name}:{parts.port}", plain_target(
        parts.path + (f"?{parts.query}" if parts.query else "")
    )


def _ascii(name: str) -> str:
    """A host as it stands in a `Host` header."""
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def _open_hosts(collection: Collection, hosts: dict[str, list[SavedPage]]) -> None:
    names: set[str] = set()
    for number, host in enumerate(sorted(hosts)):
        pages = hosts[host]
        entry = _add_feed(collection.web, host, pages) if number % 2 == 0 else _add_list(collection.web, host, pages)
        collection.web.add(host, "/robots.txt", Answer(200, b"User-agent: *\nAllow: /\n", "text/plain"))
        collection.sources.append(_source(_name(host, names), host, pages, entry))


def _source(name: str, host: str, pages: Sequence[SavedPage], entry: Entry) -> Source:
    languages = Counter(page.language for page in pages if page.language)
    return Source(
        name=name,
        group="pages",
        title=host,
        home=f"{_scheme(pages)}://{host}/",
        languages=tuple(language for language, _ in languages.most_common(1)),
        entries=(entry,),
        concurrency=4,
        delay=0.0,
    )


def _name(host: str, taken: set[str]) -> str:
    """A source's name made from the host; a second one of the same spelling gets a number."""
    name = "pages_" + re.sub(r"[^a-z0-9]+", "_", host.lower()).strip("_")
    number = 2
    unique = name
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    taken.add(unique)
    return unique


def _scheme(pages: Sequence[SavedPage]) -> str:
    return urlsplit(pages[0].url).scheme


def _add_feed(web: Web, host: str, pages: Sequence[SavedPage]) -> Entry:
    items = "\n".join(
        f"<item><title>{escape(page.title)}</title><link>{escape(page.url)}</link></item>" for page in pages
    )
    feed = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{escape(host)}</title><link>{_scheme(pages)}://{escape(host)}/</link>
<description>Saved pages</description>
{items}
</channel></rss>
"""
    web.add(host, FEED, Answer(200, feed.encode("utf-8", "replace"), "application/rss+xml; charset=utf-8"))
    return Entry("feed", f"{_scheme(pages)}://{host}{FEED}")


def _add_list(web: Web, host: str, pages: Sequence[SavedPage]) -> Entry:
    rows = "\n".join(
        f'<li class="saved"><h2><a href="{escape(page.url)}">{escape(page.title or page.url)}</a></h2></li>'
        for page in pages
    )
    markup = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(host)}</title></head>
<body><main><h1>{escape(host)}</h1><ul>
{rows}
</ul></main></body></html>
"""
    web.add(host, LISTING, Answer(200, markup.encode("utf-8", "replace")))
    return Entry("listing", f"{_scheme(pages)}://{host}{LISTING}", item_links=("li.saved a",))
