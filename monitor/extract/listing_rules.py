"""What a source file says of a listing: CSS selectors and address patterns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from monitor.errors import EntryError

_PATTERN_STARTS = ("/", "^", "http", "re:")


@dataclass(frozen=True, slots=True)
class ListingRules:
    """Which links of a listing are items, which lead to further listings, which are neither.

    `item_links` and `follow` hold CSS selectors or address patterns, `ignore` patterns alone. A
    pattern begins with `/` (found in path and query), `^` or `http` (from the start of the whole
    address) or `re:` (anywhere in it).
    """

    item_links: tuple[str, ...] = ()
    follow: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def is_pattern(rule: str) -> bool:
    """Whether a rule is an address pattern, not a CSS selector.

    >>> is_pattern("/news/"), is_pattern("h2 a")
    (True, False)
    """
    return rule.startswith(_PATTERN_STARTS)


def matches(rules: Iterable[str], url: str) -> bool:
    """Whether any of the patterns fits the address; selectors among the rules never do.

    >>> matches(("/20[0-9]{2}/", ".teaser a"), "https://example.org/2026/court")
    True
    """
    return any(_fits(rule, url) for rule in rules if is_pattern(rule))


def ignored(rules: ListingRules, url: str) -> bool:
    """Whether the source file says to leave an address alone."""
    return any(_fits(rule, url) for rule in rules.ignore)


def selected(rules: Iterable[str], root: etree._Element) -> set[etree._Element]:
    """The links that the selectors among the rules choose, or that lie inside what they choose."""
    found: set[etree._Element] = set()
    for rule in rules:
        if not is_pattern(rule):
            for element in _elements(rule, root):
                found.update([element] if element.tag == "a" else element.iter("a"))
    return found


def _elements(rule: str, root: etree._Element) -> list[etree._Element]:
    chosen = _selector(rule)(root)
    return [element for element in chosen if isinstance(element, etree._Element)] if isinstance(chosen, list) else []


def _fits(rule: str, url: str) -> bool:
    if rule.startswith("re:"):
        return _compiled(rule[3:]).search(url) is not None
    if rule.startswith("/"):
        parts = urlsplit(url)
        return _compiled(rule).search(f"{parts.path}?{parts.query}" if parts.query else parts.path) is not None
    return _compiled(rule).match(url) is not None


@lru_cache(1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise EntryError("has a broken pattern", f"{pattern!r} is no regular expression: {error}") from error


@lru_cache(1024)
def _selector(rule: str) -> etree.XPath:
    try:
        return etree.XPath(HTMLTranslator().css_to_xpath(rule))
    except (SelectorError, etree.XPathError) as error:
        raise EntryError("has a broken selector", f"{rule!r} is no CSS selector: {error}") from error
