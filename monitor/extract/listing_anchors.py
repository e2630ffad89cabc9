"""The links of a page that could lead to an article, each with what speaks for it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from monitor.extract.entry_html import text_of, tokens
from monitor.extract.listing_addresses import leads_nowhere, shape_score
from monitor.extract.listing_dates import is_date
from monitor.extract.listing_rules import ListingRules, ignored, matches, selected
from monitor.extract.listing_words import is_next, is_read_more, title_behind
from monitor.extract.listing_zones import Zone, Zones
from monitor.extract.standalone import without_page
from monitor.extract.urls import absolute, normalise, same_site

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TEXT_BLOCKS = frozenset(
    ("p", "li", "td", "th", "dd", "dt", "div", "blockquote", "section", "article", "figcaption", "body", *HEADINGS)
)
_LABELS = frozenset(
    (
        "tag",
        "tags",
        "category",
        "categories",
        "cat-links",
        "tags-links",
        "author",
        "byline",
        "term",
        "terms",
        "label",
        "topic",
    )
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link element: `key` is the address in identity form, `width` the length of its text."""

    element: etree._Element
    url: str
    key: str
    text: str
    width: float
    shape: float
    zone: Zone
    is_heading: bool = False
    is_more: bool = False
    is_chosen: bool = False  # a source file's rule names it
    is_own: bool = False  # a dated teaser of the page leads there


def width_of(text: str) -> float:
    """The length of a text as a reader of an alphabet counts: a Chinese sign says as much as a short word.

    >>> width_of("abc"), width_of("法院")
    (3.0, 5.0)
    """
    return sum(
        2.5 if "\u1100" <= sign <= "\uffdc" and unicodedata.east_asian_width(sign) in "WF" else 1.0 for sign in text
    )


def anchors_of(root: etree._Element, zones: Zones, base: str, listing: str, rules: ListingRules) -> list[Anchor]:
    """Every link that may be an item, in the page's order: by rules where there are any, else by its looks."""
    chosen = selected(rules.item_links, root) if rules.item_links else set()
    found = []
    for element in root.iter("a"):
        url = absolute(base, element.get("href", ""))
        if url is None or ignored(rules, url):
            continue
        if rules.item_links:
            if element in chosen or matches(rules.item_links, url):
                found.append(_anchor(element, url, zones, listing, is_chosen=True))
        elif _may_be_item(element, url, zones, listing):
            found.append(_anchor(element, url, zones, listing))
    own = {normalise(listing), normalise(without_page(listing))}
    return [anchor for anchor in found if anchor.key not in own or anchor.is_chosen]


def _may_be_item(element: etree._Element, url: str, zones: Zones, listing: str) -> bool:
    if zones.of(element) == "out" or not same_site(url, listing) or leads_nowhere(url):
        return False
    relation = (element.get("rel") or "").lower().split()
    if {"tag", "author", "category", "prev", "next", "license"}.intersection(relation) or element.get("hreflang"):
        return False
    return not _is_label(element) and not _is_above(url, listing)


def _is_label(element: etree._Element) -> bool:
    parent = element.getparent()
    return any(_LABELS.intersection(tokens(near)) for near in (element, parent) if near is not None)


def _is_above(url: str, listing: str) -> bool:
    """A breadcrumb: the home page or a section that the listing lies in."""
    mine, theirs = normalise(listing).partition("?")[0], normalise(url)
    return mine != theirs and mine.startswith(theirs.rstrip("/") + "/")


def _anchor(element: etree._Element, url: str, zones: Zones, listing: str, *, is_chosen: bool = False) -> Anchor:
    text = text_of(element)
    is_heading = any(parent.tag in HEADINGS for parent in list(element.iterancestors())[:3])
    is_heading = is_heading or next((True for tag in HEADINGS for _ in element.iter(tag)), False)
    return Anchor(
        element=element,
        url=url,
        key=normalise(url),
        text=text,
        width=width_of(text),
        shape=shape_score(url, listing),
        zone=zones.of(element),
        is_heading=is_heading and bool(text),
        is_more=is_read_more(text) or bool(title_behind(text)),
        is_chosen=is_chosen,
    )


def is_primary(anchor: Anchor) -> bool:
    """Whether a link looks like the way to an article, and not like a word that happens to be linked."""
    if anchor.is_chosen or anchor.is_own:
        return True
    if is_next(anchor.text) and not anchor.is_more:
        return False
    if anchor.is_heading or anchor.is_more:
        return True
    if in_prose(anchor.element, anchor.text):
        return False
    return anchor.width >= 15 or anchor.shape >= 1.5 or is_date(anchor.text)


def in_prose(element: etree._Element, text: str) -> bool:
    """Whether a link stands in running text: words before it in its paragraph, and not just a date."""
    before = ""
    for piece in _before(element):
        before = " ".join(f"{piece} {before}".split())
        if len(before) > 80:
            return True
    if len(before) >= 12 and not is_date(before.strip(" |:–—-·•")):
        return True
    after = (element.tail or "").strip()
    return len(text) < 25 and len(after) > 15 and after[:1].islower()


def _before(element: etree._Element) -> Iterator[str]:
    """Text before an element inside its paragraph, the text of other links left out."""
    current = element
    while current.tag not in _TEXT_BLOCKS or current is element:
        parent = current.getparent()
        if parent is None:
            return
        for sibling in current.itersiblings(preceding=True):
            yield sibling.tail or ""
            if sibling.tag in _TEXT_BLOCKS or sibling.tag == "br":
                return
            if sibling.tag != "a":
                yield text_of(sibling)
        yield parent.text or ""
        current = parent
        if current.tag in _TEXT_BLOCKS:
            return
