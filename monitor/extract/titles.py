"""What a page offers as its headline, place by place, and how its site is called."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from monitor.extract.head import Head
from monitor.extract.plain import fold, plain_text, tidy
from monitor.extract.structured import Node, first_text
from monitor.extract.tree import text_of
from monitor.extract.urls import absolute, host

_HEADINGS = 10
_PLAIN = ("div", "span", "p", "b", "strong", "font", "td", "big", "center")
_LARGEST, _SHORTEST = 3000, 12
# The line above a headline: its topic, in an element of its own within the heading.
_KICKER = re.compile(
    r"kicker|overline|overtitle|topline|dachzeile|spitzmarke|pretitle|eyebrow|roofline|surtitle", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Titles:
    """What a page offers as its headline, each from its own place, and how its site is called."""

    json_ld: str = ""
    social: str = ""
    headings: tuple[str, ...] = ()
    title: str = ""
    site_names: frozenset[str] = frozenset()  # folded

    @property
    def all(self) -> tuple[str, ...]:
        """Every title that is there, the most trusted first."""
        return tuple(text for text in (self.json_ld, self.social, *self.headings, self.title) if text)


def read_titles(tree: HtmlElement, head: Head, article: Node | None, publishers: Sequence[str], url: str) -> Titles:
    """All the titles of a page; `article` is its JSON-LD node, `publishers` are names from JSON-LD."""
    json_ld = plain_text((first_text(article, "headline", "name") if article else "") or head.first("headline"))
    social = plain_text(head.first("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"))
    elsewhere = {fold(json_ld), fold(social)}
    return Titles(
        json_ld=json_ld,
        social=social,
        headings=tuple(_headings(tree, url, elsewhere)) or _unmarked(tree, [plain_text(head.title), social]),
        title=plain_text(head.title),
        site_names=frozenset(name for name in _site_names(head, publishers, url) if name),
    )


def _headings(tree: HtmlElement, url: str, elsewhere: set[str]) -> Iterator[str]:
    for number, heading in enumerate(tree.iter("h1")):
        if number >= _HEADINGS:
            return
        if (text := tidy(text_of(heading, 1000))) and not _leads_home(heading, url):
            below = _below_kicker(heading)
            yield below if below and fold(text) not in elsewhere else text


def _unmarked(tree: HtmlElement, titles: Sequence[str]) -> tuple[str, ...]:
    """What prints the title of the window, or most of it, where a page has no heading of the first order."""
    said = [folded for title in titles if len(folded := fold(title)) >= _SHORTEST]
    for element in islice(tree.iter("h2", "h3", *_PLAIN), _LARGEST if said else 0):
        text = tidy(text_of(element, 300)) if len(element) <= 2 else ""
        if len(text) >= _SHORTEST and any(_is_same(fold(text), title) for title in said):
            return (text,)
    return ()


def _is_same(folded: str, title: str) -> bool:
    """Whether one of two texts holds the other, at either end, and is not twice as long."""
    short, long = sorted((folded, title), key=len)
    return 2 * len(short) >= len(long) and (long.startswith(short) or long.endswith(short))


def _leads_home(heading: HtmlElement, url: str) -> bool:
    """Whether a heading is the site's name: a link to the front page."""
    link = next(heading.iter("a"), None)
    address = absolute(url, link.get("href") or "") if link is not None else None
    return bool(address) and urlsplit(address or "").path in {"", "/"} and urlsplit(url).path not in {"", "/"}


def _below_kicker(heading: HtmlElement) -> str:
    """The heading's text without a first element that is marked as the line above it; "" where there is none."""
    first = next((one for one in heading.iterdescendants() if _KICKER.search(one.get("class") or "")), None)
    if first is None:
        return ""
    whole, above = text_of(heading, 1000), text_of(first, 1000)
    return tidy(whole[len(above) :]).lstrip(" :|-–—•/·") if above and whole.startswith(above) else ""


def _site_names(head: Head, publishers: Sequence[str], url: str) -> Iterator[str]:
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"):
        yield from map(fold, head.meta.get(name, ()))
    yield from (fold(name) for name in publishers if len(name) < 40)
    name = host(url).removeprefix("www.")
    yield fold(name)
    yield from (fold(label) for label in name.split(".")[:-1] if len(label) > 3)
    # Short ones, such as "dw" or "cbc", count only where they name the site before its top domain.
    yield from (fold(label) for label in name.split(".")[-2:-1])
