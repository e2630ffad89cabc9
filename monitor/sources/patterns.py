"""Which addresses a source file means: CSS selectors and address patterns."""

import re

from cssselect import HTMLTranslator, SelectorError

# How an address pattern is told from a CSS selector.
PATTERN_STARTS = ("/", "^", "http", "re:")


def is_pattern(text: str) -> bool:
    """Whether this is a regular expression for addresses, and not a CSS selector.

    >>> is_pattern("/news/[0-9]+"), is_pattern("article h2 a")
    (True, False)
    """
    return text.startswith(PATTERN_STARTS)


def check_pattern(text: str) -> None:
    """Raises ValueError that quotes what is wrong with a regular expression."""
    try:
        re.compile(text.removeprefix("re:"))
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(
            f"{text!r} is no regular expression ({error}); write . and ? of an address as \\\\. and \\\\?"
        ) from error


def check_selector(text: str) -> None:
    """Raises ValueError that quotes what is wrong with a CSS selector."""
    try:
        HTMLTranslator().css_to_xpath(text)
    except (SelectorError, RecursionError) as error:
        instead = "write one such as article h2 a, or an address pattern that starts with / or re:"
        raise ValueError(f"{text!r} is no CSS selector ({error}); {instead}") from error


def check_rule(text: str) -> None:
    """Raises ValueError unless this is a CSS selector or an address pattern."""
    check_pattern(text) if is_pattern(text) else check_selector(text)
