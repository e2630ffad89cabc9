"""Times, zones, calendars, labels, relative dates and bad input of `parse_date`."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from monitor.extract.dates.text import parse_date
from monitor.items import DateCandidate, Evidence, Site

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
BERLIN = Site(languages=("de",), country="DE", timezone="Europe/Berlin")
PARIS = Site(languages=("fr",), country="FR", timezone="Europe/Paris")
NEW_YORK = Site(languages=("en",), country="US", timezone="America/New_York")


def parse(text: str, site: Site = BERLIN, evidence: Evidence = "visible") -> DateCandidate:
    read = parse_date(text, site, NOW, evidence)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("text", "site", "instant", "known"),
    [
        ("2021-03-12T18:30:05+02:00", BERLIN, "2021-03-12T16:30:05+00:00", True),
        ("20210312T183005Z", BERLIN, "2021-03-12T18:30:05+00:00", True),
        ("2021-03-12 18:30:05.123", BERLIN, "2021-03-12T17:30:05.123000+00:00", False),
        ("Fri, 12 Mar 2021 18:30:05 GMT", BERLIN, "2021-03-12T18:30:05+00:00", True),
        ("Mon, 12 Mar 2021 18:30 EST", BERLIN, "2021-03-12T23:30:00+00:00", True),
        ("12 Jul 2021 18:30:00 CEST", BERLIN, "2021-07-12T16:30:00+00:00", True),
        ("12.07.2021, 18.30 Uhr", BERLIN, "2021-07-12T16:30:00+00:00", False),
        ("Publié le 3 mai 2024 à 14h05", PARIS, "2024-05-03T12:05:00+00:00", False),
        ("le 3 mai 2024 à 9h", PARIS, "2024-05-03T07:00:00+00:00", False),
        ("March 12, 2021 6:30 p.m. ET", NEW_YORK, "2021-03-12T23:30:00+00:00", True),
        ("March 12, 2021 12:10 AM", NEW_YORK, "2021-03-12T05:10:00+00:00", False),
        (
            "2021년 8월 12일 오후 6:30",
            Site(languages=("ko",), timezone="Asia/Seoul"),
            "2021-08-12T09:30:00+00:00",
            False,
        ),
        (
            "2021年8月12日 下午6:30",
            Site(languages=("zh",), timezone="Asia/Shanghai"),
            "2021-08-12T10:30:00+00:00",
            False,
        ),
        ("2021年8月12日 18時30分", Site(languages=("ja",), timezone="Asia/Tokyo"), "2021-08-12T09:30:00+00:00", False),
        ("12 Agu 2021 18:30 WIB", Site(languages=("id",)), "2021-08-12T11:30:00+00:00", True),
        ("12 August 2021 18:30 IST", Site(languages=("en",), country="IN"), "2021-08-12T13:00:00+00:00", True),
        ("12 August 2021 18:30 IST", Site(timezone="Asia/Kolkata"), "2021-08-12T13:00:00+00:00", True),
        ("12 August 2021 18:30 IST", Site(timezone="Asia/Jerusalem"), "2021-08-12T16:30:00+00:00", True),
        ("2021-08-12 18:30 CST", Site(timezone="Asia/Shanghai"), "2021-08-12T10:30:00+00:00", True),
        ("12 August 2021 18:30 CST", Site(timezone="America/Chicago"), "2021-08-13T00:30:00+00:00", True),
        ("Fri Mar 12 18:30:05 CET 2021", BERLIN, "2021-03-12T17:30:05+00:00", True),
        ("12 مايو 2021 - 10:30 م", Site(languages=("ar",), timezone="Asia/Amman"), "2021-05-12T19:30:00+00:00", False),
    ],
)
def test_reads_the_time_in_its_zone(text: str, site: Site, instant: str, known: bool) -> None:
    read = parse(text, site)
    assert read.instant == datetime.fromisoformat(instant)
    assert read.zone_known is known


@pytest.mark.parametrize("rest", ["3 Dec 2024 23:30:59 +0100", "03 Feb 2025 00:00:00 GMT", "5 Mar 2026 07:05 -0530"])
@pytest.mark.parametrize("site", [BERLIN, PARIS, NEW_YORK, Site(languages=("th",), calendar="buddhist")])
def test_dates_of_mails_are_read_as_written_ones_are(rest: str, site: Site) -> None:
    quick, written = parse(f"Tue, {rest}", site, "feed"), parse(f"Tuesday, {rest}", site, "feed")
    assert replace(quick, raw="") == replace(written, raw="")


@pytest.mark.parametrize("text", ["Tue, 31 Feb 2024 10:00:00 GMT", "Tue, 03 Dec 2027 10:00:00 GMT"])
def test_days_of_mails_that_cannot_be_are_none(text: str) -> None:
    assert parse_date(text, BERLIN, NOW, "feed") is None


def test_keeps_the_printed_day_of_an_offset_and_the_sites_day_of_utc() -> None:
    assert parse("2021-03-12T23:30:00-05:00").day == date(2021, 3, 12)
    assert parse("2021-03-12T23:30:00Z").day == date(2021, 3, 13)
    assert parse("2021-03-12T02:00:00+00:00", NEW_YORK).day == date(2021, 3, 11)


def test_takes_midnight_to_the_second_for_a_day() -> None:
    read = parse("2021-03-12T00:00:00Z", NEW_YORK)
    assert (read.day, read.precision, read.instant) == (date(2021, 3, 12), "day", None)


def test_a_time_without_any_zone_gives_a_day_only() -> None:
    read = parse("12.07.2021, 18:30", Site(languages=("de",)))
    assert (read.precision, read.instant, read.zone_known) == ("day", None, False)


def test_entries_that_programs_write_are_in_utc_without_a_zone() -> None:
    read = parse("2021-07-12 18:30:00", Site(), "feed")
    assert read.instant == datetime(2021, 7, 12, 18, 30, tzinfo=UTC)
    assert not read.zone_known


def test_a_month_gives_its_first_day_and_says_so() -> None:
    read = parse("August 2021")
    assert (read.day, read.precision) == (date(2021, 8, 1), "month")
    assert parse("2021-08").precision == "month"


@pytest.mark.parametrize(("text", "evidence"), [("1615573805", "api"), ("1615573805000", "jsonld")])
def test_seconds_since_1970_count_only_where_programs_write(text: str, evidence: Evidence) -> None:
    assert parse(text, BERLIN, evidence).instant == datetime(2021, 3, 12, 18, 30, 5, tzinfo=UTC)
    assert parse_date(text, BERLIN, NOW, "visible") is None


def test_marks_a_guess_between_day_and_month() -> None:
    assert parse("03/04/2021", Site(languages=("en",))).guessed_order
    assert not parse("03/04/2021", NEW_YORK).guessed_order
    assert not parse("03/04/2021", BERLIN).guessed_order
    assert not parse("13/04/2021", Site(languages=("en",))).guessed_order
    assert not parse("04/04/2021", Site(languages=("en",))).guessed_order
    assert parse("03/04/2021", Site(date_order="MDY")).day == date(2021, 3, 4)


@pytest.mark.parametrize(
    ("text", "site", "day", "is_guess"),
    [
        ("4/3/2024", Site(languages=("zh",), country="HK"), "2024-03-04", False),
        ("4/3/24", Site(languages=("zh",), country="SG"), "2024-03-04", False),
        ("04/03/24", Site(languages=("zh",), country="SG"), "2024-03-04", True),
        ("24. 3. 4.", Site(languages=("ko",), country="KR"), "2024-03-04", False),
        ("24/3/4", Site(languages=("ne",), country="NP"), "2024-03-04", False),
        ("3/4/2024", Site(languages=("es",), country="US"), "2024-03-04", True),
        ("3/4/2024", Site(languages=("en",), country="MP"), "2024-03-04", False),
        ("3/4/2024", Site(languages=("es",), country="PA"), "2024-04-03", True),
        ("3/4/2024", Site(languages=("und",)), "2024-04-03", True),
        ("3/4/2024", Site(languages=("",)), "2024-04-03", True),
    ],
)
def test_where_country_and_language_disagree_the_order_is_a_guess(
    text: str, site: Site, day: str, is_guess: bool
) -> None:
    read = parse(text, site)
    assert (read.day.isoformat(), read.guessed_order) == (day, is_guess)


@pytest.mark.parametrize(
    ("text", "language", "clock"),
    [
        ("রাত ৮:১০, ১৪ মার্চ ২০২৫", "bn", "20:10"),
        ("দুপুর ১:১০, ১৪ মার্চ ২০২৫", "bn", "13:10"),
        ("14 मार्च 2025, सुबह 10:30 बजे", "hi", "10:30"),
        ("14 Mac 2025, 6:05 petang", "ms", "18:05"),
        ("14 Maarso 2025 6:05 GD", "so", "18:05"),
        ("2025年3月14日 中午11:30", "zh", "11:30"),
        ("2025年3月14日 中午12:30", "zh", "12:30"),
        ("2025年3月14日 晚上8:30", "zh", "20:30"),
        ("14 de marzo de 2025, 6:05 de la tarde", "es", "18:05"),
        ("18.05 14. marts 2025", "da", "18:05"),
        ("PM 6.05 14 মাৰ্চ, 2025", "as", "18:05"),
        ("14/03/2025 18:05 م", "ar", "18:05"),
    ],
)
def test_reads_the_half_of_the_day(text: str, language: str, clock: str) -> None:
    read = parse(text, Site(languages=(language,), timezone="UTC"))
    assert read.instant == datetime.fromisoformat(f"2025-03-14T{clock}:00+00:00")


def test_hours_ago_are_no_time_of_day() -> None:
    assert parse("il y a 13 h", PARIS).day == date(2026, 5, 20)
    assert parse("21h ago", NEW_YORK).day == date(2026, 5, 19)
    assert parse("6 days ago at 18:05", NEW_YORK).day == date(2026, 5, 14)


def test_two_letters_are_a_month_in_their_own_language_only() -> None:
    assert parse("12 Du 2024", Site(languages=("br",))).day == date(2024, 11, 12)
    assert parse_date("12 du 2024", Site(), NOW, "visible") is None
    assert parse_date("12 du 2024", PARIS, NOW, "visible") is None


def test_an_update_told_behind_a_date_leaves_it() -> None:
    assert parse("14 March 2025 (updated 2 days ago)").day == date(2025, 3, 14)
    assert parse_date("14 March 2025 (updated)", BERLIN, NOW, "visible") is None


def test_a_weekday_settles_day_and_month() -> None:
    read = parse("Saturday 03/04/2021", Site(languages=("en",)))
    assert (read.day, read.guessed_order) == (date(2021, 4, 3), False)
    read = parse("Thursday 03/04/2021", Site(languages=("en",)))
    assert (read.day, read.guessed_order) == (date(2021, 3, 4), False)


def test_minutes_of_reading_are_no_weekday() -> None:
    read = parse("06.11.2023, 15:20 Uhr • 2 Min. Lesezeit")
    assert (read.day, read.guessed_order) == (date(2023, 11, 6), False)


@pytest.mark.parametrize("text", ["25.04.2026, aktualisiert um 15:10 Uhr", "Publié le 25.04.2026 | mis à jour à 15h10"])
def test_the_time_of_a_change_is_neither_the_publications_nor_does_it_make_it_one(text: str) -> None:
    read = parse(text)
    assert (read.day, read.instant) == (date(2026, 4, 25), None)


def test_the_sources_calendar_settles_the_year() -> None:
    assert parse("1445/10/24", Site(calendar="hijri")).day == date(2024, 5, 3)
    assert parse("1403/02/14", Site(calendar="jalali")).day == date(2024, 5, 3)
    assert parse("25/08/2016", Site(calendar="ethiopic")).day == date(2024, 5, 3)
    assert parse_date("1403/02/14", BERLIN, NOW, "visible") is None
    assert parse_date("3/5/2567", BERLIN, NOW, "visible") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", "2026-05-19"),
        ("gestern, 14:05 Uhr", "2026-05-19"),
        ("hier à 14h05", "2026-05-19"),
        ("вчера, 14:05", "2026-05-19"),
        ("أمس", "2026-05-19"),
        ("heute", "2026-05-20"),
        ("昨天 14:05", "2026-05-19"),
        ("il y a 3 jours", "2026-05-17"),
        ("3 days ago", "2026-05-17"),
        ("vor 3 Tagen", "2026-05-17"),
        ("hace 3 días", "2026-05-17"),
        ("há 3 dias", "2026-05-17"),
        ("3 giorni fa", "2026-05-17"),
        ("3 dagen geleden", "2026-05-17"),
        ("för 3 dagar sedan", "2026-05-17"),
        ("3 dni temu", "2026-05-17"),
        ("3 дня назад", "2026-05-17"),
        ("3 дні тому", "2026-05-17"),
        ("дня тому", "2026-05-19"),
        ("منذ 3 أيام", "2026-05-17"),
        ("منذ يومين", "2026-05-18"),
        ("۳ روز پیش", "2026-05-17"),
        ("3 gün önce", "2026-05-17"),
        ("3 天前", "2026-05-17"),
        ("3日前", "2026-05-17"),
        ("3일 전", "2026-05-17"),
        ("3 วันที่แล้ว", "2026-05-17"),
        ("3 ngày trước", "2026-05-17"),
        ("3 hari yang lalu", "2026-05-17"),
        ("3 दिन पहले", "2026-05-17"),
        ("לפני 3 ימים", "2026-05-17"),
        ("2 часа назад", "2026-05-20"),
        ("منذ ساعتين", "2026-05-20"),
        ("an hour ago", "2026-05-20"),
        ("vor einer Stunde", "2026-05-20"),
        ("2 years ago", ""),
        ("3 months ago", ""),
        ("in 3 days", ""),
        ("3 days", ""),
        ("updated 3 days ago", ""),
        ("5 hours", ""),
    ],
)
def test_reads_dates_told_from_now(text: str, day: str) -> None:
    read = parse_date(text, BERLIN, NOW, "visible")
    assert (read.day if read else None) == (date.fromisoformat(day) if day else None)


def test_is_honest_about_the_precision_of_told_dates() -> None:
    assert parse("5 minutes ago").instant == datetime(2026, 5, 20, 11, 55, tzinfo=UTC)
    assert parse("3 hours ago").precision == "day"
    assert parse("gestern, 14:05 Uhr").instant == datetime(2026, 5, 19, 12, 5, tzinfo=UTC)
    assert parse("1 week ago").precision == "month"
    assert parse_date("2 weeks ago", BERLIN, datetime(2026, 5, 20, tzinfo=UTC), "visible") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "NaN",
        "null",
        "Invalid Date",
        "0000-00-00",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00",
        "9999-12-31T23:59:59-14:00",
        "2021-02-30",
        "30 February 2021",
        "2021-13-01",
        "2021-00-10",
        "2021-W10-5",
        "2021-071",
        "14:05",
        "T14:05:00Z",
        "2021-03-12T25:00:00Z",
        "2021-03-12T10:00:00+25:00",
        "1" * 12000,
        "9" * 250,
        "1 " * 120,
        "1/" * 120,
        "٣" * 200,
        "\ud800\udfff 12",
        "\x00\x00\x00\x00",
        "99/99/9999",
        "12 March 99999",
        "1970-01-01T00:00:00Z",
        "1899-12-31",
        "2026-05-23",
        "2031-01-01",
        "-1",
        "1e9",
        "inf",
        "Infinity",
        "12." * 80,
        "a" * 200,
        "(" * 240,
        "0",
        "13 มกราคม 9999",
        "30 اسفند 1400",
        "民國0年1月1日",
        "令和99年1月1日",
        "31 رمضان 1444",
        "ጳጉሜን 7 2016",
    ],
)
def test_reads_nothing_where_nothing_can_be_read(text: str) -> None:
    for evidence in ("visible", "jsonld", "feed"):
        assert parse_date(text, BERLIN, NOW, evidence) is None


def test_tomorrow_is_read_and_the_day_after_is_not() -> None:
    assert parse("2026-05-21").day == date(2026, 5, 21)
    assert parse_date("2026-05-22", BERLIN, NOW, "visible") is None


def test_survives_unknown_zones_languages_and_orders() -> None:
    odd = Site(languages=("xx", "", "zz-ZZ"), country="??", timezone="Mars/Olympus")
    assert parse("12 March 2021, 18:30", odd).precision == "day"


def test_raw_is_kept_short() -> None:
    raw = json.loads('"12 March 2021 by the desk of the northern harbour and its many friends"')
    assert parse(f"  {raw} ").raw == raw


def test_ethiopian_numbers_are_read_where_the_year_is_now_eight_behind_and_marked_as_a_guess() -> None:
    for language in ("am", "ti"):
        one = parse("10/09/2018", Site(languages=(language,)))
        assert (one.day, one.guessed_order) == (date(2026, 5, 18), True)
    assert parse("10/09/2015", Site(languages=("am",))).day == date(2015, 9, 10)
    assert parse("10/09/2018", Site(languages=("en",), country="GB")).day == date(2018, 9, 10)


@pytest.mark.parametrize(
    ("country", "text", "day", "guessed"),
    [
        ("SA", "12 ربيع الأول 1446", "2024-09-15", False),
        ("", "12 ربيع الأول 1446", "2024-09-15", False),
        ("MA", "12 ربيع الأول 1446", "2024-09-15", True),
        ("MA", "الاثنين 12 ربيع الأول 1446", "2024-09-16", False),
        ("SA", "الخميس 12 ربيع الأول 1446", "2024-09-15", True),
        ("SA", "12/03/1446", "2024-09-15", False),
        ("EG", "12/03/1446", "2024-09-15", True),
    ],
)
def test_days_of_the_moon_are_a_guess_where_no_table_is_law(country: str, text: str, day: str, guessed: bool) -> None:
    read = parse(text, Site(languages=("ar",), country=country))
    assert (read.day.isoformat(), read.guessed_order) == (day, guessed)


def test_tigrinya_months_are_those_of_the_country() -> None:
    eritrea, ethiopia, unknown = (Site(languages=("ti",), country=country) for country in ("ER", "ET", ""))
    assert parse("27 ሰነ 2015", eritrea).day == date(2015, 6, 27)
    assert (parse("27 ሰነ 2015", ethiopia).day, parse("27 ሰነ 2015", ethiopia).guessed_order) == (date(2023, 7, 4), False)
    assert (parse("27 ሰነ 2015", unknown).day, parse("27 ሰነ 2015", unknown).guessed_order) == (date(2023, 7, 4), True)
    assert parse("4 ሓምለ 2025", unknown).day == date(2025, 7, 4)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("he", "15 בתמוז 2023"), ("hi", "२०८० असार १९"), ("hi", "2080/03/19"),
        ("en", "Event date: 12 March 2021"), ("en", "Last update date: 12 March 2021"),
        ("ca", "Actualitzat el 12 de març de 2021"),
    ],
)  # fmt: skip
def test_years_of_calendars_we_lack_and_dates_of_other_things_are_not_read(language: str, text: str) -> None:
    assert parse_date(text, Site(languages=(language,)), NOW, "visible") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Datum konání: 14. 3. 2025", "cs"),
        ("Tanggal acara: 14 Maret 2025", "id"),
        ("Date of judgment: 14 March 2025", "en"),
        ("14, 15 and 16 March 2025", "en"),
        ("entre el 14 y el 16 de marzo de 2025", "es"),
    ],
)
def test_dates_of_something_and_days_of_a_span_are_none(text: str, language: str) -> None:
    assert parse_date(text, Site(languages=(language,)), NOW, "visible") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [("Tanggal terbit: 14 Maret 2025", "id"), ("Date: Friday, 14 March 2025, 10:00", "en"), ("14/3-2025", "da")],
)
def test_dates_of_a_publication_are_its_own(text: str, language: str) -> None:
    assert parse(text, Site(languages=(language,))).day == date(2025, 3, 14)


def test_two_digits_of_a_persian_year_are_its_own_calendars() -> None:
    assert parse("03/12/24", Site(languages=("fa",))).day == date(2025, 3, 14)
