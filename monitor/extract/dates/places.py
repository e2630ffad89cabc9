"""Where an element stands on a page: by the headline, or among what belongs to other articles."""

import re
from collections.abc import Iterator

import lxml.html

_FOREIGN_TAGS = frozenset({"aside", "footer", "nav", "select", "form", "blockquote", "table"})
_FOREIGN = re.compile(
    r"comment|kommentar|coment|related|sidebar|widget|teaser|recommend|recirc|popular|most-?read|footer|newsletter"
    r"|latest|trending|also|carousel|slider|swiper|promo|breaking|ticker|copyright|event|calendar|navigation|latestnews|more-",
    re.I,
)
_LEVELS = 12


def is_foreign(element: lxml.html.HtmlElement) -> bool:
    """Whether an element belongs to comments, lists of other articles, or the page's furniture."""
    for level, parent in enumerate(_lineage(element)):
        if parent.tag in ("body", "html", "main") or level > _LEVELS:
            return False
        if parent.tag in _FOREIGN_TAGS or (parent.tag == "a" and level < 6 and _leads_away(parent)):
            return True
        if parent.tag != "article" and _FOREIGN.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True
    return False


def _lineage(element: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    yield element
    yield from element.iterancestors()


def _leads_away(link: lxml.html.HtmlElement) -> bool:
    return (link.get("href") or "#")[:1] != "#"


def main_headline(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    """The first level-one heading that has words and is nobody else's; None without one."""
    for tag in ("h1", "h2"):
        for heading in tree.iter(tag):
            if len(text_of(heading)) >= 12 and not any(p.tag in ("nav", "footer", "aside") for p in heading.iterancestors()):
                return heading
    return None


def text_of(element: lxml.html.HtmlElement, limit: int = 400) -> str:
    """The text of an element with single spaces, at most `limit` characters.

    >>> text_of(lxml.html.fromstring("<p>3 <b>May</b>\\n2024</p>"))
    '3 May 2024'
    """
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece)
        if length > 3 * limit:
            break
    return " ".join(" ".join(pieces).split())[:limit]


def label_before(element: lxml.html.HtmlElement) -> str:
    """The words right before an element, where a label such as "Updated" would stand."""
    previous = element.getprevious()
    if previous is not None:
        inner = text_of(previous, 60) if len(previous) < 3 else ""
        return f"{inner} {previous.tail or ''}".strip()[-60:]
    parent = element.getparent()
    return (parent.text or "").strip()[-60:] if parent is not None else ""
