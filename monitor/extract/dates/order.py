"""Which of day, month and year comes first where only numbers stand."""

from typing import Literal

from monitor.items import Site

Order = Literal["DMY", "MDY", "YMD"]

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "AS", "VI", "PR", "UM"})
_YEAR_FIRST_COUNTRIES = frozenset({"CN", "JP", "KR", "KP", "TW", "HU", "LT", "IR", "MN"})
_MONTH_FIRST_LANGUAGES = frozenset({"fil", "tl"})
_YEAR_FIRST_LANGUAGES = frozenset({"zh", "ja", "ko", "hu", "lt", "fa", "mn"})
# English is written in both orders, and so is what Canada prints in either language.
_UNDECIDED_LANGUAGES = frozenset({"en"})
_UNDECIDED_COUNTRIES = frozenset({"CA", "XX"})


def languages_of(site: Site) -> tuple[str, ...]:
    """The site's languages without regions, in lower case.

    >>> languages_of(Site(languages=("pt-BR", "EN")))
    ('pt', 'en')
    """
    return tuple(dict.fromkeys(language.replace("_", "-").split("-")[0].lower() for language in site.languages))


def order_of(site: Site) -> tuple[Order, bool]:
    """The order of a site's numeric dates, and whether that is only a guess.

    >>> order_of(Site(country="US")), order_of(Site(languages=("de",))), order_of(Site(languages=("en",)))
    (('MDY', False), ('DMY', False), ('DMY', True))
    >>> order_of(Site(languages=("en-US",)))
    ('MDY', False)
    """
    if site.date_order:
        return site.date_order, False
    country, languages = site.country.upper() or _region(site), set(languages_of(site))
    if country in _MONTH_FIRST_COUNTRIES:
        return "MDY", False
    if country in _YEAR_FIRST_COUNTRIES:
        return "YMD", False
    return _by_language(languages, country)


def _region(site: Site) -> str:
    """The country that the site's languages name: "US" of "en-US"; "" for none or several."""
    tags = [language.replace("_", "-").split("-") for language in site.languages]
    regions = {tag[-1].upper() for tag in tags if len(tag) > 1 and len(tag[-1]) == 2}
    return regions.pop() if len(regions) == 1 else ""


def _by_language(languages: set[str], country: str) -> tuple[Order, bool]:
    if languages and languages <= _YEAR_FIRST_LANGUAGES:
        return "YMD", False
    if languages and languages <= _MONTH_FIRST_LANGUAGES:
        return "MDY", False
    known_country = bool(country) and country not in _UNDECIDED_COUNTRIES
    known_language = bool(languages - _UNDECIDED_LANGUAGES) and country not in _UNDECIDED_COUNTRIES
    return "DMY", not (known_country or known_language)
