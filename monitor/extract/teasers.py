"""Items that stand on the listing itself: dated teasers, undated lists, anchored notes.

Each kind needs a structure that repeats; a page of prose has none and gives nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from monitor.extract.listing_anchors import Anchor
from monitor.extract.listing_zones import Zones
from monitor.extract.segments import Segment, dated_segments, listed_segments, noted_segments
from monitor.extract.standalone import item_url, without_page
from monitor.extract.teaser_links import own_link
from monitor.items import Link

_PUBLISHED = re.compile(r"""<meta[^>]{1,200}["']article:published_time["']""", re.IGNORECASE)
_ARTICLE_DATA = re.compile(
    r'"@type"\s*:\s*(?:\[\s*)?"(?:[A-Za-z]*NewsArticle|Article|BlogPosting|Report|ScholarlyArticle|OpinionNewsArticle)"'
)
_SHORTEST = 30


@dataclass(frozen=True, slots=True)
class Claim:
    """One item that needs no page of its own, and the links inside it that are no items."""

    link: Link
    head: etree._Element
    anchors: tuple[etree._Element, ...]


def claims_of(root: etree._Element, zones: Zones, anchors: Iterable[Anchor], url: str, page_text: str) -> list[Claim]:
    """The standalone items of a listing; none on a page that is itself one article."""
    if is_one_article(page_text):
        return []
    known = {anchor.element: anchor for anchor in anchors}
    claims: list[Claim] = []
    taken: set[etree._Element] = set()
    for segments in (noted_segments(root, zones), *dated_segments(root, zones), listed_segments(root, zones, known)):
        free = [segment for segment in segments if not taken.intersection(segment.elements)]
        for segment in free:
            taken.update(part for element in segment.elements for part in (element, *element.iterdescendants()))
            if len(segment.text) >= _SHORTEST and own_link(segment, known, url) is None:
                claims.append(_claim(segment, url))
    return claims


def is_one_article(page_text: str) -> bool:
    """Whether a page says in its head, for search engines and networks, that it is an article.

    >>> is_one_article('<meta property="article:published_time" content="2026-11-03">')
    True
    """
    if _PUBLISHED.search(page_text):
        return True
    return 1 <= len(_ARTICLE_DATA.findall(page_text[:3_000_000])) <= 2


def _claim(segment: Segment, url: str) -> Claim:
    address = f"{without_page(url)}#{segment.anchor}" if segment.anchor else item_url(url, segment.date, segment.text)
    link = Link(
        url=address,
        title=segment.title,
        published=segment.date,
        published_evidence="listing" if segment.date else None,
        html=segment.html,
        standalone=True,
    )
    anchors = tuple(anchor for element in segment.elements for anchor in element.iter("a"))
    return Claim(link, segment.elements[0], anchors)
