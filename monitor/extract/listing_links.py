"""Blocks -> links: the title, date and summary that a block gives, and whether it is one to follow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from monitor.extract.entry_html import text_of, tokens
from monitor.extract.feed import TITLE
from monitor.extract.listing_anchors import HEADINGS, Anchor, width_of
from monitor.extract.listing_blocks import Block
from monitor.extract.listing_dates import is_date, is_loose_date, is_yearless_date, leading_date, numeric_date
from monitor.extract.listing_words import is_read_more, title_behind
from monitor.extract.plain import shorten, tidy
from monitor.items import Link

ENOUGH = 3.0
_DATED = re.compile(
    r"(?:.*[-_])?(?:date|dates|datum|fecha|data|created|published|pubdate|time|timestamp|posted-on|day|on)(?:[-_].*)?"
)
_CHANGED = re.compile(r".*(?:updated|modified|changed).*")
_TITLED = re.compile(r"(?:.*[-_])?(?:title|headline|heading|titre|titel|titulo|caption)(?:[-_].*)?")
_SUMMARY = 1_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A block read: the link, and how much speaks for it being an article."""

    link: Link
    score: float


def offer_of(block: Block, heading_date: str, *, is_date_behind: bool) -> Offer:
    """The block as a link.

    `heading_date` is the date it stands under, "" without one; `is_date_behind` says that a date
    among the elements behind its head is its own, and not the next one's.
    """
    title = _title(block)
    own_date = date_in([block.head], title)
    published = own_date or heading_date or (date_in(block.elements[1:]) if is_date_behind else "")
    summary = _summary(block, title, own_date)
    anchor = block.anchors[0]
    link = Link(
        url=anchor.url,
        title=title[:TITLE],
        published=published,
        published_evidence="listing" if published else None,
        summary=shorten(summary, _SUMMARY),
        language=(anchor.element.get("hreflang") or "")[:35],
    )
    return Offer(link, _score(block, title, published, summary))


def _score(block: Block, title: str, published: str, summary: str) -> float:
    if any(anchor.is_chosen or anchor.is_own for anchor in block.anchors):
        return 2 * ENOUGH
    score = _width_score(width_of(title)) + max(anchor.shape for anchor in block.anchors)
    score += 2.0 if any(anchor.is_heading for anchor in block.anchors) else 0.0
    score += 2.0 if published else 0.0
    score += 1.5 if width_of(summary) >= 60 else 0.0
    score += 0.5 if any(True for part in block.elements for _ in part.iter("img", "picture")) else 0.0
    score += 0.5 if block.head.tag == "article" else 0.0
    return score - (3.0 if block.anchors[0].zone == "margin" else 0.0)


def _width_score(width: float) -> float:
    if width < 12:
        return -1.0
    if width < 20:
        return 0.0
    if width < 30:
        return 1.0
    return 2.0 if width < 220 else 0.5


def _title(block: Block) -> str:
    """The heading, else the longest link text, else what a "read more" link or a picture calls it."""
    for anchor in block.anchors:
        if anchor.is_heading:
            return _heading_text(anchor)
    texts = [anchor_title(anchor) for anchor in block.anchors]
    best = max(texts, key=width_of, default="")
    if width_of(best) >= 12:
        return best
    heading = next((text for part in block.elements for text in _headings(part)), "")
    return heading or best or next((text for anchor in block.anchors if (text := _hidden_title(anchor))), "")


def _heading_text(anchor: Anchor) -> str:
    inside = [text_of(part) for tag in HEADINGS for part in anchor.element.iter(tag)]
    return next((text for text in inside if text and not is_date(text)), anchor.text)


def anchor_title(anchor: Anchor) -> str:
    """What a link's text says of the article; "" for "read more" and for dates."""
    if anchor.is_more:
        return title_behind(anchor.text)
    if is_date(anchor.text):
        return ""
    if len(anchor.text) < 120:
        return _without_date(anchor.text)
    # A whole card inside one link: its title is a part of it.
    for part in anchor.element.iter("strong", "b", "div", "span", "p"):
        if part.tag in ("strong", "b") or any(_TITLED.fullmatch(name) for name in tokens(part)):
            text = text_of(part)
            if 12 <= len(text) <= 250:
                return text
    return anchor.text


def _without_date(text: str) -> str:
    date = leading_date(text)
    return text[text.find(date) + len(date) :].lstrip(" :|–—-·•.,") or text if date else text


def _headings(element: etree._Element) -> list[str]:
    parts = [element, *element.iter(*HEADINGS)]
    named = [part for part in parts if part.tag in HEADINGS]
    named += [
        part for part in element.iter("div", "span", "p", "td") if any(_TITLED.fullmatch(n) for n in tokens(part))
    ]
    texts = (text_of(part) for part in named)
    return [text for text in texts if text and not is_date(text) and not is_read_more(text)]


def _hidden_title(anchor: Anchor) -> str:
    image = next(anchor.element.iter("img"), None)
    names = [anchor.element.get("title"), anchor.element.get("aria-label"), None if image is None else image.get("alt")]
    texts = (tidy(name or "") for name in names)
    return next((title_behind(text) or text for text in texts if text and not is_read_more(text)), "")


def date_in(elements: list[etree._Element], title: str = "") -> str:
    """The date of a block as printed: `<time>`, an element that is a date, or a date before its text."""
    for part in elements:
        found = _time_in(part) or _date_element_in(part)
        if found:
            return found
    text = " ".join(text_of(part) for part in elements)
    return leading_date(text) or numeric_date(_rest(text, title))


def _rest(text: str, title: str) -> str:
    rest = text.replace(title, " ", 1) if title else text
    return rest if len(rest) <= 80 else ""


def _time_in(element: etree._Element) -> str:
    for part in element.iter("time"):
        if not any(_CHANGED.fullmatch(name) for name in tokens(part)):
            value = tidy(part.get("datetime") or "")
            if len(value) >= 8 and value[:4].isdigit():
                return value[:60]
            text = text_of(part)
            if is_date(text) or is_loose_date(text) or is_yearless_date(text):
                return text
    return ""


def _date_element_in(element: etree._Element) -> str:
    for part in element.iter("*"):
        if part.tag in ("a", *HEADINGS) and not len(part):
            continue
        short = _short_text(part)
        if short and not any(_CHANGED.fullmatch(name) for name in tokens(part)):
            is_marked = any(_DATED.fullmatch(name) for name in (*tokens(part), part.get("itemprop", "").lower()))
            if is_date(short) or (is_marked and _is_marked_date(short)):
                return short
            if is_marked and leading_date(short):
                return leading_date(short)
    return ""


def _is_marked_date(text: str) -> bool:
    """Whether a short text is a date of any sort, given that the page marks it as one."""
    return is_loose_date(text) or is_yearless_date(text) or bool(numeric_date(text))


def _short_text(part: etree._Element) -> str:
    if len(part) > 6 or len(part.text or "") > 80:
        return ""
    text = text_of(part)
    return text if 4 <= len(text) <= 60 else ""


def _summary(block: Block, title: str, date: str) -> str:
    """The first paragraph of each part, or where there is none, other text that is not the title."""
    text = _first_text(block, title, ("p", "dd", "blockquote")) or _first_text(
        block, title, ("div", "td", "span", "li")
    )
    for known in (title, date):
        text = text.replace(known, " ", 1) if known and text.startswith(known) else text
    return tidy(text)


def _first_text(block: Block, title: str, tags: tuple[str, ...]) -> str:
    pieces = [next(_paragraphs(part, title, tags), "") for part in block.elements]
    return tidy(" ".join(dict.fromkeys(piece for piece in pieces if piece)))


def _paragraphs(part: etree._Element, title: str, tags: tuple[str, ...]) -> Iterator[str]:
    for paragraph in part.iter(*tags):
        inner = next(
            (child for child in paragraph.iterdescendants("p", "div", "h1", "h2", "h3", "h4", "table", "ul")), None
        )
        text = "" if inner is not None else text_of(paragraph)
        if width_of(text) >= 40 and text != title and not is_date(text):
            yield text
