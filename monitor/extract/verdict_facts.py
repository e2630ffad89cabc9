"""What a verdict goes by, and the questions that it asks of an address and of a page's build."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from monitor.extract import verdict_words as words
from monitor.extract.language import tag
from monitor.extract.shape import Shape, lower, width

SOME_PROSE = 250  # characters; a teaser is shorter, an article's text mostly longer
MUCH_PROSE = 600
HEADLINE = 40  # characters; names of sections are shorter
_INTRODUCED = 100  # characters of an introduction for each card below it
_MANY_CARDS = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """What the verdict goes by. `dated` and `titled` say what entry or page state of the article itself."""

    url: str
    canonical: str
    title: str
    headings: tuple[str, ...]
    shape: Shape
    marked_up: str  # the page's scripts and frames, as far as they tell of a challenge
    is_article_type: bool  # JSON-LD or og:type says that the page is an article
    types: frozenset[str]  # all JSON-LD types at the top, in lower case
    dated: bool  # the page states a date of publication for itself
    link_dated: bool  # the entry gave a title and a date
    printed: bool = False  # the page prints a day beside its headline
    is_amp: bool = False
    asked: str = ""  # the address that was asked for, before redirects
    description: str = ""
    nav_words: tuple[str, ...] = ()  # what the page's own menus call it
    languages: frozenset[str] = frozenset()  # those that the page, its other editions, and its site name

    @property
    def strong(self) -> bool:
        """Whether the page or the entry says plainly that this is an article, and text is there."""
        stated = self.link_dated or (self.is_article_type and self.dated)
        return stated and self.shape.prose >= SOME_PROSE


# Each question that a verdict asks of an address begins here.
@lru_cache(maxsize=1)
def segments_of(url: str) -> tuple[str, ...]:
    path = lower(unquote(urlsplit(url).path)).replace("_", "-")
    return tuple(segment for segment in path.split("/") if segment)


LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
# A language with a region or script, or a country: enough where more of the address follows.
_EDITION = re.compile(r"[a-z]{2}(?:-(?:[a-z]{2}|hans|hant|latn|cyrl|arab))?")


def places_of(facts: Facts) -> list[str]:
    """The segments of the address without a language at the start and a page number at the end."""
    segments = segments_of(facts.url)
    if segments and (is_language(segments[0], facts) or (len(segments) > 1 and _EDITION.fullmatch(segments[0]))):
        segments = segments[1:]
    while segments and re.fullmatch(r"page|seite|p|\d{1,3}", segments[-1]):
        segments = segments[:-1]
    return [
        segment.removesuffix(".html").removesuffix(".htm").removesuffix(".php").removesuffix(".aspx")
        for segment in segments
    ]


def last_in(facts: Facts, names: frozenset[str]) -> bool:
    places = places_of(facts)
    return bool(places) and places[-1] in names


def under(facts: Facts, names: frozenset[str]) -> bool:
    """Whether the address is `…/<name>/<something>`."""
    places = places_of(facts)
    return len(places) > 1 and places[-2] in names


def is_language(segment: str, facts: Facts) -> bool:
    """Whether a segment is a code of two letters, or a longer one of a language that the page or its site names."""
    if segment in words.TWO_LETTERS:
        return True
    return LANGUAGE.fullmatch(segment) is not None and tag(segment).split("-")[0] in facts.languages


def is_word(segment: str) -> bool:
    """Whether a segment of an address is a number or a name of up to three words; headlines are longer."""
    return segment.count("-") < 3 and len(segment) < 40


def is_list(facts: Facts, links: int) -> bool:
    shape = facts.shape
    if shape.cards >= max(links, 3) and shape.own_prose < MUCH_PROSE:
        return True
    if is_introduced(facts):
        return True
    return shape.prose < MUCH_PROSE and max(shape.headline_links, shape.headings) >= links


def is_introduced(facts: Facts) -> bool:
    """Whether a page has a name, not a headline, and many more cards than text before them: a section's page."""
    shape, segments = facts.shape, ["", *segments_of(facts.url)]
    if facts.dated or shape.cards < _MANY_CARDS or shape.own_prose >= _INTRODUCED * shape.cards:
        return False
    is_name = is_word(segments[-1]) and not any(map(str.isdigit, segments[-1]))
    return is_name and any(0 < width(text) < HEADLINE for text in facts.headings[:1])


def plain_words(text: str) -> str:
    """Lower case without punctuation. Not by word characters: Thai and Hindi vowels are none to `re`."""
    return _PUNCTUATION.sub(" ", lower(text)).strip()


_PUNCTUATION = re.compile("[\\s!-/:-@\\[-`{-~¡¿«»“”„’‘…–—·•。，！？、：；]+")


def is_named(text: str, names: frozenset[str]) -> bool:
    return plain_words(text).replace(" ", "-") in names
