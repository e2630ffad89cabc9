"""Dates that the markup points out: microdata, <time>, and the class names of hAtom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import lxml.html

from monitor.extract.dates.elements import label_before, text_of
from monitor.extract.dates.folding import fold
from monitor.extract.dates.labels import role_behind, roles
from monitor.extract.dates.places import Layout
from monitor.extract.dates.tokens import tokens

_NAMED = re.compile(
    r"publi|pubdate|entry-date|post-date|posted|created|article[-_]{1,2}(?:date|time)|date-?line", re.IGNORECASE
)
_UPDATED = re.compile(r"updat|modif|aktualis|aendert", re.IGNORECASE)
_NOT_OWN = ("updated", "other")
_WORDS = re.compile(r"\D*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HATOM = frozenset({"published", "dt-published"})
_MOST = 300
_FAR = 10_000
# Farther from the nearest one stand those of other articles.
_BESIDE = 20
_DATED_TAGS = ("meta", "time", "span", "div", "p", "abbr")


@dataclass(frozen=True, slots=True)
class Marked:
    """The texts of one element that is marked as a date, the machine-readable one first."""

    texts: tuple[str, ...]
    distance: int
    is_named: bool


def microdata_texts(page: Layout) -> list[str]:
    """Texts of itemprop=datePublished that are not a comment's or another article's."""
    found = [
        text
        for element in islice(_said_to_be_published(page.tree), _MOST)
        if not page.is_foreign(element) and not _in_comment(element)
        for text in _texts(element)[:1]
    ]
    return list(dict.fromkeys(found))[:2]


def _said_to_be_published(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Elements with that property; in half the time that XPath needs to look at all attributes."""
    return (element for element in tree.iter(*_DATED_TAGS) if "datePublished" in (element.get("itemprop") or ""))


def _in_comment(element: lxml.html.HtmlElement) -> bool:
    return any("Comment" in (parent.get("itemtype") or "") for parent in islice(element.iterancestors(), 100))


def _texts(element: lxml.html.HtmlElement) -> tuple[str, ...]:
    title = element.get("title") if element.tag == "abbr" else None
    found = [element.get("content"), element.get("datetime"), title, text_of(element, 120)]
    return tuple(text.strip() for text in found if text and text.strip())


def time_elements(page: Layout) -> list[Marked]:
    """<time> elements that can be the article's own, nearest to the headline first.

    Without a headline only where all of them say the same.
    """
    near = list(_times(page))
    if page.headline is None and len({one.texts[0][:10] for one in near}) != 1:
        return []
    named = [one for one in near if one.is_named]
    likely = sorted(named or near, key=lambda one: one.distance)
    return [one for one in likely[:2] if one.distance <= likely[0].distance + _BESIDE]


def _times(page: Layout) -> Iterator[Marked]:
    """Those near the headline; all of them where there is none."""
    distances = page.distances()
    times = [*islice(page.tree.iter("time"), _MOST), *filter(_is_hatom, page.after)]
    for element in times:
        texts = _texts(element) if page.headline is None or element in distances else ()
        if texts and not page.is_foreign(element) and not is_update(element) and not _is_told_of(element):
            yield Marked(texts, distances.get(element, _FAR), _is_named(element))


def _is_told_of(element: lxml.html.HtmlElement) -> bool:
    """Whether a date stands in a sentence that does not say that it is the publication."""
    parent = element.getparent()
    if parent is None or parent.tag != "p" or _is_named(element):
        return False
    text = text_of(parent, 200)
    return is_prose(text) and all(role != "published" for _, role in roles(tokens(fold(text))))


def is_prose(text: str) -> bool:
    """Whether a text has so many words, and an end, that it is a sentence.

    >>> is_prose("The radio will tell of it on 3 May 2024."), is_prose("By Ada Bell, 3 May 2024")
    (True, False)
    """
    return text.endswith((".", "。", "!", "?", "…")) and len(_WORD.findall(text)) > 5


def _is_hatom(element: lxml.html.HtmlElement) -> bool:
    return element.tag in ("abbr", "span") and not _HATOM.isdisjoint((element.get("class") or "").split())


def _is_named(element: lxml.html.HtmlElement) -> bool:
    """Whether its names promise the publication, and its words do not gainsay them."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if element.get("pubdate") is not None:
        return not _says_otherwise(element)
    return bool(_NAMED.search(names)) and not is_called_updated(names) and not _says_otherwise(element)


def is_called_updated(names: str) -> bool:
    """Whether names call a date updated and not published, be it because hAtom wants that."""
    return bool(_UPDATED.search(names)) and "publi" not in names.lower()


def is_update(element: lxml.html.HtmlElement) -> bool:
    """Whether class, property, its own words or those before say that this is the last change."""
    parent = element.getparent()
    own = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
    around = (parent.get("class") or "") if parent is not None else ""
    if _is_named_publication(own):
        return False
    if _UPDATED.search(own) or _UPDATED.search(around) or _says_otherwise(element):
        return True
    return role_behind(label_before(element)) in _NOT_OWN


def _says_otherwise(element: lxml.html.HtmlElement) -> bool:
    """Whether an element's own words before its date call it the last change, or something else."""
    words = _WORDS.match(text_of(element, 60))
    return words is not None and role_behind(words[0]) in _NOT_OWN


def _is_named_publication(names: str) -> bool:
    """Whether names promise the publication. hAtom wants an "updated" on every page, so that themes
    put it beside "entry-date" on the only date they print."""
    return any(map(_NAMED.search, names.split())) and all(
        name == "updated" for name in names.split() if _UPDATED.search(name)
    )
