"""What filters offer: watches, people, languages, sources, countries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from monitor.review import safe
from monitor.review.facets import Facets
from monitor.review.visit import Visit
from monitor.review.words import gettext as _
from monitor.review.words import language

# The watch of alerts that somebody picked by hand.
BY_HAND = "picked_by_hand"


@dataclass(frozen=True, slots=True)
class Choices:
    """Pairs of value and title, by title."""

    watches: list[tuple[str, str]]
    people: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    sources: list[tuple[str, str]]
    countries: list[tuple[str, str]]
    tags: list[tuple[str, str]]


def watch_titles(facets: Facets) -> dict[str, str]:
    """What each watch is called, and what stands in its place where a person found something."""
    return {**dict(facets.watches), BY_HAND: _("Picked by hand")}


async def choices(visit: Visit) -> Choices:
    """What can be chosen now."""
    facets = await visit.house.shelf.facets()
    titles = watch_titles(facets)
    return Choices(
        watches=_sorted((name, titles[name]) for name, _title in facets.watches if name == safe.line(name)),
        people=[(user.name, user.title or user.name) for user in facets.people if user.may("researcher")],
        languages=_sorted((code, language_title(code)) for code in visit.house.shelf.languages()),
        sources=_sorted(visit.house.shelf.titles().items()),
        countries=_sorted((code, country_title(code)) for code in visit.house.shelf.countries()),
        tags=_plain(facets.tags),
    )


def language_title(code: str) -> str:
    """What a language is called in the reader's.

    >>> language_title("fr"), language_title("zz"), language_title("")
    ('French', 'zz', '')
    """
    return _language_title(code, language())


@lru_cache(4_096)
def _language_title(code: str, reader: str) -> str:
    titles, base = Locale.parse(reader).languages, code.partition("-")[0]
    title = titles.get(base, "")
    among = f"{title} ({code})" if title and base != code else title or code
    return str(titles.get(code.replace("-", "_")) or among)


def country_title(code: str) -> str:
    """What a country is called in the reader's language.

    >>> country_title("fr"), country_title("XX")
    ('France', 'XX')
    """
    return _country_title(code, language())


@lru_cache(4_096)
def _country_title(code: str, reader: str) -> str:
    return str(Locale.parse(reader).territories.get(code.upper()) or code)


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: pair[1].casefold())


def _plain(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names that look like what they are."""
    return [(name, name) for name in names if name == safe.line(name)]
