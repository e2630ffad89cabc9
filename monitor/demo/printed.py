"""Dates as the sites print them, each in its own language and calendar."""

from collections.abc import Callable
from datetime import date, datetime

import jdatetime

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    # The months as they are named in the Levant; two of them are two words.
    "ar": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def printed(language: str, when: datetime | date | None) -> str:
    """A date as a page in that language prints it; "" for none.

    >>> printed("fa", date(2026, 11, 3)), printed("th", date(2026, 11, 3))
    ('۱۲ آبان ۱۴۰۵', '3 พฤศจิกายน 2569')
    >>> printed("fr", datetime(2026, 3, 3, 14, 5)), printed("ar", date(2026, 11, 3))
    ('le 3 mars 2026 à 14h05', '٣ تشرين الثاني ٢٠٢٦')
    """
    return _FORMATS.get(language, _english)(when) if when else ""


def american(day: date) -> str:
    """A day as Drupal prints it in North America.

    >>> american(date(2018, 3, 2))
    'March 02, 2018'
    """
    return f"{_month('en', day.month)} {day.day:02}, {day.year}"


def _month(language: str, number: int) -> str:
    return _MONTHS[language].split()[number - 1].replace("_", " ")


def _clock(when: date, pattern: str) -> str:
    return when.strftime(pattern) if isinstance(when, datetime) else ""


def _english(when: date) -> str:
    return f"{when.day} {_month('en', when.month)} {when.year}"


def _french(when: date) -> str:
    day = "1er" if when.day == 1 else str(when.day)
    return f"le {day} {_month('fr', when.month)} {when.year}{_clock(when, ' à %Hh%M')}"


def _spanish(when: date) -> str:
    return f"{when.day} de {_month('es', when.month)} de {when.year}"


def _portuguese(when: date) -> str:
    return f"{when.day} de {_month('pt', when.month)} de {when.year}"


def _russian(when: date) -> str:
    return f"{when.day} {_month('ru', when.month)} {when.year}{_clock(when, ', %H:%M')}"


def _thai(when: date) -> str:
    return f"{when.day} {_month('th', when.month)} {when.year + 543}"


def _japanese(when: date) -> str:
    return f"{when.year}年{when.month}月{when.day}日"


def _arabic(when: date) -> str:
    return f"{when.day} {_month('ar', when.month)} {when.year}".translate(_ARABIC)


def _persian(when: date) -> str:
    jalali = jdatetime.date.fromgregorian(year=when.year, month=when.month, day=when.day)
    return f"{jalali.day} {_month('fa', jalali.month)} {jalali.year}".translate(_PERSIAN)


_FORMATS: dict[str, Callable[[date], str]] = {
    "fr": _french,
    "es": _spanish,
    "pt": _portuguese,
    "ru": _russian,
    "th": _thai,
    "ja": _japanese,
    "ar": _arabic,
    "fa": _persian,
}
