"""dateparser, for what our own tables do not hold: pinned, strict, and checked afterwards."""

import re
from datetime import date, datetime

from monitor.extract.dates.found import Found
from monitor.extract.dates.order import languages_of, order_of
from monitor.items import Site

# A 25-character text that looks like ISO but is not costs dateparser seconds; longer ones more.
LONGEST = 60
# Their names of months are those of two calendars, and dateparser knows one.
_TWO_CALENDARS = frozenset({"ti"})
_WORDY = re.compile(r"[^\W\d_]{2,}")


def read_with_dateparser(text: str, now: datetime, site: Site) -> Found | None:
    """A day that dateparser reads in the site's languages; None unless its parts stand in the text."""
    languages = [code for code in languages_of(site) if code in _known_languages() - _TWO_CALENDARS]
    if not languages or len(text) > LONGEST or not _is_worth_trying(text):
        return None
    read = _parse(text, languages, order_of(site)[0], now)
    return Found(read) if read and _stands_in(read, text) else None


def _is_worth_trying(text: str) -> bool:
    numbers = re.findall(r"\d+", text)
    return bool(_WORDY.search(text)) and any(len(number) == 4 for number in numbers) and 2 <= len(numbers) <= 4


def _parse(text: str, languages: list[str], order: str, now: datetime) -> date | None:
    import dateparser

    read = dateparser.parse(
        text,
        languages=languages,
        settings={
            "DATE_ORDER": order,
            "STRICT_PARSING": True,
            "RELATIVE_BASE": now.replace(tzinfo=None),
            "PARSERS": ["absolute-time"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return read.date() if read else None


def _stands_in(read: date, text: str) -> bool:
    numbers = {int(number) for number in re.findall(r"\d+", text)}
    return read.year in numbers and read.day in numbers


def _known_languages() -> frozenset[str]:
    from dateparser.data.languages_info import language_order

    return frozenset(language_order)
