"""Which of day, month and year comes first where only numbers stand."""

from typing import Literal

from monitor.items import Site

Order = Literal["DMY", "MDY", "YMD"]

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "AS", "VI", "PR", "UM", "MP"})
_YEAR_FIRST_COUNTRIES = frozenset({"CN", "JP", "KR", "KP", "TW", "HU", "LT", "IR", "AF", "MN", "NP"})
_MONTH_FIRST_LANGUAGES = frozenset({"fil", "tl"})
_YEAR_FIRST_LANGUAGES = frozenset({"zh", "ja", "ko", "hu", "lt", "fa", "mn", "ne", "eu"})
# English is written in both orders, and so is what Canada prints in either language; Panama
# has its own order and that of the United States.
_UNDECIDED_LANGUAGES = frozenset({"en"})
_UNDECIDED_COUNTRIES = frozenset({"CA", "PA", "XX"})
# What pages and programs write where they know no language, or mean several.
_NO_LANGUAGES = frozenset({"", "und", "mul", "zxx", "x"})


def languages_of(site: Site) -> tuple[str, ...]:
    """The site's languages without regions, in lower case.

    >>> languages_of(Site(languages=("pt-BR", "EN", "und")))
    ('pt', 'en')
    """
    codes = (language.replace("_", "-").split("-")[0].lower() for language in site.languages)
    return tuple(code for code in dict.fromkeys(codes) if code not in _NO_LANGUAGES)


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
        # Spanish pages of the United States keep the order of their language, or do not.
        return "MDY", country == "US" and bool(languages) and "en" not in languages
    if country in _YEAR_FIRST_COUNTRIES:
        return "YMD", False
    return _by_language(languages, country)


def _region(site: Site) -> str:
    """The country that the site's languages name: "US" of "en-US"; "" for none or several."""
    tags = [language.replace("_", "-").split("-") for language in site.languages]
    regions = {tag[-1].upper() for tag in tags if len(tag) > 1 and len(tag[-1]) == 2}
    return regions.pop() if len(regions) == 1 else ""


def may_put_year_first(site: Site) -> bool:
    """Whether "24/03/04" can be 2024: the country or any language of the site writes years first.

    >>> may_put_year_first(Site(languages=("zh",), country="SG")), may_put_year_first(Site(languages=("de",)))
    (True, False)
    """
    if site.date_order:
        return site.date_order == "YMD"
    return site.country.upper() in _YEAR_FIRST_COUNTRIES or bool(_YEAR_FIRST_LANGUAGES & set(languages_of(site)))


def _by_language(languages: set[str], country: str) -> tuple[Order, bool]:
    known_country = bool(country) and country not in _UNDECIDED_COUNTRIES
    if not known_country and languages and languages <= _YEAR_FIRST_LANGUAGES:
        return "YMD", False
    if languages and languages <= _MONTH_FIRST_LANGUAGES:
        return "MDY", False
    known_language = bool(languages - _UNDECIDED_LANGUAGES) and country not in _UNDECIDED_COUNTRIES
    return "DMY", not (known_country or known_language)
