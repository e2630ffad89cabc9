"""Where an element stands on a page: by the headline, or among what belongs to other articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

import lxml.html

from monitor.extract.dates.elements import text_of, width
from monitor.extract.dates.heading import find_headline

_FOREIGN_TAGS = frozenset({"aside", "footer", "nav", "select", "form", "blockquote", "table", "figure", "figcaption"})
_FOREIGN = re.compile(
    r"comment|kommentar|coment|related|sidebar|(?<!elementor-)widget(?!-container)|teaser|recommend|recirc|popular|most-?read|footer|newsletter"
    r"|latest|trending|also|carousel|slider|swiper|promo|breaking|ticker|copyright|(?<!pointer-)event|calendar|navigation|more-",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"(?<!\S)(?:[a-z]{1,3}-)?(?:comments?|kommentare?|comentarios|commentaires)-?(?:list|area|section|thread|card)?(?!\S)"
)
# Names of what holds the byline, whatever else an element is named for; an aside may be one as well.
_BYLINES = frozenset(
    {"entry-meta", "post-meta", "article-meta", "entry-header", "article-header", "post-header", "byline"}
)
_ASIDE = re.compile(r"(?:^|[\s_-])(?:meta|byline|dateline|published)(?:$|[\s_-])", re.IGNORECASE)
_ARCHIVE = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/?$")
_WHOLE = frozenset({"body", "html", "main"})
_ARTICLES = frozenset({"article", "footer"})
_TEASERS = frozenset({"li", "div", "article", "tr"})
LONG_LINK, _LARGE_TEASER = 30, 40  # Latin letters, elements
_LEVELS = 12
# The nearest elements around the headline: what they are named for is no sign of other articles.
_CLOSE = 3
# How many elements after and before the headline can belong to it.
_AFTER, _BEFORE = 120, 40
_DEEPEST = 300
_ROWS = 3
_LONGEST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Layout:
    """A page around its headline: elements after it in order, before it from near to far.

    `headline` is None on a page without one; `around` is what the headline stands in; `closing`
    is the article's own footer; `address` is the page's path.
    """

    tree: lxml.html.HtmlElement
    headline: lxml.html.HtmlElement | None = None
    after: tuple[lxml.html.HtmlElement, ...] = ()
    before: tuple[lxml.html.HtmlElement, ...] = ()
    around: frozenset[lxml.html.HtmlElement] = frozenset()
    closing: tuple[lxml.html.HtmlElement, ...] = ()
    address: str = ""
    own_names: frozenset[str] = frozenset()

    def distances(self) -> dict[lxml.html.HtmlElement, int]:
        """How many elements lie between the headline and those near it; before it counts thrice."""
        below = {element: _AFTER + place for place, element in enumerate(self.closing, start=1)}
        behind = {element: 3 * place for place, element in enumerate(self.before, start=1)}
        return below | behind | {element: place for place, element in enumerate(self.after, start=1)}

    def is_close(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element stands in the same small part of the page as the headline."""
        parents = islice(self.headline.iterancestors(), _CLOSE) if self.headline is not None else ()
        return any(one.tag not in _WHOLE and one in element.iterancestors() for one in parents)

    def leads_away(self, link: lxml.html.HtmlElement) -> bool:
        """Whether a link leads to another page, but for the archive of a day."""
        return _leads_away(link, self.address)

    def is_foreign(self, element: lxml.html.HtmlElement) -> bool:
        """Whether an element belongs to comments, lists of other articles, or the page's furniture."""
        for level, parent in enumerate(_lineage(element)):
            if parent in self.around or parent.tag in _WHOLE or level > _LEVELS:
                return False
            if _is_foreign_tag(parent) or (parent.tag == "a" and level < 6 and self.leads_away(parent)):
                return True
            if level < 3 and _is_teaser(parent, self.address):
                return True
            if parent.tag not in _ARTICLES and _foreign_names(_names(parent)) - self.own_names:
                return True
        return False


def layout(tree: lxml.html.HtmlElement, url: str = "") -> Layout:
    """The layout of the page at an address."""
    headline, address = find_headline(tree), _path(url)
    if headline is None:
        return Layout(tree, address=address)
    after, before = tuple(islice(_behind(headline), _AFTER)), tuple(islice(_ahead(headline), _BEFORE))
    close = islice(_lineage(headline), _CLOSE + 1)
    names = frozenset().union(*(_foreign_names(_names(one)) for one in close))
    around = frozenset(islice(headline.iterancestors(), _DEEPEST))
    return Layout(tree, headline, after, before, around, tuple(_closing(headline)), address, names)


def _names(element: lxml.html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _path(url: str) -> str:
    """An address without scheme, host and fragment; "" for the front page and for broken ones."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.path.rstrip('/')}?{parts.query}" if parts.path.strip("/") else ""


def _closing(headline: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """The first elements of the footers that the headline's own article has."""
    article = next(headline.iterancestors("article"), None)
    for footer in article.iterchildren("footer") if article is not None else ():
        yield from islice(footer.iter("*"), _BEFORE)


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
    """Whether the element is never the article's; its own footer is, where Drupal prints who wrote it, and when,
    and so is what is set aside as the byline, and a table that only parts a few cells."""
    if element.tag == "footer" and next(element.iterancestors("article"), None) is not None:
        return False
    if element.tag == "table":
        return next(islice(element.iter("tr"), _ROWS, None), None) is not None
    if element.tag == "aside" and _ASIDE.search(_names(element)[:_LONGEST_NAMES]):
        return False
    return element.tag in _FOREIGN_TAGS


@lru_cache(4096)
def _foreign_names(names: str) -> frozenset[str]:
    """What classes and id name that is not the article's; sites repeat theirs all the time."""
    if not _BYLINES.isdisjoint(names.split()):
        return frozenset()
    return frozenset(found.lower() for found in _FOREIGN.findall(names[:_LONGEST_NAMES]))


def is_comment(element: lxml.html.HtmlElement) -> bool:
    """Whether an element is named for what readers wrote."""
    return bool(_COMMENT.search(_names(element)[:_LONGEST_NAMES].lower()))


def _leads_away(link: lxml.html.HtmlElement, own: str) -> bool:
    """Whether a link belongs to another page; one to the page itself does not, nor a date that links
    to the archive of its day. Comments link to their places on the page."""
    address = link.get("href") or "#"
    if address[:1] == "#" or (own and "#" not in address and _path(address) == own):
        return False
    return not (_ARCHIVE.search(address) and len(text_of(link, 60)) < 60)


def _is_teaser(element: lxml.html.HtmlElement, own: str) -> bool:
    """Whether an element holds the headline of another page as a link, and so its date as well."""
    if element.tag not in _TEASERS or len(element) > 12:
        return False
    links = (one for one in islice(element.iter("*"), _LARGE_TEASER) if one.tag == "a")
    first = islice(links, 2)  # a picture and a headline
    return any(width(text_of(link, 2 * LONG_LINK)) >= LONG_LINK and _leads_away(link, own) for link in first)
