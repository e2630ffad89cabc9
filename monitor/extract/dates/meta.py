"""Dates in meta elements, by what their names promise."""

from collections.abc import Iterator

import lxml.html

from monitor.extract.dates.lists import names

Named = list[tuple[str, str]]


def published_texts(named: Named) -> list[str]:
    """Texts that claim to be the publication; those that only say "date" where none claims it."""
    promise = "published" if claims_publication(named) else "created"
    return list(dict.fromkeys(text for name, text in named if name in names("meta", promise)))[:6]


def claims_publication(named: Named) -> bool:
    """Whether one of them calls itself the publication, and not just a date."""
    return any(name in names("meta", "published") for name, _ in named)


def modified_texts(named: Named) -> list[str]:
    """Texts that claim to be the last change."""
    return [text for name, text in named if name in names("meta", "modified")]


def named_texts(tree: lxml.html.HtmlElement) -> Named:
    """Names, in lower case, and texts of all meta elements."""
    return list(_named(tree))


def is_read(element: lxml.html.HtmlElement) -> bool:
    """Whether a meta element is named for a date, so that what it says was read here already."""
    said = {(element.get(attribute) or "").strip().lower() for attribute in ("property", "name")}
    return any(said & names("meta", promise) for promise in ("published", "created", "modified"))


def _named(tree: lxml.html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Names and texts. http-equiv is left out: what stands there is the server's clock."""
    for element in tree.iter("meta"):
        text = (element.get("content") or "").strip()
        if not text or len(text) > 100:
            continue
        for attribute in ("property", "name"):
            name = (element.get(attribute) or "").strip().lower()
            if name:
                yield name, text
