"""One page of a listing -> what it offers; see `listings`."""

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from monitor.extract.entry_html import base_url, drop_unread, parse_page
from monitor.extract.listing_anchors import Anchor, anchors_of
from monitor.extract.listing_blocks import Block, blocks_of, clusters_of
from monitor.extract.listing_headings import date_side, heading_dates
from monitor.extract.listing_links import ENOUGH, Offer, offer_of
from monitor.extract.listing_rules import ListingRules, ignored, matches, selected
from monitor.extract.listing_zones import Zones
from monitor.extract.listings import Listing
from monitor.extract.pagination import next_page
from monitor.extract.teasers import Claims, claims_of
from monitor.extract.urls import absolute, normalise
from monitor.items import Link

_LAST_RESORT = 1.5


def listing_of(body: bytes, url: str, content_type: str, rules: ListingRules) -> Listing:
    """The article links, standalone items and next page; raises `EntryError`."""
    root, text = parse_page(body, content_type)
    base = base_url(root, url)
    following = next_page(root, base, url)
    drop_unread(root)
    zones = Zones(root)
    anchors = anchors_of(root, zones, base, url, rules)
    claims = Claims() if rules.item_links else claims_of(zones, anchors, url, text)
    return Listing(
        links=_links(anchors, claims, zones),
        next_url=following if following and not ignored(rules, following) else None,
        follow=_follow(root, base, url, rules),
    )


def _links(anchors: list[Anchor], claims: Claims, zones: Zones) -> list[Link]:
    free = [
        replace(anchor, is_own=anchor.element in claims.own)
        for anchor in anchors
        if anchor.element not in claims.inside
    ]
    places = {element: number for number, element in enumerate(zones.elements)}
    found = [(places[block.head], offer.link) for block, offer in _accepted(free, zones)]
    found += [(places[claim.head], claim.link) for claim in claims.items]
    return _merged(link for _, link in sorted(found, key=lambda pair: pair[0]))


def _accepted(anchors: list[Anchor], zones: Zones) -> list[tuple[Block, Offer]]:
    clusters = [(cluster, _offers(cluster)) for cluster in clusters_of(blocks_of(anchors, zones))]
    chosen = [
        pair for pair in clusters if _mean(pair[1]) >= ENOUGH or any(offer.score >= 2 * ENOUGH for offer in pair[1])
    ]
    if not chosen:
        rest = [pair for pair in clusters if len(pair[0]) >= 3 and _mean(pair[1]) >= _LAST_RESORT]
        chosen = sorted(rest, key=lambda pair: _mean(pair[1]) * len(pair[0]) ** 0.5)[-1:]
    return [(block, offer) for cluster, offers in chosen for block, offer in zip(cluster, offers, strict=True)]


def _offers(cluster: list[Block]) -> list[Offer]:
    dates, is_behind = heading_dates(cluster), date_side(cluster) == "behind"
    return [offer_of(block, dates.get(number, ""), is_date_behind=is_behind) for number, block in enumerate(cluster)]


def _mean(offers: list[Offer]) -> float:
    return sum(offer.score for offer in offers) / len(offers)


def _merged(links: Iterable[Link]) -> list[Link]:
    """One link for each address, with the fullest title, date and summary that any place gives."""
    found: dict[str, Link] = {}
    for link in links:
        key = normalise(link.url, keep_fragment=link.standalone)
        known = found.get(key)
        found[key] = link if known is None else _fuller(known, link)
    return list(found.values())


def _fuller(one: Link, other: Link) -> Link:
    has_date = bool(one.published)
    return replace(
        one,
        title=max(one.title, other.title, key=len) if not one.title or len(one.title) < 12 else one.title,
        published=one.published or other.published,
        published_evidence=one.published_evidence if has_date else other.published_evidence,
        summary=one.summary or other.summary,
    )


def _follow(root: etree._Element, base: str, url: str, rules: ListingRules) -> list[str]:
    if not rules.follow:
        return []
    chosen = selected(rules.follow, root)
    found: dict[str, str] = {}
    for element in root.iter("a"):
        address = absolute(base, element.get("href", ""))
        if address and not ignored(rules, address) and (element in chosen or matches(rules.follow, address)):
            found.setdefault(normalise(address), address)
    found.pop(normalise(url), None)
    return list(found.values())
