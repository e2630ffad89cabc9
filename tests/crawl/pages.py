"""Pages and feeds for crawl tests: small, but shaped like real ones."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.site.server import Site

NEWEST = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
SENTENCES = (
    "The council of {place} published its report on the detention centre on the hill.",
    "Observers visited the site {number} times between spring and autumn and spoke with forty people.",
    "Lawyers in {place} say that hearings were moved without notice, and that families learned of it by chance.",
    "The ministry answered in writing that case {number} is still under review.",
    "Neighbours collected {number} signatures and handed them to the ombudsman on the market square.",
    "A hearing is planned before the end of the year; the court of {place} has not named a day.",
    "The report asks for independent doctors, open files and a date by which both will be there.",
)


def article(number: int, *, place: str = "Velmora", day: datetime | None = None, extra: str = "") -> str:
    """A news page; pages with different numbers share no long run of words."""
    moment = day or NEWEST - timedelta(days=number)
    texts = [sentence.format(place=f"{place} {number}", number=number * 7 + 3) for sentence in SENTENCES]
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return f"""<!doctype html><html lang="en"><head><title>Report {number} on {place} - The Lab Courier</title>
<meta property="og:type" content="article">
<meta property="article:published_time" content="{moment.isoformat()}"></head><body>
<nav><a href="/">Home</a> <a href="/about">About us</a></nav>
<main><article><h1>Report {number} on {place}</h1>{paragraphs}{extra}</article></main>
<footer><p>The Lab Courier</p></footer></body></html>"""


def feed(site: Site, numbers: Iterable[int], *, path: str = "/news/{}") -> str:
    """An RSS feed of articles."""
    items = "".join(
        f"<item><title>Report {number}</title><link>{site.url(path.format(number))}</link>"
        f"<pubDate>{format_datetime(NEWEST - timedelta(days=number))}</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Lab Courier</title>{items}</channel></rss>'


def newspaper(site: Site, count: int) -> None:
    """Puts a feed at /feed and that many articles at /news/1, /news/2, …"""
    site.add("/feed", feed(site, range(1, count + 1)), content_type="application/rss+xml")
    for number in range(1, count + 1):
        site.add(f"/news/{number}", article(number))
