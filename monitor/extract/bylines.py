"""Who wrote an article, as a line by its headline says that nothing marks: "By Ada Bell | 12 March 2024"."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from monitor.extract.body import text_blocks
from monitor.extract.tree import text_of

_TAGS = ("p", "div", "span", "li", "td", "font", "small", "em", "i", "b", "strong", "h4", "h5", "address")
_NEAR = 60  # elements after the headline
_LONGEST = 120
_FURNITURE = frozenset({"nav", "aside", "figure", "figcaption", "form", "blockquote"})
_BY = re.compile(
    r"^(?:(?:(?:written|posted|published|submitted|reported)\s+)?by|(?:geschrieben |verfasst )?von|(?:écrit )?par|por"
    r"|door|escrito por|scritto da|geschreven door)\s*:?\s+(?=[A-ZÀ-ÖØ-Þ])"
    r"|^(?:author|autor(?:in)?|auteur|autore|автор|کاتب|نویسنده|بقلم|كتب|מאת|作者|文|記者|记者)\s*[:：]\s*",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(r"^[\d\s.:/|,–-]+")
_PARTICLES = frozenset({
    "and", "und", "et", "y", "e", "en", "og", "och", "i", "de", "da", "do", "dos", "das", "del", "della", "di", "du",
    "la", "le", "van", "von", "vom", "zu", "zur", "der", "den", "ten", "ter", "bin", "ibn", "al", "el", "af", "av",
})  # fmt: skip
# What parts a name from the date, the place and the outlet beside it.
_END = re.compile(
    r"\s*(?:[|•·⋅/]|\s[–—-]\s|\n|\d|,\s*\d|\s(?:on|am|le|el|il|op|em|den)\s)"
    r"|,?\s+(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+"
    r"(?=\S*\d|\w+ \d)",
    re.IGNORECASE,
)


def printed_names(tree: HtmlElement) -> Iterator[str]:
    """What stands behind a word for "by" in the lines around the headline, nearest below it first.

    >>> from monitor.extract.tree import parse
    >>> page = parse("<h1>Prison closes</h1><p>By Ada Bell | Tuesday, 12 March</p><p>By noon all had left.</p>")
    >>> list(printed_names(page)) if page is not None else []
    ['Ada Bell']
    """
    headline = next((found for tag in ("h1", "h2", "h3") if (found := next(tree.iter(tag), None)) is not None), None)
    if headline is None:
        return
    for element in islice(_after(tree, headline), _NEAR):
        text = text_blocks(element) if len(text_of(element, _LONGEST + 1)) <= _LONGEST else ""
        text = _DATE_BEFORE.sub("", text)
        label = _BY.match(text)
        if label and not any(above.tag in _FURNITURE for above in element.iterancestors()):
            name = _END.split(text[label.end() :], maxsplit=1)[0].strip(" ,")
            if _is_person(name):
                yield name


def _after(tree: HtmlElement, headline: HtmlElement) -> Iterator[HtmlElement]:
    elements = tree.iter(str(headline.tag), *_TAGS)
    next((one for one in elements if one is headline), None)
    yield from elements


def _is_person(name: str) -> bool:
    """Whether each word but short ones ("de", "van") begins with a capital, where the script has them."""
    words = name.split()
    if not 4 < len(name) <= 60 or len(words) > 8 or (name.isascii() and len(words) < 2) or words[-1][0].islower():
        return False
    return all(not word[0].islower() or word in _PARTICLES for word in words)
