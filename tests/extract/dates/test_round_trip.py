"""Any day of 1995 to 2035, formatted in any language or calendar we know, reads back as that day.

The languages and names are those of `names.toml`: one that is added there is tested here.
"""

import string
import tomllib
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files

import jdatetime
import pytest
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extract.dates.text import parse_date
from monitor.items import Site
from tests.extract.dates.almanacs import LAST_OF_ALMANAC, in_letters, to_bengali, to_bikram, to_hebrew

NAMES = tomllib.loads(files("monitor.extract.dates").joinpath("names.toml").read_text("utf-8"))
# Languages that count their months, and need no names for them.
COUNTING = ["ja", "ko", "vi", "zh", "zh_Hant"]
LANGUAGES = [*NAMES["gregorian"], *COUNTING]
LATER = datetime(2036, 6, 1, tzinfo=UTC)
DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2035, 12, 31))
# Unicode's Yoruba writes five past six as 6:5.
MOMENTS = st.builds(
    datetime, st.integers(1995, 2035), st.integers(1, 12), st.integers(1, 28), st.integers(0, 23), st.integers(10, 59),
    tzinfo=st.just(UTC),
)  # fmt: skip
# Breton has one word for Tuesday and March, and Wolof one for Saturday and a month's short form.
TWO_MEANINGS = {"br", "wo"}
THAI = Locale.parse("th").months["format"]
PERSIAN_DIGITS = str.maketrans(string.digits, "۰۱۲۳۴۵۶۷۸۹")
DEVANAGARI_DIGITS = str.maketrans(string.digits, "०१२३४५६७८९")
BENGALI_DIGITS = str.maketrans(string.digits, "০১২৩৪৫৬৭৮৯")


def spellings(calendar: str) -> dict[str, list[list[str]]]:
    """By language, every spelling of each month."""
    rows = {language: row.split(" ") for language, row in NAMES[calendar].items()}
    return {
        language: [[name.replace("_", " ") for name in month.split("/") if name != "-"] for month in row]
        for language, row in rows.items()
    }


GREGORIAN, JALALI, HIJRI, ETHIOPIC = map(spellings, ("gregorian", "jalali", "hijri", "ethiopic"))
BIKRAM, BENGALI, HEBREW = map(spellings, ("bikram", "bengali", "hebrew"))


def read(text: str, *languages: str, country: str = "") -> date | None:
    found = parse_date(text, Site(languages=languages, country=country), LATER, "visible")
    return found.day if found else None


@pytest.mark.parametrize(
    "calendar", ["gregorian", "jalali", "hijri", "ethiopic", "bikram", "bengali", "hebrew", "weekday"]
)
def test_every_language_names_every_month(calendar: str) -> None:
    count = {"ethiopic": 13, "hebrew": 14, "weekday": 7}.get(calendar, 12)
    assert {language: len(row.split(" ")) for language, row in NAMES[calendar].items()} == dict.fromkeys(
        NAMES[calendar], count
    )


@pytest.mark.parametrize("language", GREGORIAN)
@settings(max_examples=25, deadline=None)
@given(day=DAYS)
def test_every_spelling_of_a_month_reads_back(language: str, day: date) -> None:
    for name in GREGORIAN[language][day.month - 1]:
        assert read(f"{day.day} {name} {day.year}", language) == day, name


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(day=DAYS)
def test_dates_as_a_language_writes_them_read_back(language: str, day: date) -> None:
    for text in written(day, language):
        assert read(text, language.partition("_")[0]) == day, text


def written(day: date, language: str) -> list[str]:
    """The language's long forms; none where Unicode's tables know no names of months ("M05")."""
    try:
        forms = ["long"] if language in TWO_MEANINGS else ["long", "full"]
        texts = [format_date(day, form, locale=language) for form in forms]
    except UnknownLocaleError:
        return []
    return [text for text in texts if f"M{day.month:02}" not in text]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=10, deadline=None)
@given(moment=MOMENTS)
def test_times_as_a_language_writes_them_read_back(language: str, moment: datetime) -> None:
    site = Site(languages=(language.partition("_")[0],), timezone="UTC")
    for day in written(moment.date(), language):
        time = format_time(moment, "short", locale=language)
        for text in (f"{day} {time}", f"{day}, {time}", f"{time} {day}"):
            found = parse_date(text, site, LATER, "visible")
            assert found is not None, text
            assert found.instant == moment, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_told_from_now_read_back(language: str) -> None:
    for days in range(1, 31):
        text = told(days, language)
        assert read(text, language.partition("_")[0]) == (LATER - timedelta(days=days)).date() or not text, text


def told(days: int, language: str) -> str:
    """The language's words for so many days ago; "" where Unicode's tables know none ("-5 d")."""
    try:
        text = format_timedelta(
            -timedelta(days=days), granularity="day", threshold=99, add_direction=True, locale=language
        )
    except (UnknownLocaleError, KeyError):
        return ""
    return "" if text.startswith("-") else text


@pytest.mark.parametrize("language", JALALI)
@settings(max_examples=25, deadline=None)
@given(day=DAYS)
def test_jalali_days_read_back(language: str, day: date) -> None:
    jalali = jdatetime.date.fromgregorian(date=day)
    year, month, number = jalali.year, jalali.month, jalali.day
    for name in JALALI[language][month - 1]:
        assert read(f"{number} {name} {year}".translate(PERSIAN_DIGITS), language) == day, name
    if year < 1410:
        assert read(f"{year}/{month:02}/{number:02}", "fa") == day


@pytest.mark.parametrize("language", HIJRI)
@settings(max_examples=25, deadline=None)
@given(day=DAYS)
def test_hijri_days_read_back(language: str, day: date) -> None:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    for name in HIJRI[language][hijri.month - 1]:
        assert read(f"{hijri.day} {name} {hijri.year}", language) == day, name
        assert read(f"{hijri.day} {name} {hijri.year} هـ", language) == day, name


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_thai_buddhist_days_read_back(day: date) -> None:
    year = day.year + 543
    assert read(f"{day.day} {THAI['wide'][day.month]} {year}", "th") == day
    assert read(f"{day.day} {THAI['abbreviated'][day.month]} พ.ศ. {year}", "th") == day
    assert read(f"{day.day}/{day.month}/{year}", "th") == day


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_taiwanese_and_japanese_years_read_back(day: date) -> None:
    assert read(f"民國{day.year - 1911}年{day.month}月{day.day}日", "zh", country="TW") == day
    assert read(f"{day.year - 1911}/{day.month:02}/{day.day:02}", "zh", country="TW") == day
    era, start = ("令和", 2018) if day >= date(2019, 5, 1) else ("平成", 1988)
    year = str(day.year - start).replace("1", "元") if day.year - start == 1 else str(day.year - start)
    assert read(f"{era}{year}年{day.month}月{day.day}日", "ja") == day


@pytest.mark.parametrize("language", ETHIOPIC)
@settings(max_examples=25, deadline=None)
@given(day=DAYS)
def test_ethiopic_days_read_back(language: str, day: date) -> None:
    year, month, number = to_ethiopic(day)
    for name in ETHIOPIC[language][month - 1]:
        assert read(f"{name} {number} {year}", language) == day, name
        assert read(f"{name} {number} ቀን {year} ዓ.ም", language) == day, name


def to_ethiopic(day: date) -> tuple[int, int, int]:
    """Counted the other way than the reader does: from the new year of that autumn."""
    autumn = day.year if day >= new_year(day.year) else day.year - 1
    gone = (day - new_year(autumn)).days
    return autumn - 7, gone // 30 + 1, gone % 30 + 1


def new_year(year: int) -> date:
    """11 September, a day later before a leap year of the common calendar; true from 1901 to 2099."""
    return date(year, 9, 12 if (year + 1) % 4 == 0 else 11)


@pytest.mark.parametrize("language", BIKRAM)
@settings(max_examples=50, deadline=None)
@given(day=st.dates(date(1995, 1, 1), LAST_OF_ALMANAC))
def test_days_of_nepal_read_back(language: str, day: date) -> None:
    year, month, number = to_bikram(day)
    for name in BIKRAM[language][month - 1]:
        assert read(f"{number} {name} {year}".translate(DEVANAGARI_DIGITS), language, country="NP") == day, name
        assert read(f"{year} {name} {number} गते".translate(DEVANAGARI_DIGITS), "ne") == day, name
    assert read(f"{year}/{month:02}/{number:02}".translate(DEVANAGARI_DIGITS), "ne") == day
    assert read(f"{year}-{month:02}-{number:02}", language, country="NP") == day


@settings(max_examples=150, deadline=None)
@given(day=st.dates(date(1995, 4, 14), date(2035, 12, 31)))
def test_bengali_days_read_back(day: date) -> None:
    year, month, number = to_bengali(day)
    for name in BENGALI["bn"][month - 1]:
        assert read(f"{number} {name} {year}".translate(BENGALI_DIGITS), "bn", country="BD") == day, name
        assert read(f"{number}ই {name}, {year} বঙ্গাব্দ".translate(BENGALI_DIGITS), "bn") == day, name


@settings(max_examples=250, deadline=None)
@given(day=DAYS)
def test_hebrew_days_read_back(day: date) -> None:
    year, month, number = to_hebrew(day)
    for name in HEBREW["he"][month - 1]:
        assert read(f"{in_letters(number)} ב{name} {in_letters(year - 5000)}", "he") == day, name
        assert read(f"{in_letters(number)} {name}, ה'{in_letters(year - 5000)}".replace('"', "״"), "he") == day, name
        assert read(f"{number} ב{name} {year}", "he") == day, name


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_machine_forms_read_back(day: date) -> None:
    assert read(day.isoformat()) == day
    assert read(day.strftime("%Y%m%d")) == day
    assert read(day.strftime("%Y/%m/%d")) == day
    assert read(day.strftime("%a, %d %b %Y 10:20:30 +0000")) == day
    assert read(day.strftime("%d.%m.%Y"), "de") == day
    assert read(day.strftime("%m/%d/%Y"), "en", country="US") == day


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    found = parse_date(text, Site(languages=("en", "fa", "th")), LATER, "jsonld")
    assert found is None or date(1990, 1, 1) <= found.day <= date(2036, 6, 2)
