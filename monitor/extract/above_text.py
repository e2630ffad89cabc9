"""The lines that stand right above the text of a page as a headline does, where no markup calls one so."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml.html import HtmlElement

from monitor.extract.plain import fold, tidy
from monitor.extract.shape import prose_block, width
from monitor.extract.tree import text_of, texts_in

_NEAR = 40  # texts above the first long one
_PARAGRAPH = 80  # in characters of Latin, as the next two
_SHORTEST, _LONGEST = 20, 300
_MOST_TEXTS, _MOST_ELEMENTS = 20_000, 40
_READ = 5000  # characters of the text that a headline is compared with
_LEVELS = 4
_HEADINGS = {"h2": 5.0, "h3": 4.0, "h4": 3.0}
_FONT, _BOLD, _CENTRED = 4.0, 2.0, 1.0
_LEAST_TOLD = 0.25  # the share of its words that the text has of what is only bold or centred
_NEVER = frozenset({
    "a", "h1", "nav", "footer", "aside", "form", "select", "option", "button", "li", "figure", "figcaption", "label",
    "noscript", "textarea", "caption", "th",
})  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:h1|head(?:line|ing)?|(?:news|article|post|entry|page|art)?-?title|titul[oa]?|titel|titre|titolo|tytul|judul"
    r"|baslik|subject|zagolovok)\d{0,2}(?:$|[\s_-])",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"sub|second|kicker|over|caption|photo|section|widget|site|menu|block-title", re.IGNORECASE)
_STYLED_SIZE = re.compile(r"font-size:\s*(\d{1,3}(?:\.\d+)?)\s*(px|pt|r?em|%)", re.IGNORECASE)
_LARGE = {"px": 18.0, "pt": 14.0, "em": 1.3, "rem": 1.2, "%": 130.0}
_STYLED_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_STYLED_CENTRED = re.compile(r"text-align:\s*center", re.IGNORECASE)
_DAY = re.compile(r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")
_SENTENCE_END = re.compile(r"[.。।።؟]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the text: how much its markup makes of it, and the share of its words that the text has."""

    element: HtmlElement
    text: str
    rank: float
    share: float


def lines_above_text(tree: HtmlElement) -> list[Line]:
    """Lines above the text that are set as headlines are, likeliest first; none where there is no text.

    >>> from monitor.extract.tree import parse
    >>> text = "Three writers of Northhaven left prison on Monday after a year, their lawyer told the court."
    >>> tree = parse(f"<b>Three writers of Northhaven free</b><div>3.5.2024</div><div>{text}</div>")
    >>> [line.text for line in lines_above_text(tree)] if tree is not None else []
    ['Three writers of Northhaven free']
    """
    block = prose_block(tree)
    if block is None:
        return []
    told = text_of(block, _READ)
    lines = [line for one in _above(tree, block) if (line := _line(one, told)) is not None]
    # Of lines that are alike in all, the nearest to the text comes first.
    return sorted(lines, key=lambda line: line.rank + 2 * line.share, reverse=True)


def share_told(text: str, told: str) -> float:
    """The share of a line's words, or of its runs of letters in scripts without spaces, that a text has too.

    >>> share_told("Floods", "Northford saw floods."), share_told("Press release", "Northford saw floods.")
    (1.0, 0.0)
    """
    folded, whole = fold(text), fold(told)
    step = 2 if width(text) > len(text) else 4
    runs = {folded[place : place + step] for place in range(len(folded) - step + 1)}
    return sum(run in whole for run in runs) / len(runs) if runs else 0.0


def _above(tree: HtmlElement, block: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that hold the last short texts before the first paragraph of the text, the nearest first."""
    near: deque[HtmlElement] = deque(maxlen=_NEAR)
    body = next(tree.iter("body"), tree)
    for text, holder in islice(texts_in(body), _MOST_TEXTS):
        if width(text) >= _PARAGRAPH and any(one is block for one in _lineage(holder)):
            break
        if not text.isspace():
            near.append(holder)
    yield from dict.fromkeys(reversed(near))


def _line(holder: HtmlElement, told: str) -> Line | None:
    """What an element holds as a line; None where it is no headline's by its length, place or look."""
    text = tidy(text_of(holder, _LONGEST + 1)) if _is_small(holder) else ""
    if not _SHORTEST <= width(text) <= _LONGEST or _DAY.search(text) or next(holder.iter("a"), None) is not None:
        return None
    if any(one.tag in _NEVER for one in islice(_lineage(holder), 8)):
        return None
    rank = max(map(_rank, _as_long(holder, text)))
    if rank == 0 or (rank <= _BOLD and _SENTENCE_END.search(text)):
        return None
    share = share_told(text, told.replace(text, "", 1))
    return Line(holder, text, rank, share) if rank > _BOLD or share >= _LEAST_TOLD else None


def _as_long(holder: HtmlElement, text: str) -> Iterator[HtmlElement]:
    """An element and those around it that hold nothing else."""
    yield holder
    for outer in islice(holder.iterancestors(), _LEVELS):
        if outer.tag == "body" or not _is_small(outer) or len(text_of(outer, _LONGEST + 1)) > len(text) + 2:
            return
        yield outer


def _is_small(element: HtmlElement) -> bool:
    """Whether an element holds no more others than a headline with its pictures and line ends does."""
    return next(islice(element.iter(), _MOST_ELEMENTS, None), None) is None


def _lineage(element: HtmlElement) -> Iterator[HtmlElement]:
    return chain((element,), element.iterancestors())


def _rank(element: HtmlElement) -> float:
    """How much an element's tag, names and style make of its text; 0 where it is set as any other."""
    names, style = f"{element.get('class') or ''} {element.get('id') or ''}"[:500], element.get("style") or ""
    if _NAMED.search(names) and not _BESIDE.search(names):
        return _HEADINGS["h2"]
    if (rank := _HEADINGS.get(str(element.tag))) is not None:
        return rank
    if _is_large(element, style):
        return _FONT
    if element.tag in ("b", "strong", "big") or _STYLED_BOLD.search(style):
        return _BOLD
    is_centred = element.tag == "center" or (element.get("align") or "").lower() == "center"
    return _CENTRED if is_centred or _STYLED_CENTRED.search(style) else 0.0


def _is_large(element: HtmlElement, style: str) -> bool:
    if element.tag == "font" and (element.get("size") or "").strip() in {"4", "5", "6", "7", "+1", "+2", "+3", "+4"}:
        return True
    size = _STYLED_SIZE.search(style)
    return size is not None and float(size[1]) >= _LARGE[size[2].lower()]
