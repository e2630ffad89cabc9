"""One reader for each sort of value in a source file.

Each takes what TOML gave and returns the value, or raises ValueError with what to write instead.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from monitor.sources.countries import countries
from monitor.sources.languages import is_language_code, tidy_language
from monitor.sources.model import Kind
from monitor.sources.patterns import check_pattern, check_rule, check_selector
from monitor.sources.problems import did_you_mean

KINDS: tuple[str, ...] = get_args(Kind)
CONFIDENCES = ("validated", "seen", "inferred", "memory")
CALENDARS = ("gregorian", "jalali", "hijri", "buddhist", "minguo", "ethiopic", "bikram")
SELECTOR_NAMES = ("headline", "body", "date", "authors", "remove")
_NAME = re.compile(r"[a-z0-9_]{1,80}")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\s]")


def read_text(value: object) -> str:
    """A text on one or more lines, without the space around it."""
    if not isinstance(value, str):
        raise ValueError(f'{_shown(value)} is no text; write it in quotes, such as "text"')
    return value.strip()


def read_name(value: object) -> str:
    """A name of a file, group or spider: lower-case letters, digits and _."""
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError(f"{_shown(value)} is no name; write lower-case letters a-z, digits and _, such as amnesty_fr")
    return value


def read_cron(value: object) -> str:
    """A cron line of five fields: minute, hour, day, month, weekday.

    >>> read_cron("30 6-22/2 * * 1-5")
    '30 6-22/2 * * 1-5'
    """
    text = read_text(value)
    try:
        next(CronSim(text, datetime(2026, 1, 1, tzinfo=UTC)))
        sound = len(text.split()) == 5
    except (CronSimError, StopIteration):
        sound = False
    if not sound:
        raise ValueError(f'{_shown(value)} is no cron line; write five fields such as "30 6-22/2 * * 1-5"')
    return text


def read_flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(f"{_shown(value)} is neither; write true or false, without quotes")
    return value


def read_count(value: object) -> int:
    """How many requests at a time: a whole number from 1 to 16."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 16:
        raise ValueError(f"{_shown(value)} does not fit; write a whole number from 1 to 16")
    return value


def read_address(value: object) -> str:
    """An http or https address.

    >>> read_address("https://example.org/feed/")
    'https://example.org/feed/'
    """
    text = read_text(value)
    try:
        parts = urlsplit(text)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or _CONTROLS.search(text) or len(text) > 2000:
        raise ValueError(f"{_shown(value)} is no web address; write one that starts with https:// or http://")
    return text


def read_country(value: object) -> str:
    """A country's two letters, or XX for none."""
    text = read_text(value)
    if text != "XX" and text not in countries():
        hint = f"; did you mean {text.upper()}?" if text.upper() in countries() else ""
        raise ValueError(
            f"{_shown(value)} is no country{hint or '; write two capital letters such as FR, or XX for none'}"
        )
    return text


def read_languages(value: object) -> tuple[str, ...]:
    """A list of language tags, the site's main language first."""
    if not isinstance(value, list) or not value:
        raise ValueError(f'{_shown(value)} is no list of languages; write ["fr"] or ["de", "fr"]')
    return tuple(_read_language(part) for part in value)


def _read_language(value: object) -> str:
    text = read_text(value)
    if tidy_language(text) != text or not is_language_code(text.split("-")[0]):
        near = tidy_language(text)
        hint = f"; did you mean {near}?" if near else "; write a code such as fr, pt-BR or zh-Hant"
        raise ValueError(f"{_shown(value)} is no language{hint}")
    return text


@lru_cache(maxsize=1000)
def is_timezone(name: str) -> bool:
    """Whether this is a zone of the IANA database.

    >>> is_timezone("Europe/Paris"), is_timezone("Europe"), is_timezone("../etc")
    (True, False, False)
    """
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return "/" in name or name == "UTC"


def read_timezone(value: object) -> str:
    """A zone of the IANA database, such as Europe/Paris."""
    text = read_text(value)
    if not is_timezone(text):
        hint = did_you_mean(text, available_timezones(), "; write one such as Europe/Paris, or UTC")
        raise ValueError(f"{_shown(value)} is no time zone{hint}")
    return text


def one_of(known: tuple[str, ...]) -> Callable[[object], str]:
    """A reader that takes these words only."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            words = ", ".join(known)
            hint = did_you_mean(value, known) if isinstance(value, str) else ""
            raise ValueError(f"{_shown(value)} is not known{hint or f'; write one of {words}'}")
        return value

    return read


def read_rules(value: object) -> tuple[str, ...]:
    """CSS selectors or address patterns, one text or a list."""
    return _each(value, check_rule)


def read_patterns(value: object) -> tuple[str, ...]:
    """Address patterns, one text or a list."""
    return _each(value, check_pattern)


def _each(value: object, check: Callable[[str], None]) -> tuple[str, ...]:
    texts = tuple(read_text(part) for part in (value if isinstance(value, list) else [value]))
    for text in texts:
        if not text:
            raise ValueError("an empty text fits every address; write a selector or pattern, or leave the key out")
        check(text)
    return texts


def read_article(value: object) -> dict[str, str]:
    """The [article] table: what to read on a page, and its CSS selector."""
    if not isinstance(value, dict):
        raise ValueError(f'{_shown(value)} is no table; write [article] on a line, then lines such as body = "main"')
    for key, selector in value.items():
        if key not in SELECTOR_NAMES:
            words = ", ".join(SELECTOR_NAMES)
            raise ValueError(f"there is no {key}{did_you_mean(key, SELECTOR_NAMES, f'; known are {words}')}")
        check_selector(read_text(selector))
    return {key: read_text(selector) for key, selector in value.items()}


def _shown(value: object) -> str:
    return f"{value!r:.80}"
