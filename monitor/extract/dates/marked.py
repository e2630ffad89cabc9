"""Dates that the markup points out: microdata and <time>."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html

from monitor.extract.dates.folding import fold
from monitor.extract.dates.labels import roles
from monitor.extract.dates.places import is_foreign, label_before, main_headline, text_of
from monitor.extract.dates.tokens import tokens

_NAMED = re.compile(r"publi|pubdate|entry-date|post-date|posted|created|article[-_]{1,2}(?:date|time)|date-?line", re.I)
_UPDATED = re.compile(r"updat|modif|aktualis|aendert", re.I)
_MOST = 300
# Elements between headline and time beyond which it is somebody else's.
_NEAR = 120


@dataclass(frozen=True, slots=True)
class Marked:
    """The texts of one element that is marked as a date, the machine-readable one first."""

    texts: tuple[str, ...]
    distance: int
    is_named: bool


def microdata_texts(tree: lxml.html.HtmlElement) -> list[str]:
    """Texts of itemprop=datePublished that are not a comment's or another article's."""
    found = [
        text
        for element in tree.xpath("//*[contains(@itemprop, 'datePublished') or contains(@property, 'datePublished')][position() <= 50]")
        if element.tag != "meta" or element.get("itemprop")
        if not is_foreign(element) and not _in_comment(element)
        for text in _texts(element)[:1]
    ]
    return list(dict.fromkeys(found))[:2]


def _in_comment(element: lxml.html.HtmlElement) -> bool:
    return any("Comment" in (parent.get("itemtype") or "") for parent in element.iterancestors())


def _texts(element: lxml.html.HtmlElement) -> tuple[str, ...]:
    found = [element.get("content"), element.get("datetime"), text_of(element, 120)]
    return tuple(text.strip() for text in found if text and text.strip())


def time_elements(tree: lxml.html.HtmlElement) -> list[Marked]:
    """<time> elements that can be the article's own, nearest to the headline first."""
    places = {element: place for place, element in enumerate(tree.iter())}
    headline = main_headline(tree)
    center = places[headline] if headline is not None else 0
    found = list(_times(tree, places, center))
    near = [one for one in found if one.distance <= _NEAR]
    if headline is None:
        near = found if len({one.texts[0][:10] for one in found}) == 1 else []
    named = [one for one in near if one.is_named]
    return sorted(named or near, key=lambda one: one.distance)[:2]


def _times(
    tree: lxml.html.HtmlElement, places: dict[lxml.html.HtmlElement, int], center: int
) -> Iterator[Marked]:
    for count, element in enumerate(tree.iter("time")):
        if count >= _MOST:
            return
        texts = _texts(element)
        if texts and not is_foreign(element) and not _is_update(element):
            gap = places[element] - center
            own = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            named = element.get("pubdate") is not None or bool(_NAMED.search(own))
            yield Marked(texts, gap if gap >= 0 else -3 * gap, named)


def _is_update(element: lxml.html.HtmlElement) -> bool:
    """Whether class, property or the words before say that this is the last change."""
    parent = element.getparent()
    own = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
    around = (parent.get("class") or "") if parent is not None else ""
    if _UPDATED.search(own) or (_UPDATED.search(around) and not _NAMED.search(own)):
        return True
    said = roles(tokens(fold(label_before(element))))
    return bool(said) and said[-1][1] in ("updated", "other")
