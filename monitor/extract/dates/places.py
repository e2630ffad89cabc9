"""Where an element stands on a page: by the headline, or among what belongs to other articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import lxml.html

from monitor.extract.dates.folding import fold

_FOREIGN_TAGS = frozenset({"aside", "footer", "nav", "select", "form", "blockquote", "table", "figure", "figcaption"})
_FOREIGN = re.compile(
    r"comment|kommentar|coment|related|sidebar|(?<!elementor-)widget(?!-container)|teaser|recommend|recirc|popular|most-?read|footer|newsletter"
    r"|latest|trending|also|carousel|slider|swiper|promo|breaking|ticker|copyright|event|calendar|navigation|more-",
    re.IGNORECASE,
)
_ARCHIVE = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/?$")
_HEADINGS = ("h1", "h2", "h3", "h4")
_PLAIN = ("div", "span", "p", "b", "strong", "font", "td", "big", "center")
_TEASERS = frozenset({"li", "div", "article", "tr"})
_LONG_LINK, _LARGE_TEASER = 30, 40  # characters, elements
_LEVELS = 12
# How many elements after and before the headline can belong to it.
_AFTER, _BEFORE = 120, 40
_DEEPEST = 300
_LARGEST = 5000
_SHORTEST_HEADLINE = 12
_SHORTEST_TITLE = 20  # shorter ones name people and places
_HALF = 0.5
_LONGEST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Layout:
    """A page around its headline: elements after it in order, before it from near to far.

    `headline` is None on a page without one; `around` is what the headline stands in.
    """

    tree: lxml.html.HtmlElement
    headline: lxml.html.HtmlElement | None = None
    after: tuple[lxml.html.HtmlElement, ...] = ()
    before: tuple[lxml.html.HtmlElement, ...] = ()
    around: frozenset[lxml.html.HtmlElement] = frozenset()

    def distances(self) -> dict[lxml.html.HtmlElement, int]:
        """How many elements lie between the headline and those near it; before it counts thrice."""
        behind = {element: 3 * place for place, element in enumerate(self.before, start=1)}
        return behind | {element: place for place, element in enumerate(self.after, start=1)}

    def is_foreign(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element belongs to comments, lists of other articles, or the page's furniture."""
        for level, parent in enumerate(_lineage(element)):
            if parent in self.around or parent.tag in ("body", "html", "main") or level > _LEVELS:
                return False
            if _is_foreign_tag(parent) or (parent.tag == "a" and level < 6 and _leads_away(parent)):
                return True
            if level < 3 and _is_teaser(parent):
                return True
            if parent.tag != "article" and _is_foreign_name(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
                return True
        return False


def layout(tree: lxml.html.HtmlElement) -> Layout:
    """The layout of a page."""
    headline = _headline(tree)
    if headline is None:
        return Layout(tree)
    around = frozenset(islice(headline.iterancestors(), _DEEPEST))
    return Layout(
        tree, headline, tuple(islice(_behind(headline), _AFTER)), tuple(islice(_ahead(headline), _BEFORE)), around
    )


def _behind(headline: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Elements in and after the headline, in the order of the page."""
    yield from islice(headline.iter("*"), 1, None)
    for one in _lineage(headline):
        for sibling in one.itersiblings("*"):
            yield from sibling.iter("*")


def _ahead(headline: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Elements before the headline, without those around it, from near to far."""
    for one in _lineage(headline):
        for sibling in one.itersiblings("*", preceding=True):
            yield from _backwards(sibling)


def _backwards(element: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """An element and all in it, the last first."""
    for child in element.iterchildren("*", reversed=True):
        yield from _backwards(child)
    yield element


def _lineage(element: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    yield element
    yield from element.iterancestors()


def _is_foreign_tag(element: lxml.html.HtmlElement) -> bool:
    """Whether the element is never the article's; its own footer is, where Drupal prints who wrote it, and when."""
    if element.tag == "footer" and next(element.iterancestors("article"), None) is not None:
        return False
    return element.tag in _FOREIGN_TAGS


@lru_cache(4096)
def _is_foreign_name(names: str) -> bool:
    """Whether classes and id name something that is not the article's; sites repeat theirs all the time."""
    return bool(_FOREIGN.search(names[:_LONGEST_NAMES]))


def _leads_away(link: lxml.html.HtmlElement) -> bool:
    """Whether a link belongs to another page; a date that links to the archive of its day does not."""
    address = link.get("href") or "#"
    return address[:1] != "#" and not (_ARCHIVE.search(address) and len(text_of(link, 60)) < 60)


def _is_teaser(element: lxml.html.HtmlElement) -> bool:
    """Whether an element holds the headline of another page as a link, and so its date as well."""
    if element.tag not in _TEASERS or len(element) > 12:
        return False
    links = (one for one in islice(element.iter("*"), _LARGE_TEASER) if one.tag == "a")
    first = islice(links, 2)  # a picture and a headline
    return any(len(text_of(link, 2 * _LONG_LINK)) >= _LONG_LINK and _leads_away(link) for link in first)


def _headline(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """The heading that says what the page's title says, else the one that shares most of its words
    with the title, else the first large one."""
    title = fold(title_of(tree)[:300])
    first: dict[str, lxml.html.HtmlElement] = {}
    alike: list[tuple[float, lxml.html.HtmlElement]] = []
    for heading in islice(tree.iter(*_HEADINGS), 80):
        text = fold(text_of(heading, 300))
        if len(text) < _SHORTEST_HEADLINE or _is_furniture(heading):
            continue
        if title and (text in title or title in text):
            return heading
        first.setdefault(str(heading.tag), heading)
        alike.append((_shared(text, title), heading))
    if "h1" in first and _shared(fold(text_of(first["h1"], 300)), title):
        return first["h1"]
    share, heading = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    largest = heading if share >= _HALF else first.get("h1", first.get("h2"))
    return _unmarked(tree, title) if largest is None else largest


def _unmarked(tree: lxml.html.HtmlElement, title: str) -> lxml.html.HtmlElement | None:
    """The element that prints most of the title where a page, often an old one, has no headings."""
    for element in islice(tree.iter(*_PLAIN), _LARGEST if len(title) >= _SHORTEST_TITLE else 0):
        text = fold(text_of(element, 300)) if len(element) <= 2 and not _is_linked(element) else ""
        if text and text in title and 2 * len(text) >= len(title):
            return element
    return None


def _is_linked(element: lxml.html.HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a"


def _shared(text: str, title: str) -> float:
    """The share of a heading's words that the title has; short words say little."""
    said = {word for word in text.split() if len(word) > 3}
    return len(said & set(title.split())) / len(said) if len(said) >= 3 else 0.0


def _is_furniture(heading: lxml.html.HtmlElement) -> bool:
    return any(one.tag in ("nav", "footer", "aside") for one in islice(heading.iterancestors(), _DEEPEST))


def title_of(tree: lxml.html.HtmlElement) -> str:
    """What a page calls itself for sharing, else in the window."""
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name")) == "og:title":
            return element.get("content") or ""
    return next((text_of(element) for element in tree.iter("title")), "")


def text_of(element: lxml.html.HtmlElement, limit: int = 400) -> str:
    """The text of an element with single spaces, at most `limit` characters.

    >>> text_of(lxml.html.fromstring("<p>3 <b>May</b>\\n2024</p>"))
    '3 May 2024'
    """
    if len(element) == 0:
        return " ".join((element.text or "")[: 3 * limit].split())[:limit]
    pieces: list[str] = []
    left = 3 * limit
    for piece in islice(element.itertext(), 1000):
        pieces.append(piece[: 3 * limit])
        left -= len(piece)
        if left < 0:
            break
    return " ".join(" ".join(pieces).split())[:limit]


def label_before(element: lxml.html.HtmlElement) -> str:
    """The words right before an element, where a label such as "Updated" would stand; never a heading's."""
    previous = element.getprevious()
    if previous is not None and previous.tag in _HEADINGS:
        return (previous.tail or "").strip()[-60:]
    if previous is not None:
        inner = text_of(previous, 60) if len(previous) < 3 else ""
        return f"{inner} {previous.tail or ''}".strip()[-60:]
    parent = element.getparent()
    return (parent.text or "").strip()[-60:] if parent is not None else ""
