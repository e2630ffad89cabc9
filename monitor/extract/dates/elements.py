"""Texts of elements, and how much they say."""

from itertools import islice

import lxml.html

_AT_ONCE = 20  # pieces of text; most elements have fewer
HEADINGS = ("h1", "h2", "h3", "h4")


def text_of(element: lxml.html.HtmlElement, limit: int = 400) -> str:
    """The text of an element with single spaces, at most `limit` characters.

    >>> text_of(lxml.html.fromstring("<p>3 <b>May</b>\\n2024</p>"))
    '3 May 2024'
    """
    if len(element) == 0:
        return " ".join((element.text or "")[: 3 * limit].split())[:limit]
    pieces = islice(element.itertext(), 1000)
    text = " ".join(islice(pieces, _AT_ONCE))
    while len(text) <= 3 * limit and (more := " ".join(islice(pieces, _AT_ONCE))):
        text = f"{text} {more}"
    return " ".join(text[: 4 * limit].split())[:limit]


def width(text: str) -> int:
    """How many Latin letters a text is worth: a sign of East Asia says as much as two.

    >>> width("Northford"), width("北港工人获释")
    (9, 12)
    """
    return len(text) + (0 if text.isascii() else sum(sign >= "\u2e80" for sign in text))


def label_before(element: lxml.html.HtmlElement) -> str:
    """The words right before an element, where a label such as "Updated" would stand; never a heading's."""
    previous = element.getprevious()
    if previous is not None and previous.tag in HEADINGS:
        return (previous.tail or "").strip()[-60:]
    if previous is not None:
        inner = text_of(previous, 60) if len(previous) < 3 else ""
        return f"{inner} {previous.tail or ''}".strip()[-60:]
    parent = element.getparent()
    return (parent.text or "").strip()[-60:] if parent is not None else ""
