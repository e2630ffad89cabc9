"""Names and places guessed from addresses."""

import pytest

from monitor.sources.naming import free_name, name_of_home, plain_name
from monitor.sources.news_words import news_weight
from monitor.sources.places import guess_place
from monitor.sources.values import read_name


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("https://www.lagoon.fr/", "lagoon_fr"),
        ("https://lagoon.org.uk/en/", "lagoon_uk"),
        ("https://ru.lagoon.example/", "lagoon_ru"),
        ("http://127.0.0.1:8000/", "127_0_0_1_8000"),
        ("http://[::1]/", "1"),
        ("https://localhost/", "localhost"),
        ("https://新聞.example/", "xn_efvv70d"),
        ("nonsense", "source"),
    ],
)
def test_a_name_from_an_address(home: str, name: str) -> None:
    assert name_of_home(home) == read_name(name)


def test_a_name_is_short_and_plain() -> None:
    assert plain_name("Łódź Straße – Ærø!") == "lodz_strasse_aero"
    assert len(plain_name("long " * 100)) <= 60


def test_a_name_that_is_free() -> None:
    assert free_name("a", set()) == "a"
    assert free_name("a", {"a", "a_2", "a_3"}) == "a_4"


@pytest.mark.parametrize("language", ["en-US", "fr-FR", "fr", ""])
def test_a_default_language_tag_is_no_country(language: str) -> None:
    place = guess_place("https://lagoon.org/", language)
    assert (place.country, place.timezone, place.date_order) == ("", "", "")
    assert place.warnings


def test_a_country_with_several_zones_is_a_warning() -> None:
    place = guess_place("https://lagoon.com.br/", "pt-BR")
    assert place.timezone == "America/Sao_Paulo"
    assert "several time zones" in place.warnings[0]
    assert guess_place("https://lagoon.com.br/", "pt-BR", "America/Manaus").warnings == ()


def test_a_zone_that_is_none_is_not_believed() -> None:
    assert guess_place("https://lagoon.hu/", "hu", "UTC+2").timezone == "Europe/Budapest"


@pytest.mark.parametrize(
    "text",
    [
        "News",
        "Actualités",
        "AKTUELLES",
        "Новости",
        "الأخبار",
        "最新消息",
        "ข่าวล่าสุด",
        "Basın Açıklamaları",
        "Tin tức",
        "Ειδήσεις",
        "समाचार",
        "press-releases",
    ],
)
def test_menus_in_many_languages_promise_news(text: str) -> None:
    assert news_weight(text) >= 2


@pytest.mark.parametrize("text", ["", "Contact", "Donate", "À propos", "Über uns", "私たちについて", "News " * 40])
def test_other_menus_do_not(text: str) -> None:
    assert news_weight(text) == 0
