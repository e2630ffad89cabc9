"""Days and months without a year: the latest that has been, always marked as a guess."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.dates.choice import choose
from monitor.extract.dates.yearless import parse_yearless
from monitor.items import Link, Site
from tests.extract.dates.pages import HEADLINE, NOW, TEXT, URL, candidates

READ = [
    ("en", "3 May", "2026-05-03"),
    ("en", "May 3rd", "2026-05-03"),
    ("en", "Posted on 3 June, 14:05", "2025-06-03"),
    ("en", "Friday, 3 May", "2024-05-03"),
    ("en", "29 February", "2024-02-29"),
    ("en", "21 May", "2025-05-21"),
    ("en-US", "03/06", "2026-03-06"),
    ("en-GB", "03/06", "2025-06-03"),
    ("de", "Fr., 3.5., 14:05 Uhr", "2024-05-03"),
    ("fr", "le 3 mai à 14h05", "2026-05-03"),
    ("ru", "3 мая в 14:05", "2026-05-03"),
    ("zh", "五月三日", "2026-05-03"),
    ("ja", "12月31日", "2025-12-31"),
    ("ko", "5월 3일", "2026-05-03"),
    ("fa", "۱۴ اردیبهشت", "2026-05-04"),
    ("am", "ሚያዝያ 25", "2026-05-03"),
    ("ar", "10 رمضان", "2026-02-27"),
    ("ne", "२१ वैशाख", "2026-05-04"),
    ("ne", "चैत १, आइतबार", "2026-03-15"),
    ("bn-BD", "২০ বৈশাখ", "2026-05-03"),
]
NOT_READ = [
    ("en", "Article 19"),
    ("en", "31 June"),
    ("en", "03/06"),
    ("en", "3.5"),
    ("en", "Updated 3 May"),
    ("en", "Deadline: 3 May"),
    ("en", "3 May to 5 May"),
    ("en", "3 May people"),
    ("en", "May 2024"),
    ("de", "Bewerbungsfrist 3. Mai"),
    ("hi", "२१ वैशाख"),
    ("bn-IN", "২০ বৈশাখ"),
]


def site_of(language: str) -> Site:
    code, _, country = language.partition("-")
    return Site(languages=(code,), country=country)


@pytest.mark.parametrize(("language", "text", "day"), READ)
def test_the_latest_day_that_has_been(language: str, text: str, day: str) -> None:
    found = parse_yearless(text, site_of(language), NOW, "listing")
    assert found is not None
    assert (found.day, found.guessed_order) == (date.fromisoformat(day), True)


@pytest.mark.parametrize(("language", "text"), NOT_READ)
def test_what_is_something_else(language: str, text: str) -> None:
    assert parse_yearless(text, site_of(language), NOW, "listing") is None


@given(st.dates(date(1995, 1, 1), date(2035, 12, 31)), st.integers(0, 300))
def test_any_day_of_the_year_before_is_read_back(day: date, later: int) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=later)
    found = parse_yearless(f"{day:%B} {day.day}", Site(languages=("en",)), now, "visible")
    assert found is not None
    assert found.day == day


def test_a_listing_gives_one_with_low_confidence() -> None:
    link = Link(URL, published="3 May", published_evidence="listing")
    choice = choose(candidates(f"<h1>{HEADLINE}</h1>{TEXT}", link=link), NOW)
    assert choice is not None
    assert (choice.candidate.evidence, choice.candidate.day, choice.confidence) == ("listing", date(2026, 5, 3), "low")
    assert "its year" in choice.why


def test_a_year_elsewhere_on_the_page_is_believed_first() -> None:
    body = f"<h1>{HEADLINE}</h1><span class=date>3 May</span><p>NORTHFORD, 3 May 2019 – They sang.</p>{TEXT}"
    assert [one.day for one in candidates(body)] == [date(2019, 5, 3)]


def test_the_line_by_the_headline() -> None:
    body = f"<article><h1>{HEADLINE}</h1><span class=date>3 May, 14:05</span>{TEXT}</article>"
    assert [one.day for one in candidates(body)] == [date(2026, 5, 3)]
