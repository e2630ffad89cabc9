"""The date that a reader sees near the headline."""

import re
from collections.abc import Iterator

import lxml.html

from monitor.extract.dates.places import is_foreign, main_headline, text_of

_DATED = re.compile(r"date|datum|time|publi|byline|meta|posted|fecha|tarih|info|author|autor|kicker|dachzeile|submitted", re.I)
_NUMBER = re.compile(r"\d")
_YEAR_OR_AGO = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2}|\d\s*\w|[^\x00-\x7f]")
_LETTER = re.compile(r"[^\W\d_]")
_DATELINE = re.compile(r"\(?(?P<line>[^\n–—|:]{0,60}?\d[^\n–—|:]{0,40}?)\)?\s*(?:[–—:|]| - )")
_BEFORE, _AFTER = 25, 70
_LONGEST = 120
_TAGS = frozenset("p div span li small em strong b i h2 h3 h4 h5 h6 dd dt td font a address section header abbr label ul".split())


def visible_texts(tree: lxml.html.HtmlElement) -> list[tuple[str, bool]]:
    """Short texts around the headline that may be its date, likeliest first.

    The flag says whether the element's name speaks of a date or byline.
    """
    headline = main_headline(tree)
    if headline is None:
        return []
    found = [pair for element in _around(tree, headline) if (pair := _read(element))]
    ranked = sorted(dict.fromkeys(found), key=lambda pair: not pair[1])
    return ranked[:12]


def _around(tree: lxml.html.HtmlElement, headline: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Elements after the headline, then those before it from near to far."""
    yield from headline.iterdescendants()
    yield from _take(_following(headline), _AFTER)
    yield from _take(headline.xpath("preceding::*[position() <= 25]"), _BEFORE)


def _following(headline: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    for element in headline.xpath("following::*[position() <= 90]"):
        if isinstance(element.tag, str):
            yield element


def _take(elements: Iterator[lxml.html.HtmlElement], most: int) -> Iterator[lxml.html.HtmlElement]:
    for count, element in enumerate(elements):
        if count >= most:
            return
        yield element


def _read(element: lxml.html.HtmlElement) -> tuple[str, bool] | None:
    """The text of an element that is short and has a number in it, and whether its name promises a date."""
    if element.tag not in _TAGS or len(element) > 12 or is_foreign(element):
        return None
    text = text_of(element, _LONGEST + 1)
    if not 6 <= len(text) <= _LONGEST or not _NUMBER.search(text):
        return None
    named = bool(_DATED.search(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"))
    return (text, named) if named or len(_LETTER.findall(text)) <= 45 else None


def dateline_texts(tree: lxml.html.HtmlElement) -> list[str]:
    """Beginnings of the first paragraphs such as "BERLIN, 25.04.2022 –"."""
    found: list[str] = []
    for count, paragraph in enumerate(tree.iter("p")):
        if count > 15 or len(found) == 2:
            break
        match = _DATELINE.match(text_of(paragraph, 140))
        if match and re.search(r"\d{4}", match["line"]):
            found.append(match["line"])
    return found
