"""The cards of a listing: linked headlines, one after the other, each with a date or a line or two of text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element
from lxml.html import HtmlElement

_LINKS = 3000
_LONG = 20  # characters of a linked headline that stands in no heading; names of menus are shorter
_TEASER = 500  # characters of a card besides its headline; more is a text of its own
_ROW = 3  # cards built alike that make a row
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt"}
_ASIDE = ("nav", "footer", "aside", "form")


@dataclass(frozen=True, slots=True)
class Cards:
    """How many cards a page has, and every element that is part of one, or of a menu, footer or form."""

    count: int
    elements: frozenset[_Element]


def find_cards(tree: HtmlElement) -> Cards:
    """The cards of a page; in time that grows with its size only.

    >>> from monitor.extract.tree import parse
    >>> card = "<li><h3><a href='/{0}'>Writer {0} was freed</a></h3><p>She had been held for a year.</p></li>"
    >>> tree = parse("<ul>" + "".join(card.format(n) for n in range(4)) + "</ul>")
    >>> find_cards(tree).count if tree is not None else 0
    4
    """
    beside: set[HtmlElement] = set()
    for outer in tree.iter(*_ASIDE):
        if outer not in beside:
            beside.update(outer.iter())
    heads = list(_heads(tree, beside))
    known = set(heads)
    under = Counter(above for head in heads for above in head.iterancestors())
    rows: dict[tuple[object, ...], list[list[_Element]]] = {}
    for head in heads:
        card = _card(head, under, known)
        if _is_card(card, head):
            rows.setdefault((card[0].tag, card[0].get("class"), head.tag), []).append(card)
    found = [card for row in rows.values() if len(row) >= _ROW for card in row]
    inside = {inner for card in found for outer in card for inner in outer.iter()}
    return Cards(len(found), frozenset(inside | beside))


def _heads(tree: HtmlElement, beside: set[HtmlElement]) -> Iterator[HtmlElement]:
    """The heading of each link to another page, or the link itself where it is long enough; each address once."""
    seen: set[str] = set()
    for number, link in enumerate(tree.iter("a")):
        if number >= _LINKS:
            return
        address = (link.get("href") or "").split("#")[0]
        if not address or address in seen or link in beside:
            continue
        heading = next((up for _, up in zip(range(4), link.iterancestors(), strict=False) if up.tag in _HEADINGS), None)
        if heading is not None or len(_text(link, 200)) >= _LONG or next(link.iter(*_HEADINGS), None) is not None:
            seen.add(address)
            yield link if heading is None else heading


def _card(head: HtmlElement, under: Counter[HtmlElement], heads: set[HtmlElement]) -> list[_Element]:
    """The largest element with one headline in it; in a flat list, the headline and what follows up to the next."""
    card: _Element = head
    while (above := card.getparent()) is not None and under[above] == 1 and above.tag != "body":
        card = above
    if card is not head:
        return [card]
    flat: list[_Element] = [head]
    for after in head.itersiblings():
        if after in heads or under[after] or after.tag in ("h1", "h2"):
            break
        flat.append(after)
    return flat


def _is_card(card: list[_Element], head: HtmlElement) -> bool:
    """Whether little stands around the headline, and nothing before a link that is no heading: no text with a link."""
    text = " ".join(_text(one, 2000) for one in card)
    headline = _text(head, 2000)
    if len(text) - len(headline) > _TEASER:
        return False
    if head.tag in _HEADINGS or next(head.iter(*_HEADINGS), None) is not None:
        return True
    return card[0].tag not in ("p", "a", "span") and text.find(headline) < 40 and len(text) > len(headline) + 20


def _text(element: _Element, limit: int) -> str:
    """The text of an element on one line, up to the part with which it reaches the limit."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part)
        if length > limit:
            break
    return " ".join("".join(parts).split())
