"""How found items are compared with the known answers."""

from dataclasses import replace
from datetime import date

from monitor.demo.truth import Expected, Found, expected_items, score


def as_found(item: Expected) -> Found:
    """An item found as it should be."""
    address = item.addresses[0] if item.headline else item.addresses[0] + "#item-1"
    return Found(item.source, (address,), item.headline, item.published_day, item.language, item.opening)


def test_a_perfect_crawl() -> None:
    result = score(as_found(item) for item in expected_items())
    assert result.perfect
    assert result.found == result.expected == result.dates_right == result.headlines_right == result.languages_right


def test_what_is_wrong_is_named() -> None:
    good = [as_found(item) for item in expected_items()]
    good[0] = replace(good[0], published_day=date(1999, 1, 1))
    stranger = replace(good[0], addresses=("https://www.aurora.example/about",))
    result = score([*good[:-1], good[1], stranger])
    assert len(result.wrong_dates) == len(result.missing) == len(result.twice) == 1
    assert result.unexpected == ["https://www.aurora.example/about"]
    assert not result.perfect


def test_any_address_of_an_article_will_do() -> None:
    home = next(item for item in expected_items() if len(item.addresses) > 4)
    for address in home.addresses:
        assert score([replace(as_found(home), addresses=(address,))], [home]).perfect
