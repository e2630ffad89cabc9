"""Prepares a page for the search for its text: joins texts in slices, drops pointers to other pages."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.shape import width
from monitor.extract.tree import text_of
from monitor.extract.urls import absolute, same_site

# Characters; a shorter block is a teaser as likely as a slice of a text.
_SLICE = 300
_MOST = 200
_COLON = re.compile(r"^.{3,30}[:：]$")
_FEW = 8  # points of a list
_POINTER = 20  # characters of a link that is a headline, not a word in a sentence
_LABEL = 0.4  # share of a pointer that is not link: "Read also:"


def join_slices(tree: HtmlElement) -> None:
    """Puts a text together that stands in several like elements, with adverts between them.

    Extractors take the first such element for the whole.
    """
    for slices in _sliced(tree):
        first, *others = slices
        for other in others:
            for child in list(other):
                first.append(child)


def _sliced(tree: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Groups of elements with the same class that hold paragraphs, some levels below one element."""
    groups: dict[tuple[str, str], list[HtmlElement]] = {}
    for paragraph in tree.iter("p"):
        holder = paragraph.getparent()
        if holder is None or holder.tag not in {"div", "section"} or not holder.get("class"):
            continue
        group = groups.setdefault((str(holder.tag), holder.get("class") or ""), [])
        if not group or group[-1] is not holder:
            group.append(holder)
    for group in groups.values():
        if 2 <= len(group) <= _MOST and len(set(group)) == len(group) and _is_text(group):
            yield group


def _is_text(group: list[HtmlElement]) -> bool:
    """Whether each element but the last is long enough for a slice, and none lies in another."""
    if not all(sum(1 for _ in one.iterchildren("p")) >= 2 for one in group[:-1]):
        return False
    if any(above in group for one in group for above in one.iterancestors()):
        return False
    return all(
        sum(width(text_of(paragraph, 2000)) for paragraph in one.iterchildren("p")) >= _SLICE for one in group[:-1]
    )


def drop_pointers(tree: HtmlElement, url: str) -> None:
    """Takes out paragraphs and short lists that are nothing but links to other pages of the site."""
    for element in [one for one in tree.iter("p", "ul") if one.getparent() is not None]:
        items = [one for one in element if one.tag == "li"] if element.tag == "ul" else [element]
        if 1 <= len(items) <= _FEW and all(_points(one, url) for one in items):
            label = element.getprevious()
            element.drop_tree()
            if label is not None and label.tag in {"p", "h3", "h4"} and _COLON.search(text_of(label, 40)):
                label.drop_tree()


def _points(element: HtmlElement, url: str) -> bool:
    if len(element) == 0:
        return False
    links = list(islice(element.iter("a"), 2))
    if len(links) != 1:
        return False
    linked = len(text_of(links[0], 400))
    if linked < _POINTER:
        return False
    text = len(text_of(element, 400))
    return text - linked <= _LABEL * text and _is_elsewhere(links[0], url)


def _is_elsewhere(link: HtmlElement, url: str) -> bool:
    """Whether a link leads to another page of the site."""
    address = absolute(url, (link.get("href") or "")[:2000])
    here = url.split("#", maxsplit=1)[0]
    return bool(address) and same_site(address or "", url) and (address or "").split("#", maxsplit=1)[0] != here
