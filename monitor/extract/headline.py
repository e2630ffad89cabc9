"""The headline of a page, without the name of its site."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.extract.head import Head
from monitor.extract.plain import fold, plain_text
from monitor.extract.structured import Node, first_text
from monitor.extract.tree import text_of
from monitor.extract.urls import host

# What stands between a headline and the name of a site: a sign with space around it, or a wide one.
_SEPARATOR = re.compile(r"\s+(?:[|│‖¦·•»«›~*:/—–―-]|--|::|\|\|)\s+|\s*[｜丨┃]\s*|\s*--\s*|_(?=[^_]{2,30}$)|\s*\|\s*")
_CUT = re.compile(r"\s*(?:…|\.\.\.)\s*$")


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
    return Titles(
        json_ld=plain_text(first_text(article, "headline", "name")) if article else "",
        social=plain_text(head.first("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title")),
        headings=tuple(_headings(tree)),
        title=plain_text(head.title),
        site_names=frozenset(name for name in _site_names(head, publishers, url) if name),
    )


def _headings(tree: HtmlElement) -> Iterator[str]:
    for number, heading in enumerate(tree.iter("h1")):
        if number < 10 and (text := text_of(heading, 1000)):
            yield text


def _site_names(head: Head, publishers: Sequence[str], url: str) -> Iterator[str]:
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"):
        yield from map(fold, head.meta.get(name, ()))
    yield from (fold(name) for name in publishers if len(name) < 40)
    name = host(url).removeprefix("www.")
    yield fold(name)
    yield from (fold(label) for label in name.split(".")[:-1] if len(label) > 3)


# Where places of a page disagree: what it prints, then what it says for machines, then for sharing.
_WEIGHT = {"heading": 1.4, "one of many headings": 0.85, "json_ld": 1.2, "social": 1.0, "title": 0.3}


def choose_headline(titles: Titles) -> str:
    """The headline on which most places of the page agree; "" where it has none.

    >>> choose_headline(Titles(title="Court frees writer | Example Herald", site_names=frozenset({"exampleherald"})))
    'Court frees writer'
    """
    weights: dict[str, float] = {}
    printed: dict[str, str] = {}
    for place, text in _offers(titles):
        folded = fold(text)
        if folded and folded not in titles.site_names:
            weights[folded] = weights.get(folded, 0.0) + _WEIGHT[place]
            printed.setdefault(folded, text)
    if not weights:
        return next(iter(titles.all), "")
    return _whole(printed[max(weights, key=lambda folded: weights[folded])], list(printed.values()))


def _offers(titles: Titles) -> Iterator[tuple[str, str]]:
    for place, text in (("social", titles.social), ("json_ld", titles.json_ld)):
        yield place, without_site(text, titles.site_names)
    own = [text for text in titles.headings if fold(text) not in titles.site_names]
    yield from (("heading" if len(own) == 1 else "one of many headings", text) for text in own)
    yield "title", without_site(titles.title, titles.site_names)


def _whole(text: str, others: Sequence[str]) -> str:
    """The text, or the longer title that it was cut from."""
    if not _CUT.search(text):
        return text
    start = fold(_CUT.sub("", text))
    return next((one for one in others if not _CUT.search(one) and fold(one).startswith(start)), text)


def without_site(title: str, site_names: frozenset[str]) -> str:
    """The title without parts at its ends that name the site, and without what follows such a part.

    >>> without_site("Herald - Rain - again - The Herald - by A. Bell", frozenset({"theherald", "herald"}))
    'Rain - again'
    """
    pieces = list(_SEPARATOR.finditer(title))
    start, end = 0, len(title)
    while pieces and _names_site(title[start : pieces[0].start()], site_names):
        start = pieces.pop(0).end()
    ends = [piece.start() for piece in pieces[1:]] + [end]
    for piece, stop in zip(pieces, ends, strict=False):
        if _names_site(title[piece.end() : stop], site_names):
            return title[start : piece.start()].strip()
    return title[start:end].strip()


def _names_site(part: str, site_names: frozenset[str]) -> bool:
    """Whether a part says the site's name, or that name and little more: "Amnesty asks why" does not."""
    folded = fold(part)
    if not folded or folded in site_names:
        return True
    return len(folded) > 3 and any(folded in name or (len(name) > 3 and _fills(name, folded)) for name in site_names)


def _fills(name: str, folded: str) -> bool:
    return name in folded and len(name) * 2 >= len(folded)
