"""Writes the local web to a folder: for each site its robots.txt, feed, home page and articles, and a source file."""

import gzip
import hashlib
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from html import escape
from pathlib import Path

from bench.crawl.markup import page
from bench.crawl.stories import Story, WebSite, make_sites, make_stories

ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /letter\n"
_MAKERS = ("languages.toml", "words.py", "stories.py", "furniture.py", "markup.py", "web.py")


@dataclass(frozen=True, slots=True)
class Web:
    """A written web. `folder` holds one folder for each site and `sources`, a catalogue directory."""

    folder: Path
    sites: tuple[WebSite, ...]
    articles: int

    @property
    def pages(self) -> int:
        """How many articles there are in all."""
        return len(self.sites) * self.articles

    @property
    def feeds(self) -> list[str]:
        """The address of each site's feed."""
        return [f"{site.base}/feed.xml" for site in self.sites]

    @property
    def sources(self) -> Path:
        """The catalogue directory with one source file a site."""
        return self.folder / "sources"


def write_web(
    parent: Path, bases: list[str], articles: int, concurrency: int, progress: Callable[[int, int], None]
) -> Web:
    """The web at those addresses, written below `parent` unless the same one stands there from before.

    `progress` is told how many sites of how many are written.
    """
    sites = tuple(make_sites(bases))
    folder = parent / _fingerprint(bases, articles, concurrency)
    if not folder.exists():
        unfinished = folder.with_suffix(".part")
        shutil.rmtree(unfinished, ignore_errors=True)
        (unfinished / "sources" / "bench").mkdir(parents=True)
        write = partial(_write_site, unfinished, articles=articles, concurrency=concurrency)
        with ProcessPoolExecutor() as pool:
            for done, _ in enumerate(pool.map(write, sites), start=1):
                progress(done, len(sites))
        unfinished.rename(folder)
    return Web(folder, sites, articles)


def _fingerprint(bases: list[str], articles: int, concurrency: int) -> str:
    """Changes whenever the written files would."""
    digest = hashlib.sha256(repr((bases, articles, concurrency)).encode())
    for name in _MAKERS:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()[:16]


def _write_site(folder: Path, site: WebSite, articles: int, concurrency: int) -> None:
    stories = make_stories(site, articles)
    root = folder / site.name
    (root / "news").mkdir(parents=True)
    newest = stories[0].published.timestamp()
    _write(root / "robots.txt", ROBOTS.encode(), newest)
    _write(root / "feed.xml", feed(site, stories).encode(), newest)
    _write(root / "index.html", _home(site, stories).encode(), newest)
    for story in stories:
        _write(root / story.path[1:], page(site, story, stories), story.published.timestamp())
    source = folder / "sources" / "bench" / f"{site.name}.toml"
    source.write_text(source_file(site, concurrency), encoding="utf-8")


def _write(path: Path, content: bytes, modified: float) -> None:
    """The file and its packed twin, both with the moment from which nginx makes Last-Modified and ETag."""
    for target, data in ((path, content), (path.with_name(path.name + ".gz"), gzip.compress(content, 6, mtime=0))):
        target.write_bytes(data)
        os.utime(target, (modified, modified))


def feed(site: WebSite, stories: list[Story]) -> str:
    """RSS 2.0 with every story, newest first, and no full text."""
    items = "\n".join(_feed_item(site, story) for story in stories)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>{site.title}</title><link>{site.base}/</link><description>{site.title}</description>
<language>{site.language.code}</language>
{items}
</channel></rss>
"""


def _feed_item(site: WebSite, story: Story) -> str:
    address = site.base + story.path
    return f"""<item><title>{escape(story.headline)}</title><link>{address}</link>
<guid isPermaLink="true">{address}</guid><pubDate>{format_datetime(story.published)}</pubDate>
<description>{escape(story.summary)}</description></item>"""


def _home(site: WebSite, stories: list[Story]) -> str:
    rows = "\n".join(f'<li><a href="{story.path}">{escape(story.headline)}</a></li>' for story in stories[:30])
    return f"""<!DOCTYPE html><html lang="{site.language.code}"><head><meta charset="utf-8"><title>{site.title}</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><h1>{site.title}</h1><ul>
{rows}
</ul></body></html>"""


def source_file(site: WebSite, concurrency: int) -> str:
    """The site as a source of the monitor: one feed, no delay, so many requests at a time."""
    return f"""title = "{site.title}"
organisation = "bench"
country = "XX"
languages = ["{site.language.code}"]
timezone = "UTC"
home = "{site.base}/"
confidence = "seen"
concurrency = {concurrency}
delay = 0

[[entry]]
kind = "feed"
url = "{site.base}/feed.xml"
"""
