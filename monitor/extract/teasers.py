"""Items that stand on the listing itself: dated teasers, undated lists, anchored notes.

Each kind needs a structure that repeats; a page of prose has none and gives nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    """One item that needs no page of its own, and where on the page it begins."""

    link: Link
    head: etree._Element


@dataclass(slots=True)
class Claims:
    """What stands on the page itself, and for parts that do not, the link to their own page."""

    items: list[Claim] = field(default_factory=list)
    own: set[etree._Element] = field(default_factory=set)
    inside: set[etree._Element] = field(default_factory=set)  # links in teasers that lead to neither


def claims_of(zones: Zones, anchors: Iterable[Anchor], url: str, page_text: str) -> Claims:
    """The standalone items of a listing; none on a page that is itself one article."""
    claims = Claims()
    if is_one_article(page_text):
        return claims
    known = {anchor.element: anchor for anchor in anchors}
    taken: set[etree._Element] = set()
    for segments in (noted_segments(zones), *dated_segments(zones), listed_segments(zones)):
        for segment in [segment for segment in segments if not taken.intersection(segment.elements)]:
            taken.update(part for element in segment.elements for part in (element, *element.iterdescendants()))
            if len(segment.text) >= _SHORTEST:
                _take(segment, known, url, claims)
    return claims


def _take(segment: Segment, known: Mapping[etree._Element, Anchor], url: str, claims: Claims) -> None:
    own = own_link(segment, known)
    inside = {anchor for element in segment.elements for anchor in element.iter("a")}
    if own is None:
        claims.items.append(Claim(_link(segment, url), segment.elements[0]))
        claims.inside |= inside
    else:
        same = {element for element in inside if element in known and known[element].key == own.key}
        claims.own |= {own.element, *same}
        claims.inside |= inside - same


def is_one_article(page_text: str) -> bool:
    """Whether a page says in its head, for search engines and networks, that it is an article.

    >>> is_one_article('<meta property="article:published_time" content="2026-11-03">')
    True
    """
    if _PUBLISHED.search(page_text):
        return True
    return 1 <= len(_ARTICLE_DATA.findall(page_text[:3_000_000])) <= 2


def _link(segment: Segment, url: str) -> Link:
    address = f"{without_page(url)}#{segment.anchor}" if segment.anchor else item_url(url, segment.date, segment.text)
    return Link(
        url=address,
        title=segment.title,
        published=segment.date,
        published_evidence="listing" if segment.date else None,
        html=segment.html,
        standalone=True,
    )
