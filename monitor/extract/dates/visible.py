"""The date that a reader sees: by the headline, behind a label, or at the start of the text."""

import re
from collections.abc import Iterator
from itertools import islice

import lxml.html

from monitor.extract.dates.folding import fold
from monitor.extract.dates.labels import after_update, role_of, roles
from monitor.extract.dates.places import Layout, label_before, text_of
from monitor.extract.dates.tokens import tokens

_DATED = re.compile(
    r"date|datum|time|publi|byline|meta|posted|fecha|tarih|info|author|autor|kicker|dachzeile|submitted", re.IGNORECASE
)
_NUMBER = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
_DATELINE = re.compile(r"\(?(?P<line>[^\n–—|:]{0,60}?\d[^\n–—|:]{0,40}?)\)?\s*(?:[–—:|]| - )")
_YEAR = re.compile(r"\d{4}")
_BEFORE, _AFTER = 25, 90
_LONGEST = 120
_MOST = 8
_LARGEST = 30_000
_TAGS = frozenset(
    {
        "p",
        "div",
        "span",
        "li",
        "small",
        "em",
        "strong",
        "b",
        "i",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dd",
        "dt",
        "td",
        "font",
        "a",
        "address",
        "section",
        "header",
        "abbr",
        "label",
        "ul",
    }
)
_LABEL_TAGS = frozenset({"dt", "strong", "b", "span", "label", "th", "div", "li", "em", "small"})


def visible_texts(page: Layout) -> Iterator[str]:
    """Texts that may be the article's date, likeliest first: those by the headline in an element
    named for a date or byline, those behind a label, then any short one by the headline."""
    near = dict.fromkeys(pair for element in _around(page) if (pair := _read(page, element)))
    yield from [text for text, is_named in near if is_named][:_MOST]
    yield from _labelled_texts(page)
    yield from [text for text, is_named in near if not is_named][:_MOST]


def _around(page: Layout) -> Iterator[lxml.html.HtmlElement]:
    """Elements after the headline, then those before it from near to far."""
    yield from page.after[:_AFTER]
    yield from page.before[:_BEFORE]


def _read(page: Layout, element: lxml.html.HtmlElement) -> tuple[str, bool] | None:
    """The text of a short element with a number in it, and whether its name promises a date."""
    if element.tag not in _TAGS or len(element) > 12 or element in page.around:
        return None
    text = text_of(element, _LONGEST + 1)
    if not 6 <= len(text) <= _LONGEST or not _NUMBER.search(text) or page.is_foreign(element):
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    named = bool(_DATED.search(names))
    if _is_after_update(element):
        return None
    return (text, named) if not _is_sentence(text, named) else None


def _is_sentence(text: str, named: bool) -> bool:
    """Whether a text has so many words that a date in it is likely part of the story."""
    words = len(_WORD.findall(text))
    if words > 5 and text.endswith((".", "。", "!", "?", "…")):
        return True
    return not named and (words > 9 or len(_LETTER.findall(text)) > 60)


def update_texts(page: Layout) -> list[str]:
    """What stands behind words for "updated" by the headline."""
    near = _around(page)
    texts = (f"{label_before(element)} {text_of(element, _LONGEST)}" for element in near if element.tag in _TAGS)
    return list(dict.fromkeys(found for text in texts if (found := after_update(fold(text[:200])))))[:10]


def _is_after_update(element: lxml.html.HtmlElement) -> bool:
    said = roles(tokens(fold(label_before(element))))
    return bool(said) and said[-1][1] in ("updated", "other")


def _labelled_texts(page: Layout) -> list[str]:
    """Texts that follow a label standing alone, "Date" or "Veröffentlicht am", anywhere on the page."""
    found: list[str] = []
    for element in islice(page.tree.iter(*_LABEL_TAGS), _LARGEST):
        if len(element) == 0 and _is_label(element.text):
            text = _text_after(element)
            if _NUMBER.search(text) and len(_WORD.findall(text)) <= 6:
                found.append(text)
    return found[:3]


def _is_label(text: str | None) -> bool:
    if text is None or not 3 < len(text) <= 60 or not 3 < len(text.strip()) <= 30:
        return False
    words = [word.text for word in tokens(fold(text))]
    return 0 < len(words) <= 3 and role_of(words[0]) == "published"


def _text_after(element: lxml.html.HtmlElement) -> str:
    tail = (element.tail or "").strip()
    following = element.getnext()
    return tail[:_LONGEST] if tail else text_of(following, _LONGEST) if following is not None else ""


def dateline_texts(tree: lxml.html.HtmlElement) -> list[str]:
    """Beginnings of the first paragraphs such as "BERLIN, 25.04.2022 –"."""
    found: list[str] = []
    for count, paragraph in enumerate(tree.iter("p")):
        if count > 15 or len(found) == 2:
            break
        match = _DATELINE.match(text_of(paragraph, 140))
        if match and _YEAR.search(match["line"]):
            found.append(match["line"])
    return found
