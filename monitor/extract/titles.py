"""What a page offers as its headline, place by place, and how its site is called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.extract.head import Head
from monitor.extract.headings import Said, read_headings
from monitor.extract.plain import fold, plain_text
from monitor.extract.structured import Node, first_text
from monitor.extract.urls import host


@dataclass(frozen=True, slots=True)
class Titles:
    """What a page offers as its headline, each from its own place, and how its site is called."""

    json_ld: str = ""
    social: str = ""
    headings: tuple[str, ...] = ()
    title: str = ""
    site_names: frozenset[str] = frozenset()  # folded
    url: str = ""

    @property
    def all(self) -> tuple[str, ...]:
        """Every title that is there, the most trusted first."""
        return tuple(text for text in (self.json_ld, self.social, *self.headings, self.title) if text)


def read_titles(tree: HtmlElement, head: Head, article: Node | None, publishers: Sequence[str], url: str) -> Titles:
    """All the titles of a page; `article` is its JSON-LD node, `publishers` are names from JSON-LD."""
    json_ld = plain_text((first_text(article, "headline", "name") if article else "") or head.first("headline"))
    social = plain_text(head.first("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"))
    window = plain_text(head.title)
    site_names = frozenset(name for name in _site_names(head, publishers, url) if name)
    headings = read_headings(tree, Said(url, (json_ld, social), window, site_names))
    return Titles(json_ld, social, headings, window, site_names, url)


def _site_names(head: Head, publishers: Sequence[str], url: str) -> Iterator[str]:
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"):
        yield from map(fold, head.meta.get(name, ()))
    yield from (fold(name) for name in publishers if len(name) < 40)
    name = host(url).removeprefix("www.")
    yield fold(name)
    yield from (fold(label) for label in name.split(".")[:-1] if len(label) > 3)
    # Short ones, such as "dw" or "cbc", count only where they name the site before its top domain.
    yield from (fold(label) for label in name.split(".")[-2:-1])
