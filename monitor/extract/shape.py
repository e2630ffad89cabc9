"""How a page is built: how much text lies together, how much in links, which forms it has."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element
from lxml.html import HtmlElement

from monitor.extract.cards import find_cards
from monitor.extract.tree import text_of, texts_anyhow, texts_in

_INLINE = {
    "a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "tt", "u", "var", "bdo",
}  # fmt: skip
_WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_HEADINGS = {"h1", "h2", "h3", "h4"}
_MAIL = re.compile("mail|correo|courriel|почт|пошт|البريد|ایمیل|邮箱|邮件|郵件|メール|메일|דוא.ל|דואר|อีเมล|ηλεκτρονικ")
_TEXTS_AT_MOST = 50_000
_SHORTEST = 20  # characters of a text that is prose


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how many fields a person fills in, whether it asks for a password or a mail address, its words."""

    fields: int
    password: bool
    email: bool
    words: str
    buttons: tuple[str, ...] = ()  # what stands on its buttons, in lower case


@dataclass(frozen=True, slots=True)
class Shape:
    """Lengths are in characters of visible text, where one of a script without spaces counts as three."""

    text: int = 0
    link_text: int = 0
    # The longest run of prose under one element: the article's text, or one teaser of a listing.
    prose: int = 0
    # Links whose text is as long as a headline.
    headline_links: int = 0
    headings: int = 0
    # Linked headlines with a date or teaser, and the longest run of prose outside of them, menus, forms and footers.
    cards: int = 0
    own_prose: int = 0
    start: str = ""  # the first visible text
    forms: tuple[Form, ...] = ()


def longest_prose(tree: HtmlElement) -> int:
    """`Shape.prose` alone, in a fifth of the time that the whole shape takes."""
    return max(_prose(tree).values(), default=0)


def read_shape(tree: HtmlElement) -> Shape:
    """Measures a page; in time that grows with its size only."""
    cards = find_cards(tree)
    walk = _walk(tree, cards.elements)
    return Shape(
        text=walk.text,
        link_text=walk.link_text,
        prose=max(walk.prose.values(), default=0),
        headline_links=walk.headline_links,
        headings=sum(1 for _ in tree.iter("h2", "h3")),
        cards=cards.count,
        own_prose=max(walk.own_prose.values(), default=0),
        start=" ".join(" ".join(walk.start).split())[:3000],
        forms=tuple(_read_form(form) for form in list(tree.iter("form"))[:30]),
    )


def prose_block(tree: HtmlElement) -> HtmlElement | None:
    """The element that holds most prose, as `Shape.prose` measures it; None without any."""
    prose = _prose(tree)
    best = max(prose, key=lambda block: prose[block], default=None)
    return best if isinstance(best, HtmlElement) else None


def prose_lengths(root: HtmlElement) -> dict[_Element, int]:
    """How much prose each block in an element holds itself, without headings and links, roughly in reading order."""
    lengths: dict[_Element, int] = {}
    # No script has signs wider than three characters, and ASCII none wider than one.
    for text, element in islice(texts_anyhow(root, shortest=_SHORTEST // 3), _TEXTS_AT_MOST):
        if len(text) < _SHORTEST and text.isascii():
            continue
        if not text.isspace() and (length := width(text)) >= _SHORTEST:
            block = _block_of(element)
            if block in lengths or (block.tag not in _HEADINGS and _link_around(block) is None):
                lengths[block] = lengths.get(block, 0) + length
    return lengths


def _prose(tree: HtmlElement) -> Counter[_Element]:
    """The prose of each block, as `_Walk` adds it up."""
    body = next(tree.iter("body"), None)
    return counted_up(prose_lengths(body)) if body is not None else Counter()


def counted_up(lengths: Mapping[_Element, int]) -> Counter[_Element]:
    """The prose of each block with that of the blocks in it, as `Shape.prose` measures it."""
    prose: Counter[_Element] = Counter()
    for block, length in lengths.items():
        _count_up(prose, block, length)
    return prose


def _walk(tree: HtmlElement, cards: frozenset[_Element]) -> "_Walk":
    walk = _Walk(cards)
    body = next(tree.iter("body"), None)
    for text, element in islice(texts_in(body), _TEXTS_AT_MOST) if body is not None else ():
        if not text.isspace():
            walk.take(text, element)
    return walk


class _Walk:
    """Adds up texts by the block they stand in; prose within the elements of `cards` is not the page's own."""

    def __init__(self, cards: frozenset[_Element]) -> None:
        self.cards = cards
        self.text = self.link_text = 0
        self.start: list[str] = []
        self.links: Counter[_Element] = Counter()
        self.prose: Counter[_Element] = Counter()
        self.own_prose: Counter[_Element] = Counter()

    @property
    def headline_links(self) -> int:
        """How many links are as long as a headline."""
        return sum(1 for length in self.links.values() if length >= 25)

    def take(self, text: str, element: _Element) -> None:
        length = width(text)
        self.text += length
        if len(self.start) < 300:
            self.start.append(text)
        block = _block_of(element)
        if block.tag == "a" or (length >= _SHORTEST and block.tag not in _HEADINGS):
            self._add(block, length)

    def _add(self, block: _Element, length: int) -> None:
        """Counts a text as a link's, or else as prose."""
        if (link := _link_around(block)) is not None:
            self.link_text += length
            self.links[link] += length
            return
        _count_up(self.prose, block, length)
        if block not in self.cards:
            _count_up(self.own_prose, block, length)


def _block_of(element: _Element) -> _Element:
    """The block in which an element's text stands, or the link that it stands in."""
    while element.tag in _INLINE and element.tag != "a" and (parent := element.getparent()) is not None:
        element = parent
    return element


def _link_around(block: _Element) -> _Element | None:
    """The link that a block is, or that goes around it, as teasers have it."""
    around: _Element | None = block
    for _ in range(4):
        if around is None or around.tag == "a":
            return around
        around = around.getparent()
    return None


def _count_up(prose: Counter[_Element], block: _Element, length: int) -> None:
    """Counts a text for its block, for the one around it, and for the next where paragraphs are wrapped one by one."""
    prose[block] += length
    above = block.getparent()
    if above is not None:
        prose[above] += length
        # A wrapper with a heading or link is a teaser.
        if _is_alone(block) and (beyond := above.getparent()) is not None:
            prose[beyond] += length


def _is_alone(element: _Element) -> bool:
    return element.getprevious() is None and element.getnext() is None


def width(text: str) -> int:
    """Characters of a text without space around it; those of scripts without spaces count as three."""
    stripped = text.strip()
    if stripped.isascii():
        return len(stripped)
    return len(stripped) + 2 * len(_WIDE.findall(stripped))


def lower(text: str) -> str:
    """Lower case, in which a Turkish capital I with a dot is an ordinary i; composed, so that words are found in it.

    >>> lower("İMZALA") == "imzala"
    True
    """
    return unicodedata.normalize("NFC", text.replace("İ", "i").lower())


def _read_form(form: HtmlElement) -> Form:
    inputs = [(one.get("type") or "text").lower() for one in form.iter("input")]
    names = " ".join(
        one.get(name) or ""
        for one in form.iter("input")
        for name in ("name", "autocomplete", "placeholder", "aria-label")
    ).lower()
    shown = [kind for kind in inputs if kind in {"text", "email", "tel", "number", "date", "password", "search", "url"}]
    words = " ".join(
        [form.get("action") or "", form.get("id") or "", form.get("class") or "", text_of(form, 2000)[:2000]]
    )
    buttons = [one.get("value") or "" for one in form.iter("input") if one.get("type") in ("submit", "button")]
    pressed = [text_of(one, 200)[:200] for one in form.iter("button")]
    return Form(
        fields=len(shown) + sum(1 for _ in form.iter("textarea", "select")),
        password="password" in inputs,
        email="email" in inputs or _MAIL.search(names) is not None,
        words=f"{words} {' '.join(buttons)}".lower(),
        buttons=tuple(" ".join(lower(text).split()) for text in [*buttons, *pressed] if text.strip()),
    )
