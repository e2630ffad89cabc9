"""What shows that a page tells one story: a headline that its window repeats, and an address or a day of its own."""

import re
from urllib.parse import parse_qsl, urlsplit

from monitor.extract import verdict_words as words
from monitor.extract.plain import fold
from monitor.extract.shape import lower, width
from monitor.extract.site_name import parts_of_title
from monitor.extract.verdict_facts import HEADLINE, MUCH_PROSE, SOME_PROSE, Facts, places_of, plain_words

A_SENTENCE = 60  # characters
TWO_SENTENCES = 100
_SHORTEST = 4  # letters of a heading that a title can be said to repeat
_SENTENCE = 5  # hyphens of an address that spells out a headline; names of people and topics have fewer
_LONG_NUMBER = re.compile(r"\d{5}")
_FIVE_WORDS = re.compile("[^-]-[^-]+-[^-]+-[^-]+-[^-]")
# The fields under which boards and players keep the number of what they show: `?id=88213`, `?wr_no=2187`.
_NUMBER = re.compile(r"(?:^p|id|idx|no|seq|num|nr)$", re.IGNORECASE)
# "6 May 2024", "2024年5月6日", "۶ مه ۲۰۲۴": a year and a day; the name of an archive has a year or a month only.
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d).*(?<!\d)\d{4}(?!\d)|(?<!\d)\d{4}(?!\d).*(?<!\d)\d{1,2}(?!\d)")


def headline_of(facts: Facts) -> str:
    """The longest heading that stands in the window title, or has its first part in it; "" where none does."""
    title = fold(facts.title)
    first = next(map(fold, parts_of_title(facts.title)), title)
    alike = [text for text in facts.headings[:3] if _is_in(fold(text), title) or _is_in(first, fold(text))]
    return max(alike, key=len, default="")


def _is_in(one: str, other: str) -> bool:
    return len(one) >= _SHORTEST and one in other


def is_told(facts: Facts, least: int) -> bool:
    """Whether a page has a headline, not a name, and so much text outside of cards, menus and forms."""
    if facts.shape.own_prose < least:
        return False
    headline = headline_of(facts)
    return bool(headline) and (is_headline(headline) or is_of_one_page(facts))


def is_headline(text: str) -> bool:
    """Whether a heading is too long for the name of a section."""
    return width(text) >= HEADLINE


def names_day(text: str) -> bool:
    """Whether a heading says of which day it is, as those of digests do.

    >>> names_day("Press review of 6 May 2024"), names_day("Press reviews 2024")
    (True, False)
    """
    return _DAY.search(text) is not None


def is_of_one_page(facts: Facts) -> bool:
    """Whether an address has a headline of five words in it, or a number as long as those of articles."""
    return is_numbered(facts) or _FIVE_WORDS.search((places_of(facts) or [""])[-1]) is not None


def is_numbered(facts: Facts) -> bool:
    """Whether an address has a number in it as long as those of articles."""
    if _LONG_NUMBER.search((places_of(facts) or [""])[-1]):
        return True
    fields = parse_qsl(urlsplit(facts.url).query)
    return any(len(value) >= 4 and value.isdecimal() and _NUMBER.search(name) for name, value in fields)


def is_spelled_out(facts: Facts) -> bool:
    """Whether an address has a headline of six words or more in it, and the page that headline."""
    return (places_of(facts) or [""])[-1].count("-") >= _SENTENCE and headline_of(facts) != ""


def is_news(facts: Facts) -> bool:
    """Whether a page tells a story among a site's news, or a long one under the day on which it came out."""
    if not words.LISTING.isdisjoint(places_of(facts)[:-1]):
        return is_told(facts, SOME_PROSE)
    return facts.printed and is_told(facts, MUCH_PROSE)


def is_mostly(text: str, wording: re.Pattern[str]) -> bool:
    """Whether a text is little else than such a wording; a headline that has it in it says more.

    >>> not_found = re.compile("page not found")
    >>> is_mostly("Page not found!", not_found), is_mostly("'Page not found': an archive vanishes", not_found)
    (True, False)
    """
    forms = (plain_words(text), f"{lower(text)} ")  # some wordings are known by their signs
    return 2 * min(len(fold(wording.sub(" ", form))) for form in forms) < len(fold(text))
