"""The facts of a page that its verdict goes by, gathered in one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from monitor.extract.head import Head, canonical_of
from monitor.extract.language import tag
from monitor.extract.shape import Shape, longest_prose, read_shape
from monitor.extract.site_name import without_site
from monitor.extract.structured import Node, is_article_type, types_of
from monitor.extract.titles import Titles
from monitor.extract.tree import text_of
from monitor.extract.verdict_facts import MUCH_PROSE, Facts
from monitor.items import DateCandidate, Page

_STATED = {"jsonld", "meta", "microdata"}
_PRINTED = {"time", "visible"}
_LINKS = 3000


@dataclass(frozen=True, slots=True)
class Parts:
    """A page, taken to pieces: its tree and what was read from it so far."""

    page: Page
    text: str
    tree: HtmlElement
    head: Head
    json_ld: list[object]
    article: Node | None  # the JSON-LD node of the article
    titles: Titles
    dates: list[DateCandidate]


def gather_facts(parts: Parts) -> Facts:
    """Everything that `verdict` looks at; the tree must still have its forms and links."""
    page, head, titles = parts.page, parts.head, parts.titles
    social_type = head.first("og:type").lower() == "article" and bool(head.first("article:published_time"))
    is_article_type = parts.article is not None or social_type
    dated = any(one.evidence in _STATED for one in parts.dates)
    return Facts(
        url=page.url,
        canonical=canonical_of(head, page.url),
        title=without_site(titles.title or titles.social, titles.site_names),
        headings=titles.headings,
        shape=_shape(parts.tree, is_stated=is_article_type and dated),
        marked_up=parts.text[:60_000],
        is_article_type=is_article_type,
        types=_top_types(parts.json_ld),
        dated=dated,
        link_dated=bool(page.link.published and page.link.title and page.link.published_evidence != "listing"),
        printed=any(one.evidence in _PRINTED and one.precision != "month" for one in parts.dates),
        is_amp="amp" in parts.tree.attrib or "⚡" in parts.tree.attrib,
        asked=page.link.url,
        description=head.first("og:description", "description", "twitter:description"),
        nav_words=_own_links(parts.tree, page.url),
        languages=_languages(parts),
    )


def _shape(tree: HtmlElement, *, is_stated: bool) -> Shape:
    """No verdict asks how else a page is built that says it is an article, and when, and has a long text."""
    if is_stated and (prose := longest_prose(tree)) > MUCH_PROSE:
        return Shape(text=prose, prose=prose, own_prose=prose)
    return read_shape(tree)


def _languages(parts: Parts) -> frozenset[str]:
    """The languages, without regions, that the page, its other editions, its link and its site name."""
    page, head = parts.page, parts.head
    said = [head.language, head.first("og:locale", "content-language"), page.link.language, *page.site.languages]
    return frozenset(tag(name).split("-")[0] for name in [*said, *head.alternates]) - {""}


def _top_types(json_ld: Sequence[object]) -> frozenset[str]:
    """The types of the outermost nodes and of a graph's nodes."""
    found: set[str] = set()
    for value in json_ld[:100]:
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                graph = node.get("@graph")
                inner = graph if isinstance(graph, list) else []
                for one in [node, *inner[:200]]:
                    found |= types_of(one) if isinstance(one, dict) else set()
    return frozenset(found if not is_article_type(found) else found - {"collectionpage", "itemlist"})


def _own_links(tree: HtmlElement, url: str) -> tuple[str, ...]:
    """The words under which the page links to itself, as menus do."""
    path = urlsplit(url).path
    if len(path) < 2:
        return ()
    core = path.strip("/")
    own = {url, path, url.rstrip("/"), path.rstrip("/"), path.lstrip("/")}
    found: list[str] = []
    for number, link in enumerate(tree.iter("a")):
        if number > _LINKS or len(found) >= 4:
            break
        href = link.get("href") or ""
        # All but a handful are dismissed without taking them apart.
        if core in href and href.split("#")[0] in own and (text := text_of(link, 80)):
            found.append(text)
    return tuple(found)
