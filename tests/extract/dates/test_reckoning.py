"""Days of Nepal, Bangladesh and Israel: each the almanac's, and none where the calendar is another land's."""

from datetime import date, timedelta

import pytest

from monitor.extract.dates.bikram import from_bikram
from monitor.extract.dates.calendars import from_bengali
from monitor.extract.dates.choice import choose
from monitor.extract.dates.hebrew import from_hebrew
from monitor.extract.dates.text import parse_date
from monitor.items import Site
from tests.extract.dates.almanacs import FIRSTS, LAST_OF_ALMANAC, to_bengali, to_bikram, to_hebrew
from tests.extract.dates.pages import HEADLINE, NOW, TEXT, candidates


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def test_every_day_of_nepal_is_the_almanacs() -> None:
    assert all(from_bikram(*to_bikram(day)) == day for day in days(min(FIRSTS), LAST_OF_ALMANAC))


def test_every_day_of_bangladesh_is_that_of_its_law() -> None:
    assert all(from_bengali(*to_bengali(day)) == day for day in days(date(1995, 4, 14), date(2035, 12, 31)))


def test_every_hebrew_day_is_the_one_whose_light_it_is() -> None:
    assert all(from_hebrew(*to_hebrew(day)) == day for day in days(date(1995, 1, 1), date(2035, 12, 31)))


def test_no_day_stands_for_two_of_another_calendar() -> None:
    every = [(month, day) for month in range(14) for day in range(34)]
    for read, years in ((from_bikram, range(2040, 2090)), (from_bengali, range(1400, 1440))):
        found = [read(year, month, day) for year in years for month, day in every]
        known = [day for day in found if day]
        assert known == days(known[0], known[-1])


@pytest.mark.parametrize(
    ("languages", "country", "text"),
    [
        (("hi",), "", "२१ वैशाख २०८१"),
        (("hi",), "IN", "वैशाख २१, 2081"),
        (("en",), "IN", "Magh 12, 2079"),
        (("bn",), "IN", "২০ বৈশাখ ১৪৩১"),
        (("as",), "", "২০ বৈশাখ ১৪৩১"),
        (("en",), "", "2081/01/21"),
        (("ne",), "NP", "वैशाख २०८१"),
        (("ne",), "NP", "२०८१ जेठ ३३"),
        (("ne",), "NP", "२१ वैशाख २०९५"),
        (("ne",), "NP", "म्याद: २१ वैशाख २०८१"),
        (("ne",), "NP", "२१ वैशाख २०८१ सम्म"),
        (("bn",), "BD", "৩০ ফাল্গুন ১৪৩১"),
        (("bn",), "BD", "২০ বৈশাখ ২০২৪"),
        (("bn",), "BD", "বৈশাখ ১৪৩১"),
        (("he",), "IL", "א' באדר תשפ\"ד"),
        (("he",), "IL", "א' באדר א' תשפ\"ה"),
        (("he",), "IL", "ל' באלול תשפ\"ג"),
        (("he",), "IL", 'עודכן: כ"ה בניסן תשפ"ד'),
        (("he",), "IL", 'ח"כ כ"ץ בתשרי תשפ"ד'),
        (("he",), "IL", 'שנת הלימודים תשפ"ד'),
        (("he",), "IL", "3 בתמוז 2024"),
    ],
)
def test_days_that_are_not_those_of_the_site_are_none(languages: tuple[str, ...], country: str, text: str) -> None:
    assert parse_date(text, Site(languages=languages, country=country), NOW, "visible") is None


@pytest.mark.parametrize(
    ("language", "country", "text", "is_guess"),
    [
        ("ne", "", "२१ वैशाख २०८१", False),
        ("ne", "", "शुक्रबार, २१ वैशाख २०८१", False),
        ("ne", "", "शनिबार, २१ वैशाख २०८१", True),
        ("en", "", "Baisakh 21, 2081", True),
        ("en", "", "Friday, Baisakh 21, 2081", False),
        ("en", "NP", "Baisakh 21, 2081", False),
        ("bn", "BD", "২০ বৈশাখ ১৪৩১", False),
        ("bn", "", "২০ বৈশাখ ১৪৩১", True),
        ("bn", "", "শুক্রবার, ২০ বৈশাখ ১৪৩১", False),
        ("bn", "BD", "শনিবার, ২০ বৈশাখ ১৪৩১", True),
        ("bn", "", "৩ মে ২০২৪, ২০ বৈশাখ ১৪৩১", False),
        ("bn", "", "২০ বৈশাখ ১৪৩১, ৩ মে ২০২৪", False),
        ("he", "IL", 'כ"ה בניסן תשפ"ד', True),
        ("he", "IL", 'כ"ה בניסן תשפ"ד, 3 במאי 2024', False),
        ("he", "IL", 'כ"ד בניסן תשפ"ד, 3 במאי 2024', False),
    ],
)
def test_a_day_is_sure_by_its_land_or_its_weekday(language: str, country: str, text: str, is_guess: bool) -> None:
    read = parse_date(text, Site(languages=(language,), country=country), NOW, "visible")
    assert read is not None
    assert (read.day, read.guessed_order) == (date(2024, 5, 3), is_guess)


@pytest.mark.parametrize("text", ["१ जेठ २०६२", "३२ जेठ २०६२"])
def test_days_on_which_almanacs_differ_are_a_guess(text: str) -> None:
    read = parse_date(text, Site(languages=("ne",)), NOW, "visible")
    assert read is not None
    assert read.guessed_order


def test_a_source_may_say_that_it_prints_years_of_nepal() -> None:
    read = parse_date("२१/०१/२०८१", Site(languages=("mai",), date_order="DMY", calendar="bikram"), NOW, "visible")
    assert read is not None
    assert (read.day, read.guessed_order) == (date(2024, 5, 3), False)


def test_programs_may_write_years_of_nepal() -> None:
    site = Site(languages=("ne",), country="NP")
    read = parse_date("2081-01-21T10:20:30+05:45", site, NOW, "meta")
    assert read is not None
    assert read.instant is not None
    assert read.instant.isoformat() == "2024-05-03T04:35:30+00:00"


def test_the_common_date_wins_over_another_beside_it() -> None:
    read = parse_date("৩ মে ২০২৪, ১৯ বৈশাখ ১৪৩১", Site(languages=("bn",), country="BD"), NOW, "visible")
    assert read is not None
    assert read.day == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("<span>১৯ বৈশাখ ১৪৩১</span><span>৩ মে ২০২৪</span>", date(2024, 5, 3)),
        ("<span>১৯ বৈশাখ ১৪৩১</span><span>৯ মে ২০২৪</span>", date(2024, 5, 2)),
        ("<span>১৯ বৈশাখ ১৪৩১</span>", date(2024, 5, 2)),
    ],
)
def test_a_guessed_day_is_the_common_one_printed_beside_it(printed: str, day: date) -> None:
    found = candidates(f"<h1>{HEADLINE}</h1>{printed}{TEXT}", site=Site(languages=("bn",)))
    assert [one.day for one in found] == [day]


def test_todays_date_in_the_head_is_not_the_articles() -> None:
    head = "<header><div>बुधबार, ६ जेठ २०८३</div></header>"
    own = "<div>२१ वैशाख २०८१</div>"
    site = Site(languages=("ne",))
    with_own = choose(candidates(f"{head}<h1>{HEADLINE}</h1>{own}{TEXT}", site=site), NOW)
    alone = choose(candidates(f"{head}<nav>गृह</nav><h1>{HEADLINE}</h1>{TEXT}", site=site), NOW)
    assert with_own is not None
    assert alone is not None
    assert (with_own.candidate.day, alone.candidate.day) == (date(2024, 5, 3), date(2026, 5, 20))
    assert alone.confidence == "low"
