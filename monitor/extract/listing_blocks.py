"""Links grouped into the repeated blocks of a page; each block is one offered article."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from monitor.extract.entry_html import tokens
from monitor.extract.listing_anchors import Anchor, is_primary
from monitor.extract.listing_zones import Zones

_WHOLE = frozenset(("article", "li", "tr", "dd"))
_CARD = re.compile(r"(?:.*[-_])?(?:row|card|teaser|item|entry|post|story|news|result|listing)s?(?:[-_]\d+)?")
_ROOTS = frozenset(("html", "body", "main"))
_REACH = 8  # siblings behind a block's element that may belong to it: date, summary, picture


@dataclass(slots=True)
class Block:
    """The part of the page about one address: its elements and its links, the first one leading."""

    key: str
    elements: list[etree._Element]
    anchors: list[Anchor] = field(default_factory=list)

    @property
    def head(self) -> etree._Element:
        """The element that holds the block's link."""
        return self.elements[0]


def blocks_of(anchors: list[Anchor], zones: Zones) -> list[Block]:
    """One block for each place where an address stands, in the page's order."""
    primary = _without_secondary([anchor for anchor in anchors if is_primary(anchor)])
    held = _held_keys(primary)
    blocks: dict[tuple[etree._Element, str], Block] = {}
    for anchor in primary:
        head = _widest(anchor, held)
        block = blocks.setdefault((head, anchor.key), Block(anchor.key, [head]))
        block.anchors.append(anchor)
    heads = {block.head for block in blocks.values()}
    for block in blocks.values():
        block.elements.extend(_following(block.head, heads, held, zones))
    return list(blocks.values())


def _held_keys(anchors: Iterable[Anchor]) -> dict[etree._Element, set[str]]:
    """The addresses below every element; two are enough to know that it is no single block."""
    held: dict[etree._Element, set[str]] = defaultdict(set)
    for anchor in anchors:
        held[anchor.element].add(anchor.key)
        for ancestor in anchor.element.iterancestors():
            if len(held[ancestor]) < 2:
                held[ancestor].add(anchor.key)
    return held


def _without_secondary(anchors: list[Anchor]) -> list[Anchor]:
    """In a card with one linked heading, other links are of its category, its author, its prose."""
    headings: dict[etree._Element, set[str]] = defaultdict(set)
    for anchor in anchors:
        if anchor.is_heading:
            card = _card(anchor.element)
            if card is not None:
                headings[card].add(anchor.key)
    kept = []
    for anchor in anchors:
        card = None if anchor.is_heading or anchor.is_chosen else _card(anchor.element)
        keys = headings.get(card, set()) if card is not None else set()
        if len(keys) != 1 or anchor.key in keys:
            kept.append(anchor)
    return kept


def _card(element: etree._Element) -> etree._Element | None:
    for ancestor in element.iterancestors():
        if ancestor.tag in _ROOTS:
            return None
        if ancestor.tag in _WHOLE or any(_CARD.fullmatch(name) for name in tokens(ancestor)):
            return ancestor
    return None


def _widest(anchor: Anchor, held: dict[etree._Element, set[str]]) -> etree._Element:
    """The largest element around a link that is about its address alone."""
    head = anchor.element
    for ancestor in anchor.element.iterancestors():
        if ancestor.tag in _ROOTS or len(held[ancestor]) > 1 or head.tag in _WHOLE:
            break
        head = ancestor
    return head


def _following(
    head: etree._Element, heads: set[etree._Element], held: dict[etree._Element, set[str]], zones: Zones
) -> list[etree._Element]:
    """Siblings behind a heading that are still about it, in pages that put items flat one after another."""
    found: list[etree._Element] = []
    if head.tag in ("li", "tr", "article"):
        return found
    for sibling in head.itersiblings():
        if sibling in heads or held.get(sibling) or zones.of(sibling) == "out" or len(found) >= _REACH:
            break
        if sibling.tag in ("h1", "h2", "h3", "h4", "hr", "section", "table") or sibling.tag == head.tag == "div":
            break
        found.append(sibling)
    return found


def clusters_of(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks that stand in the same place of the page's structure, and so are of one kind."""
    clusters: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        clusters[_place(block)].append(block)
    return list(clusters.values())


def _place(block: Block) -> str:
    parent = block.head.getparent()
    steps = [str(ancestor.tag) for ancestor in block.head.iterancestors()]
    names = "" if parent is None else _stable(parent)
    return f"{block.head.tag}<{names}<{'/'.join(steps)}"


def _stable(element: etree._Element) -> str:
    """Class names without numbers and without what tells twins apart."""
    names = (re.sub(r"\d+", "", name) for name in (element.get("class") or "").lower().split())
    return ".".join(sorted(name for name in names if name not in ("odd", "even", "first", "last", "active", "")))
