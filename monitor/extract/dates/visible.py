"""The date that a reader sees by the headline."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice, tee

import lxml.html

from monitor.extract.dates.announced import begins_with_label, labelled_texts
from monitor.extract.dates.elements import label_before, text_of, width
from monitor.extract.dates.folding import fold
from monitor.extract.dates.labels import after_update, role_behind, roles
from monitor.extract.dates.marked import is_called_updated, is_prose, is_update
from monitor.extract.dates.places import LONG_LINK, Layout
from monitor.extract.dates.tokens import tokens

_DATED = re.compile(
    r"date|datum|time|publi|byline|meta|posted|fecha|tarih|info|author|autor|kicker|dachzeile|submitted", re.IGNORECASE
)
_PROMISING = re.compile(r"date|datum|time|publi|posted|fecha|tarih|byline|submitted", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_DATE_LIKE = re.compile(r"\d{4}|\d[./-]\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
# "Inicio: 3", right before the date: it says what the date is, in a word that we do not know.
_UNKNOWN_LABEL = re.compile(r"[^\W\d_][^\d:：]{1,30}[:：]\s*\d")
# German news say by the headline how late it was when they were written.
_AS_OF = re.compile(r"Stand:?\s+\d")
# "The harbour on 3 May 2019. Photo: Ada Bell", "© 3 May 2019"
_OWNED = re.compile(
    r"©|\d.*\b(?:photos?|fotos?|image|bild|picture|credits?|crédits?|фото|صورة|写真|사진)\s?[:：/]", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"\d{4}")
_BEFORE, _AFTER = 25, 90
_LONGEST = 120
_LARGEST = 30_000
_LONGEST_NAMES = 1000
_MOST, _MOST_OTHERS = 8, 24
_OPENING = 4
_ROWS, _NEAR = 4, 8
_TAGS = frozenset({
    "p", "div", "span", "li", "small", "em", "strong", "b", "i", "h2", "h3", "h4", "h5", "h6", "dd", "dt",
    "td", "font", "a", "address", "date", "section", "header", "abbr", "label", "ul",
})  # fmt: skip


def visible_texts(page: Layout, is_alone: bool = True) -> Iterator[tuple[str, bool]]:
    """Texts that may be the article's date, likeliest first, and whether words or markup promise it:
    those by the headline in an element named for a date or byline, those behind a label, then any
    short one by the headline.

    Labels far from the headline are looked for only where nothing else gives a date.
    """
    first, second = tee((element, _names(element)) for element in _around(page) if _is_textual(element.tag))
    for text, names in _texts(page, first, is_dated=True):
        yield text, _is_promised(text, names)
    yield from [(text, True) for text in labelled_texts(page)] if is_alone else []
    for text, _ in _texts(page, second, is_dated=False):
        yield text, _is_promised(text, "")


def _is_textual(tag: str) -> bool:
    """Whether elements of that name hold words; those that sites invent have a hyphen."""
    return tag in _TAGS or "-" in tag


def _names(element: lxml.html.HtmlElement) -> str:
    """The names that an element's markup gives it."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    return names[:_LONGEST_NAMES]


# Sites repeat their classes all the time.
@lru_cache(4096)
def _is_dated(names: str) -> bool:
    """Whether names promise a date or a byline."""
    return bool(_DATED.search(names))


def _texts(
    page: Layout, near: Iterator[tuple[lxml.html.HtmlElement, str]], *, is_dated: bool
) -> Iterator[tuple[str, str]]:
    """The first few texts by the headline that may hold a date, each once, and their elements' names.

    One after another: mostly the first is the date, and no other element is looked at.
    """
    read = ((_read(page, element, names), names) for element, names in near if _is_dated(names) is is_dated)
    return _first(one for one in read if one[0])


def _first(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each once, until there were enough texts that look like a date, or too many others ("Step 1")."""
    seen: set[tuple[str, str]] = set()
    dates: set[str] = set()
    for text, names in texts:
        if (text, names) not in seen:
            yield text, names
        seen.add((text, names))
        dates |= {text} if _DATE_LIKE.search(text) else set()
        if len(dates) == _MOST or len(seen) == _MOST_OTHERS:
            return


def _is_promised(text: str, names: str) -> bool:
    """Whether an element's name or its words say that this is a date of publication."""
    if any(role == "published" for _, role in roles(tokens(fold(text)))):
        return True
    is_named = bool(_PROMISING.search(names)) and not is_called_updated(names)
    return (is_named and not _UNKNOWN_LABEL.match(text)) or bool(_AS_OF.match(text))


def _around(page: Layout) -> Iterator[lxml.html.HtmlElement]:
    """Elements after the headline, then those before it from near to far."""
    yield from page.after[:_AFTER]
    yield from page.before[:_BEFORE]
    yield from page.closing


def _read(page: Layout, element: lxml.html.HtmlElement, names: str) -> str:
    """The text of a short element with a number in it; "" for one that is no date of the article."""
    if element in page.around:
        return ""
    text = _titled(element) or (text_of(element, _LONGEST + 1) if len(element) <= 12 else "")
    if not 0 < len(text) <= _LONGEST:
        text = _first_dated_line(element)
    if not 6 <= len(text) <= _LONGEST or not _NUMBER.search(text) or page.is_foreign(element):
        return ""
    if _OWNED.search(text) or (_DATE_LIKE.search(text) and _is_row(element)) or _is_after_update(element):
        return ""
    text = _without_links(page, element, text)
    return "" if _is_sentence(text, _is_dated(names) or begins_with_label(text, _LONGEST)) else text


def _is_row(element: lxml.html.HtmlElement) -> bool:
    """Whether an element stands in a list of links with their dates, as on pages that list articles."""
    return any(map(_is_among_rows, (element, *islice(element.iterancestors(), 2))))


def _is_among_rows(element: lxml.html.HtmlElement) -> bool:
    kind = (element.tag, element.get("class"))
    beside = chain(islice(element.itersiblings(preceding=True), _NEAR), islice(element.itersiblings(), _NEAR))
    alike = [element, *(one for one in beside if (one.tag, one.get("class")) == kind)]
    rows = {text_of(one, _LONGEST) for one in alike if next(one.iter("a"), None) is not None}
    return sum(bool(_DATE_LIKE.search(row)) for row in rows) >= _ROWS


def _without_links(page: Layout, element: lxml.html.HtmlElement, text: str) -> str:
    """A text without what long links to other pages say: "Report of 3 May 2024 (PDF)"."""
    for link in islice(element.iter("a"), _NEAR) if len(element) else ():
        said = text_of(link, _LONGEST)
        if width(said) >= LONG_LINK and page.leads_away(link):
            text = text.replace(said, "")
    return text if _NUMBER.search(text) else ""


def _titled(element: lxml.html.HtmlElement) -> str:
    """The whole date that pops up over a short one: `<abbr title="3 May 2024">3 h</abbr>`; "" for none."""
    title = element.get("title") or ""
    return title if len(title) <= _LONGEST and _YEAR.search(title) and not _YEAR.search(text_of(element, 60)) else ""


def _first_dated_line(element: lxml.html.HtmlElement) -> str:
    """The first of a long element's opening lines that may hold a date, where breaks part them; "" for none."""
    lines, line = [], element.text or ""
    for child in islice(element, 3 * _OPENING):
        if child.tag == "br":
            lines.append(line)
            line = child.tail or ""
        else:
            line += f" {text_of(child, _LONGEST)} {child.tail or ''}"
    dated = (" ".join(line.split()) for line in lines[:_OPENING] if _DATE_LIKE.search(line))
    return next(dated, "")


def _is_sentence(text: str, named: bool) -> bool:
    """Whether a text has so many words that a date in it is likely part of the story."""
    if is_prose(text):
        return True
    return not named and (len(_WORD.findall(text)) > 9 or len(_LETTER.findall(text)) > 60)


def update_texts(page: Layout) -> list[str]:
    """What stands behind words for "updated", by the headline or in a short text anywhere."""
    near = (element for element in _around(page) if _is_textual(element.tag))
    elsewhere = (element for element in islice(page.tree.iter(*_TAGS, "time"), _LARGEST) if _has_year(element))
    texts = (f"{label_before(element)} {text_of(element, _LONGEST)}" for element in chain(near, elsewhere))
    return list(dict.fromkeys(found for text in texts if (found := after_update(fold(text[:200])))))[:10]


def _has_year(element: lxml.html.HtmlElement) -> bool:
    """Whether an element's own first words are few and hold a number."""
    own = element.text
    return own is not None and len(own) < _LONGEST and bool(_DATE_LIKE.search(own))


def _is_after_update(element: lxml.html.HtmlElement) -> bool:
    times = list(islice(element.iter("time"), 3))
    if times and all(map(is_update, times)):
        return True
    return role_behind(label_before(element)) in ("updated", "other")
