"""The element that prints the headline of a page, by which its date is looked for."""

from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.above_text import lines_above_text
from monitor.extract.dates.elements import HEADINGS, text_of, width
from monitor.extract.dates.folding import fold

_PLAIN = ("div", "span", "p", "b", "strong", "font", "td", "big", "center")
_DEEPEST = 300
_LARGEST = 5000
_SHORTEST_HEADLINE = 12
_SHORTEST_TITLE = 20  # shorter ones name people and places
_HALF = 0.5


def find_headline(tree: HtmlElement) -> HtmlElement | None:
    """The heading that says what the page's title says, else the one that shares most of its words
    with the title, else the first large one."""
    title = fold(title_of(tree)[:300])
    first: dict[str, HtmlElement] = {}
    alike: list[tuple[float, HtmlElement]] = []
    for heading in islice(tree.iter(*HEADINGS), 80):
        text = fold(text_of(heading, 300))
        if width(text) < _SHORTEST_HEADLINE:
            continue
        is_most = bool(title) and (title in text or (text in title and 2 * len(text) >= len(title)))
        if is_most and (heading.tag == "h1" or not _is_furniture(heading)):
            return heading
        if not _is_furniture(heading):
            first.setdefault(str(heading.tag), heading)
            if heading.tag == "h1" and next(heading.iterancestors("article"), None) is not None:
                first.setdefault("article", heading)
            alike.append((_likeness(text, title), heading))
    return _likeliest(tree, title, first, alike)


def _likeliest(
    tree: HtmlElement,
    title: str,
    first: dict[str, HtmlElement],
    alike: list[tuple[float, HtmlElement]],
) -> HtmlElement | None:
    """The headline where no heading says the title, from the first of each rank, the first main one of an
    article, and how like the title all are."""
    if "h1" in first and _shared(fold(text_of(first["h1"], 300)), title):
        return first["h1"]
    unmarked = None if "h1" in first else _unmarked(tree, title)
    if unmarked is not None:
        return unmarked
    share, heading = max(alike, key=lambda pair: pair[0], default=(0.0, None))
    if share >= _HALF:
        return heading
    main = first.get("article", first.get("h1"))
    return main if main is not None else _above_text(tree, first.get("h2"))


def _above_text(tree: HtmlElement, otherwise: HtmlElement | None) -> HtmlElement | None:
    """The line above the text that is set as headlines are, where nothing says which the headline is."""
    return next((line.element for line in lines_above_text(tree)), otherwise)


def _likeness(text: str, title: str) -> float:
    """How much of a heading the title has; what stands in it whole may still be but the site's name."""
    return _HALF if title and text in title else _shared(text, title)


def _unmarked(tree: HtmlElement, title: str) -> HtmlElement | None:
    """The element that prints most of the title where a page, often an old one, has no headings."""
    for element in islice(tree.iter(*_PLAIN), _LARGEST if width(title) >= _SHORTEST_TITLE else 0):
        text = fold(text_of(element, 300)) if len(element) <= 2 and not _is_linked(element) else ""
        if text and text in title and 2 * len(text) >= len(title):
            return element
    return None


def _is_linked(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a"


def _shared(text: str, title: str) -> float:
    """The share of a heading's words that the title has; short words say little."""
    said = {word for word in text.split() if len(word) > 3}
    return len(said & set(title.split())) / len(said) if len(said) >= 3 else 0.0


def _is_furniture(heading: HtmlElement) -> bool:
    return any(one.tag in ("nav", "footer", "aside") for one in islice(heading.iterancestors(), _DEEPEST))


def title_of(tree: HtmlElement) -> str:
    """What a page calls itself for sharing, else in the window."""
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name")) == "og:title":
            return element.get("content") or ""
    return next((text_of(element) for element in tree.iter("title")), "")
