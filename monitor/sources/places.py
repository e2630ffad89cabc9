"""Where a site is at home: country, time zone and date order, each with the reason for the guess."""

from dataclasses import dataclass

from monitor.extract.urls import host
from monitor.sources.countries import Order, countries
from monitor.sources.languages import region
from monitor.sources.values import is_timezone

# Endings that people all over the world use for how they sound or for their price.
_ENDINGS = "io ai co me tv fm to gg cc ws la nu st vc sh ac tk gq cf ga ml su eu pw sc"
_ANYWHERE = frozenset(_ENDINGS.split())
_DIFFERENT = {"uk": "GB"}
# What the software of sites writes by default, in whichever country the language is used.
_DEFAULT_TAGS = frozenset({"en-US", "en-GB", "fr-FR", "es-ES", "pt-PT", "de-DE", "ru-RU", "zh-CN"})


@dataclass(frozen=True, slots=True)
class Place:
    """A guess at a site's place; the reasons are sentences for the person who checks it."""

    country: str = ""
    timezone: str = ""
    date_order: Order = ""
    timezone_reason: str = ""
    date_order_reason: str = ""
    warnings: tuple[str, ...] = ()


def guess_place(home: str, language: str = "", stated_zone: str = "") -> Place:
    """The place of a site from its address, its language and the zone that its software states.

    >>> place = guess_place("https://lagoon.example.hu/", "hu")
    >>> place.country, place.timezone, place.date_order
    ('HU', 'Europe/Budapest', 'YMD')
    """
    code = country_of_address(home) or country_of_language(language)
    country = countries().get(code)
    stated = stated_zone if is_timezone(stated_zone) else ""
    zone = stated or (country.timezone if country else "")
    order: Order = country.date_order if country else ""
    return Place(
        country=code,
        timezone=zone,
        date_order=order,
        timezone_reason="The site's software states it."
        if stated
        else f"The main zone of {code}; the site does not state one.",
        date_order_reason=f"Usual in {code}; compare with a page.",
        warnings=tuple(_warnings(code, zone, stated)),
    )


def country_of_address(home: str) -> str:
    """The country whose ending an address has; "" for endings that are used anywhere.

    >>> country_of_address("https://lagoon.example.co.uk/"), country_of_address("https://lagoon.io/")
    ('GB', '')
    """
    ending = host(home).rpartition(".")[2]
    code = _DIFFERENT.get(ending, ending.upper())
    return code if code in countries() and ending not in _ANYWHERE else ""


def country_of_language(language: str) -> str:
    """The country that a language tag names; "" where the tag is only a software's default.

    >>> country_of_language("fr-SN"), country_of_language("en-US")
    ('SN', '')
    """
    code = region(language)
    return code if code in countries() and language not in _DEFAULT_TAGS else ""


def _warnings(code: str, zone: str, stated: str) -> list[str]:
    if not code and not zone:
        return ["country and timezone are not known: times without a zone on its pages will stay uncertain"]
    if not code:
        return ["country is not known: write two capital letters, or XX for none"]
    if not stated and countries()[code].has_several_zones:
        return [f"{code} has several time zones; {zone} is where most people live: check it"]
    return []
