"""Puts the text of a page that is drawn by scripts where readers of pages look for it.

Such pages carry their article as HTML inside the data of their scripts, as strings in strings.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.plain import plain_text
from monitor.extract.tree import parse

_ENOUGH = 400  # characters; a page that shows so many shows its text
_A_LINE = 30
_HOLDERS = (
    "p", "div", "span", "br", "td", "li", "a", "b", "strong", "em", "i", "section", "article", "blockquote", "main",
)  # fmt: skip
_LEAST = 400
_DEPTH = 3
_CANDIDATES = 100
# Ends at the end of the text at the latest, so that no start is ever tried in vain.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_MAY_HOLD = re.compile(r"(?:<|\\u003c)p(?:[\s>]|\\u003e)", re.IGNORECASE)
_MOST = 2_000_000  # characters of scripts that are looked through


def hydrate(tree: HtmlElement) -> None:
    """Adds the text in the page's scripts that fits its title best to a page that shows next to none."""
    body = next(tree.iter("body"), None)
    if body is None or _shows_text(tree):
        return
    about = _about(tree)
    texts = ((markup, plain_text(markup)) for markup in islice(_texts(tree), _CANDIDATES))
    fitting = [
        (sum(word in text for word in about), len(text), markup) for markup, text in texts if len(text) >= _LEAST
    ]
    drawn = parse(f"<body><article>{max(fitting)[2]}</article></body>") if fitting else None
    article = next(drawn.iter("article"), None) if drawn is not None else None
    if article is not None:
        body.append(article)


def _shows_text(tree: HtmlElement) -> bool:
    """Whether the page shows enough text of some length without its scripts; most do in their first paragraphs."""
    return _show_text(tree.iter("p")) or _show_text(tree.iter(*_HOLDERS))


def _show_text(holders: Iterable[HtmlElement]) -> bool:
    shown = 0
    for one in holders:
        shown += sum(len(text) for text in (one.text, one.tail) if text and len(text) >= _A_LINE)
        if shown >= _ENOUGH:
            return True
    return False


def _about(tree: HtmlElement) -> set[str]:
    """The words of the page's title."""
    title = next(tree.iter("title"), None)
    return set((title.text or "").split()) if title is not None else set()


def _texts(tree: HtmlElement) -> Iterator[str]:
    left = _MOST
    for script in tree.iter("script"):
        text = script.text or ""
        left -= len(text)
        if left > 0 and "ld+json" not in (script.get("type") or "") and _MAY_HOLD.search(text):
            yield from _marked_up(text, _DEPTH)


def _marked_up(text: str, depth: int) -> Iterator[str]:
    """The strings in a script that are HTML with several paragraphs; also strings within strings."""
    for found in _STRING.finditer(text):
        if len(found[0]) < _LEAST or not _MAY_HOLD.search(found[0].replace("\\\\", "\\")):
            continue
        try:
            value = json.loads(found[0], strict=False)
        except ValueError:
            continue
        if value.lstrip().startswith("<") and len(_PARAGRAPH.findall(value)) >= 2:
            yield value
        elif depth > 1:
            yield from _marked_up(value, depth - 1)
