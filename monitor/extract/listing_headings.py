"""The date heading that a block stands under ("March 02, 2018"), where a page groups by day."""

from typing import Literal

from lxml import etree

from monitor.extract.entry_html import text_of
from monitor.extract.listing_blocks import Block
from monitor.extract.listing_dates import is_date, is_loose_date

_LEVELS = 4
_BACK = 80


def heading_dates(cluster: list[Block]) -> dict[int, str]:
    """For each block of a cluster, by its position, the printed date of the heading above it."""
    top = _common([block.head for block in cluster])
    if top is None or date_side(cluster) != "before":
        return {}
    heads = {block.head for block in cluster}
    dates = {number: _above(block.head, top, heads) for number, block in enumerate(cluster)}
    return {number: date for number, date in dates.items() if date}


def date_side(cluster: list[Block]) -> Literal["before", "behind", ""]:
    """On which side of an item the page prints its date; "" where that cannot be told.

    Where items stand flat one after another, the date behind one is the date before the next.
    """
    first, last = cluster[0], cluster[-1]
    is_before = bool(_date_before(first.head))
    is_behind = _has_date_behind(first) and _has_date_behind(last)
    if is_before or is_behind:
        return "" if is_before and is_behind else "before" if is_before else "behind"
    return "" if _has_date_behind(first) or _has_date_behind(last) else "before"


def _date_before(head: etree._Element) -> str:
    before = head.getprevious()
    while before is not None and before.tag in ("br", "img", "hr"):
        before = before.getprevious()
    return "" if before is None else _date_of(before)


def _has_date_behind(block: Block) -> bool:
    return any(_date_of(part) for part in block.elements[1:])


def _common(elements: list[etree._Element]) -> etree._Element | None:
    """The deepest element that holds all of these."""
    if not elements:
        return None
    shared = list(elements[0].iterancestors())
    for element in elements[1:]:
        others = set(element.iterancestors())
        shared = [ancestor for ancestor in shared if ancestor in others]
    return shared[0] if shared else None


def _above(head: etree._Element, top: etree._Element, heads: set[etree._Element]) -> str:
    current = head
    for _ in range(_LEVELS):
        date = _among_siblings(current, heads)
        parent = current.getparent()
        if date or parent is None or current.getparent() is top:
            return date
        current = parent
    return ""


def _among_siblings(element: etree._Element, heads: set[etree._Element]) -> str:
    """The nearest date before an element that nothing but blocks of the same day stands between."""
    for number, sibling in enumerate(element.itersiblings(preceding=True)):
        date = _date_of(sibling)
        if date:
            following = sibling.getnext()
            is_heading = (
                number == 0 or following in heads or (following is not None and following.tag in ("ul", "ol", "div"))
            )
            return date if is_heading else ""
        if number >= _BACK or sibling.tag in ("h1", "h2"):
            return ""
    return ""


def _date_of(element: etree._Element) -> str:
    if len(element) > 4 or len(element.text or "") > 80:
        return ""
    text = text_of(element)
    is_heading = element.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "time")
    return text if is_date(text) or (is_heading and is_loose_date(text)) else ""
