"""Which addresses a source file means: CSS selectors and address patterns."""

import re

from cssselect import HTMLTranslator, SelectorError

from monitor.extract.listing_rules import is_pattern


def check_pattern(text: str) -> None:
    """Raises ValueError that quotes what is wrong with an address pattern."""
    if not is_pattern(text):
        raise ValueError(f"{text!r} is no address pattern; start it with / (path), ^ or http (whole address), or re:")
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
