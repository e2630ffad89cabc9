"""Whether a teaser has a page of its own: a linked title or a "read more", not a link in its prose."""

from collections.abc import Mapping

from lxml import etree

from monitor.extract.entry_html import text_of
from monitor.extract.listing_anchors import HEADINGS, Anchor, in_prose
from monitor.extract.segments import Segment


def own_link(segment: Segment, known: Mapping[etree._Element, Anchor]) -> Anchor | None:
    """The link that leads to the teaser's own page, among the links that may be items; None without."""
    for element in segment.elements:
        for part in (*element.iterancestors("a"), *element.iter("a")):
            anchor = known.get(part)
            if anchor is not None and _is_own(anchor, segment):
                return anchor
    return None


def _is_own(anchor: Anchor, segment: Segment) -> bool:
    if anchor.is_heading or anchor.is_more:
        return True
    if not anchor.text:
        return anchor.shape >= 1.0  # a picture, or laid over the whole card
    if len(anchor.text) >= 0.6 * len(segment.text):
        return True
    return segment.text.startswith(anchor.text) and not in_prose(anchor.element, anchor.text) and _stands_alone(anchor)


def _stands_alone(anchor: Anchor) -> bool:
    """Whether a link is all that its line says."""
    for parent in anchor.element.iterancestors():
        if parent.tag in ("p", "li", "td", "dd", "dt", "div", *HEADINGS):
            return text_of(parent) == anchor.text or (anchor.element.tail or "").strip()[:1] in (
                "",
                "–",
                "-",
                "|",
                ":",
                "—",
            )
    return False
