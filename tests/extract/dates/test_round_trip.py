"""Any day of 1995 to 2035, formatted in any language or calendar we know, reads back as that day."""

import string
from datetime import UTC, date, datetime

import jdatetime
import pytest
from babel import Locale
from babel.dates import format_date
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extract.dates.text import parse_date
from monitor.items import Site

LATER = datetime(2036, 6, 1, tzinfo=UTC)
DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2035, 12, 31))
LANGUAGES = [
    "af",
    "am",
    "ar",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "cy",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fi",
    "fil",
    "fr",
    "ga",
    "gl",
    "gu",
    "ha",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "km",
    "kn",
    "ko",
    "ky",
    "lo",
    "lt",
    "lv",
    "mk",
    "ml",
    "mr",
    "ms",
    "my",
    "nb",
    "ne",
    "nl",
    "pa",
    "pl",
    "pt",
    "ro",
    "ru",
    "si",
    "sk",
    "sl",
    "so",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
    "zh_Hant",
]
JALALI = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()  # noqa: SIM905
AFGHAN = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت".split()  # noqa: SIM905
HIJRI = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
]
ETHIOPIC = ["መስከረም", "ጥቅምት", "ኅዳር", "ታኅሣሥ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ", "ግንቦት", "ሰኔ", "ሐምሌ", "ነሐሴ", "ጳጉሜን"]
THAI = Locale.parse("th").months["format"]
PERSIAN_DIGITS = str.maketrans(string.digits, "۰۱۲۳۴۵۶۷۸۹")


def read(text: str, *languages: str, country: str = "") -> date | None:
    found = parse_date(text, Site(languages=languages, country=country), LATER, "visible")
    return found.day if found else None


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(day=DAYS)
def test_full_names_read_back(language: str, day: date) -> None:
    code = language.partition("_")[0]
    for form in ("full", "long"):
        text = format_date(day, form, locale=language)
        assert read(text, code) == day, text


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_jalali_days_read_back(day: date) -> None:
    jalali = jdatetime.date.fromgregorian(date=day)
    year, month, number = jalali.year, jalali.month, jalali.day
    assert read(f"{number} {JALALI[month - 1]} {year}".translate(PERSIAN_DIGITS), "fa") == day
    assert read(f"{number} {AFGHAN[month - 1]} {year}", "fa", country="AF") == day
    if year < 1410:
        assert read(f"{year}/{month:02}/{number:02}", "fa") == day


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_hijri_days_read_back(day: date) -> None:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    assert read(f"{hijri.day} {HIJRI[hijri.month - 1]} {hijri.year} هـ", "ar") == day


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


@settings(max_examples=150, deadline=None)
@given(day=DAYS)
def test_ethiopic_days_read_back(day: date) -> None:
    year, month, number = to_ethiopic(day)
    assert read(f"{ETHIOPIC[month - 1]} {number} ቀን {year} ዓ.ም", "am") == day


def to_ethiopic(day: date) -> tuple[int, int, int]:
    """Counted the other way than the reader does: from the new year of that autumn."""
    autumn = day.year if day >= new_year(day.year) else day.year - 1
    gone = (day - new_year(autumn)).days
    return autumn - 7, gone // 30 + 1, gone % 30 + 1


def new_year(year: int) -> date:
    """11 September, a day later before a leap year of the common calendar; true from 1901 to 2099."""
    return date(year, 9, 12 if (year + 1) % 4 == 0 else 11)


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
