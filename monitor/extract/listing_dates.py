"""Whether a piece of text is a date, in any script, without reading which."""

import re
import unicodedata
from functools import lru_cache


def _plain(text: str) -> tuple[str, list[int]]:
    """Digits of any script as ASCII, letters without marks; and where each sign stood in the text."""
    signs, places = [], []
    for place, sign in enumerate(text):
        if sign.isascii():
            signs.append(sign)
            places.append(place)
        elif unicodedata.category(sign) not in ("Mn", "Mc", "Me", "Cf"):
            digit = unicodedata.digit(sign, None)
            signs.append(str(digit) if digit is not None else _bare(sign))
            places.append(place)
    return "".join(signs), places


def _bare(sign: str) -> str:
    """The letter without its accent; syllables of Korean, which NFD takes apart, stay whole."""
    return unicodedata.normalize("NFD", sign)[0] if ord(sign) < 0x1100 else sign


_YEAR = r"(?:1[3-9]|2[0-6])\d\d"
# Marks are taken out before matching, so that a word is letters alone in every script; Thai and
# German abbreviate with points inside, Arabic months may have two words or two names.
_WORD = r"[^\W\d_][^\W\d_]*(?:[.'’][^\W\d_]+)*\.?(?:\s+ال[^\W\d_]+)?(?:/[^\W\d_]+(?:\s+ال[^\W\d_]+)?)?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°|\.|-?го|-?an)?"
_OF = r"(?:\s*(?:de|del|of|d['’]|di|ta['’]|do))?"
_CLOCK = _plain(
    r"(?:[\s,|·•@–-]*(?:at|um|à|a las|às|kl\.?|в|klo|o godz\.)?\s*\d{1,2}[:.h]\d{2}(?::\d\d)?"
    r"(?:\s*(?:am|pm|uhr|h))?(?:\s*\(?[a-z]{2,5}\)?)?)?"
)[0]
_NUMERIC = (
    rf"(?:{_YEAR}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\.?(?:t\d\d:\d\d[\d:.]*(?:z|[+-]\d\d:?\d\d)?)?"
    rf"|\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:{_YEAR}|\d\d)"
    r"|(?:民國|民国|令和|平成)?\s?\d{1,4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?"
    r"|\d{4}\s?년\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?)"
)
_WORDED = (
    rf"(?:\d{{1,2}}{_ORDINAL}{_OF}[\s./-]*{_WORD}{_OF}[\s.,/-]*(?:พ\.ศ\.\s*)?{_YEAR}"
    rf"|{_WORD}\s*\d{{1,2}}{_ORDINAL},?\s+{_YEAR}"
    rf"|{_YEAR}[\s.,]+{_WORD}\s+\d{{1,2}}\.?"
    rf"|{_YEAR}\.?\s+(?:gada|m\.)\s+(?:{_WORD}\s+\d{{1,2}}(?:\s+d\.)?|\d{{1,2}}\.\s+{_WORD})"
    rf"|(?:ngay\s+)?\d{{1,2}}\s+thang\s+\d{{1,2}}(?:,?\s+nam)?,?\s+{_YEAR})"
)
_DAYLESS = rf"(?:{_WORD}{_OF},?\s+{_YEAR})"
_RELATIVE = _plain(
    r"(?:(?:about |vor |hace |há |il y a |for |før |pred |przed |fa |منذ |قبل |לפני |acum )?"
    r"(?:\d{1,2}|an?|une?|один|ساعتين|يومين)?\s*"
    rf"{_WORD}\s*(?:ago|назад|тому|fa|geleden|siden|sedan|önce|sitten|temu|atrás|پیش|前|전|ที่แล้ว|trước|lalu))"
    r"|(?:vor|hace|há|il y a|منذ|قبل|לפני|acum|pred|före)\s+(?:\d{1,2}\s+)?[^\W\d_]+"
    r"|\d{1,2}\s?(?:分钟|小时|分|時間|日|天|週間|時間)前|\d{1,2}\s?(?:분|시간|일) 전"
    r"|today|yesterday|hier|aujourd['’]hui|heute|gestern|hoy|ayer|hoje|ontem|oggi|ieri|сегодня|вчера|اليوم|أمس|今天|昨天|今日|昨日"
)[0]
_LABEL = rf"(?:(?:{_WORD}\s+){{0,3}}{_WORD}\s?:\s*)?"
_WEEKDAY = rf"(?:(?:{_WORD}|\(?[月火水木金土日]\)?)(?:\s{_WORD})?[,،、.]?\s+)?"
_TAIL = r"[\s,.;|·•–—-]*"
_ERA = r"(?:\s?г(?:ода|\.)?|\s?р\.|\s?m\.|\s?هـ|\s?م|\s?\([^\W\d]\))?"
_DATE = re.compile(rf"{_TAIL}{_LABEL}{_WEEKDAY}(?:{_NUMERIC}|{_WORDED}){_CLOCK}{_ERA}{_TAIL}", re.IGNORECASE)
_LOOSE = re.compile(rf"{_TAIL}{_LABEL}(?:{_RELATIVE}|{_DAYLESS}){_TAIL}", re.IGNORECASE)
_YEARLESS = re.compile(
    rf"{_TAIL}{_LABEL}{_WEEKDAY}(?:\d{{1,2}}{_ORDINAL}{_OF}\s*{_WORD}|{_WORD}\s*\d{{1,2}}{_ORDINAL}"
    rf"|\d{{1,2}}\.\s?\d{{1,2}}\.|\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]){_CLOCK}{_TAIL}",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"\W{{0,3}}({_NUMERIC}|{_WORDED}){_CLOCK}\s*(?:[:|–—·•-]+\s*|\.\s+|$|\s(?=\W|[A-ZА-Я]))", re.IGNORECASE
)
_NUMBERS = re.compile(rf"(?<!\d)(?:{_NUMERIC})(?!\d)", re.IGNORECASE)
LONGEST_DATE = 60


def is_date(text: str) -> bool:
    """Whether the whole text is a date with its day, perhaps with weekday, clock and a label.

    >>> is_date("March 02, 2018"), is_date("٢ مارس ٢٠١٨"), is_date("2018年3月2日"), is_date("Rights in 2018")
    (True, True, True, False)
    """
    return 5 <= len(text) <= LONGEST_DATE and _is_date(text)


@lru_cache(16_384)
def _is_date(text: str) -> bool:
    return any(sign.isdigit() for sign in text) and _DATE.fullmatch(_plain(text)[0]) is not None


def is_loose_date(text: str) -> bool:
    """Whether the whole text is a relative date or a month: a date only where a page marks it as one.

    >>> is_loose_date("3 hours ago"), is_loose_date("il y a 3 jours"), is_loose_date("The court ruled")
    (True, True, False)
    """
    return 2 <= len(text) <= LONGEST_DATE and _LOOSE.fullmatch(_plain(text)[0]) is not None


def is_yearless_date(text: str) -> bool:
    """Whether the whole text may be a day and a month: a date only where a page marks it as one.

    >>> is_yearless_date("3 May"), is_yearless_date("5月3日"), is_yearless_date("Three people in May")
    (True, True, False)
    """
    return 4 <= len(text) <= LONGEST_DATE and _YEARLESS.fullmatch(_plain(text)[0]) is not None


def leading_date(text: str) -> str:
    """The date at the beginning of a text, as printed; "" where there is none.

    >>> leading_date("12.03.2024 – The court sits again")
    '12.03.2024'
    """
    plain, places = _plain(text[: LONGEST_DATE + 20])
    found = _LEADING.match(plain)
    return text[places[found.start(1)] : places[found.end(1) - 1] + 1] if found else ""


def numeric_date(text: str) -> str:
    """A date in digits anywhere in a short text, as printed; "" where there is none."""
    plain, places = _plain(text[:300])
    found = _NUMBERS.search(plain)
    return text[places[found.start()] : places[found.end() - 1] + 1] if found else ""
