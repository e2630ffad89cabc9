"""Dates that words announce, wherever on a page they stand: labels, notes, and the beginning of the text."""

import re
from itertools import islice

import lxml.html
from lxml.etree import XPath

from monitor.extract.dates.elements import text_of
from monitor.extract.dates.folding import fold
from monitor.extract.dates.labels import role_of
from monitor.extract.dates.places import Layout
from monitor.extract.dates.tokens import tokens

# A note that the text is older than its page; the date stands within a few words.
_FIRST_PUBLISHED = (
    "originally published", "first published", "initially published", "originally posted", "first posted",
    "originally appeared", "first appeared", "ursprünglich veröffentlicht", "zuerst veröffentlicht",
    "erstmals veröffentlicht", "zuerst erschienen", "ursprünglich erschienen", "initialement publié",
    "publié initialement", "publicado originalmente", "originalmente publicado", "publicado inicialmente",
    "pubblicato originariamente", "originariamente pubblicato",
)  # fmt: skip
_NOTED = re.compile(r"(?P<date>[\s:]*(?:(?:on|in|am|le|el|il|em)\s+)?[^.!?;()]{4,40}?(?:19|20)\d\d)")
_DATELINE = re.compile(r"\(?(?P<line>[^\n–—|:]{0,60}?\d[^\n–—|:]{0,40}?)\)?\s*(?:[–—:|]|\.-| - )")
_DATELINE_DAY = re.compile(r"\d{4}|\d{1,2}\.\d{1,2}\.\d{2}(?!\d)")
_NUMBER = re.compile(r"\d")
_DATE_LIKE = re.compile(r"\d{4}|\d[./-]\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 120
_LABEL_TAGS = ("dt", "td", "strong", "b", "span", "label", "th", "div", "li", "em", "small")
_LABEL = re.compile(r"\D{4,30}")
_TEXT = XPath("string(.)")
_LONGEST_PAGE = 500_000
_LARGEST = 30_000


def labelled_texts(page: Layout) -> list[str]:
    """Texts that follow a label standing alone, "Date" or "Veröffentlicht am", anywhere on the page."""
    found: list[str] = []
    whole: set[str] = set()
    for element in islice(page.tree.iter(*_LABEL_TAGS), _LARGEST):
        own = element.text
        if own is None or not 3 < len(own) <= 60 or len(element):
            continue
        if _DATE_LIKE.search(own):
            whole |= {own} if begins_with_label(own, 6) and not page.is_foreign(element) else set()
            continue
        text = _text_after(element)
        if _NUMBER.search(text) and len(_WORD.findall(text)) <= 6 and _is_label(own):
            found.append(text)
    return found[:3] or (list(whole) if len(whole) == 1 else [])


def begins_with_label(text: str, most: int) -> bool:
    """Whether a label and a date, "Published: 3 May 2024, 14:05", open a text of so many words at most."""
    label = _LABEL.match(text)
    return label is not None and _is_label(label[0]) and len(_WORD.findall(text)) <= most


def _is_label(text: str | None) -> bool:
    if text is None or not 3 < len(text) <= 60 or not 3 < len(text.strip()) <= 30:
        return False
    words = [word.text for word in tokens(fold(text))]
    return 0 < len(words) <= 3 and role_of(words[0]) == "published"


def _text_after(element: lxml.html.HtmlElement) -> str:
    tail = (element.tail or "").strip()
    following = element.getnext()
    return tail[:_LONGEST] if tail else text_of(following, _LONGEST) if following is not None else ""


def first_published_texts(page: Layout) -> list[str]:
    """What stands behind notes such as "originally published on", wherever they are on the page."""
    text = str(_TEXT(page.tree))[:_LONGEST_PAGE].lower()
    places = [text.find(phrase) + len(phrase) for phrase in _FIRST_PUBLISHED if phrase in text]
    notes = [match for place in places if (match := _NOTED.match(text, place))]
    return [" ".join(match["date"].split()) for match in notes]


def dateline_texts(tree: lxml.html.HtmlElement) -> list[str]:
    """Beginnings of the first paragraphs such as "BERLIN, 25.04.2022 –"."""
    found: list[str] = []
    for count, paragraph in enumerate(tree.iter("p")):
        if count > 15 or len(found) == 2:
            break
        match = _DATELINE.match(text_of(paragraph, 140))
        if match and _DATELINE_DAY.search(match["line"]):
            found.append(match["line"])
    return found
