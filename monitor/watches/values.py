"""One reader for each sort of value in a watch; each raises ValueError with what to write instead."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any, get_args

from monitor.sources import values
from monitor.watch import ANY_LANGUAGE, Cadence, Weekday

CADENCES: tuple[str, ...] = get_args(Cadence)
WEEKDAYS: tuple[str, ...] = get_args(Weekday)
CHANNEL_KINDS = ("webhook", "atom")
LONGEST_LINE = 500
MOST_NAMES = 1_000
SHORTEST_SECRET = 16
LONGEST_SECRET = 200
_DOMAIN_PART = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"""[^\s@<>()\[\],;:\\"]{{1,64}}@{_DOMAIN_PART}(?:\.{_DOMAIN_PART})*""")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SECRET = re.compile(r"[A-Za-z0-9_.~-]+")


def read_line(value: object) -> str:
    """A text on one line, since titles and names stand in the headers of mails."""
    text = values.read_text(value)
    if len(text) > LONGEST_LINE or not all(character.isprintable() or character == "\u200c" for character in text):
        raise ValueError(f"{text!r:.80} does not fit; write one line of at most {LONGEST_LINE} visible characters")
    return text


def read_mail_address(value: object) -> str:
    r"""A mail address, bare.

    >>> read_mail_address("desk@example.org")
    'desk@example.org'
    >>> read_mail_address("desk@example.org\nBcc: all@example.org")
    Traceback (most recent call last):
        ...
    ValueError: 'desk@example.org\nBcc: all@example.org' holds a line break; write one address, such as desk@example.org
    """
    text = values.read_text(value)
    if re.search(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", text):
        raise ValueError(f"{text!r:.80} holds a line break; write one address, such as desk@example.org")
    if not _ADDRESS.fullmatch(text) or len(text) > 254 or not text.isprintable() or ".." in text:
        raise ValueError(f"{text!r:.80} is no mail address; write one without name or brackets, as desk@example.org")
    return text


def read_mail_addresses(value: object) -> tuple[str, ...]:
    """A list of mail addresses."""
    return _each(value, read_mail_address, 'a list of mail addresses; write ["desk@example.org"]')


def read_names(value: object) -> tuple[str, ...]:
    """A list of names of sources or groups, each once."""
    found = _each(value, values.read_name, 'a list of names; write ["amnesty_fr"]')
    return tuple(dict.fromkeys(found))


def _each(value: object, read: Callable[[object], str], what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MOST_NAMES:
        raise ValueError(f"{value!r:.80} is not {what}")
    return tuple(read(part) for part in value)


def read_clock(value: object) -> time:
    """A time of day to the minute, as TOML or as text.

    >>> read_clock("07:30"), read_clock(time(7, 30))
    (datetime.time(7, 30), datetime.time(7, 30))
    """
    if isinstance(value, time) and value.tzinfo is None:
        return value.replace(second=0, microsecond=0)
    match = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f'{value!r:.80} is no time of day; write one such as "07:30"')
    return time(int(match[1]), int(match[2]))


def read_quiet(value: object) -> tuple[time, time]:
    """Quiet hours, which may go past midnight.

    >>> read_quiet("22:00-07:00")
    (datetime.time(22, 0), datetime.time(7, 0))
    """
    start, dash, end = (value if isinstance(value, str) else "").replace("–", "-").partition("-")
    try:
        hours = read_clock(start), read_clock(end)
    except ValueError:
        dash = ""
    if not dash or hours[0] == hours[1]:
        raise ValueError(f'{value!r:.80} are no quiet hours; write from and to, such as "22:00-07:00"')
    return hours


def read_moment(value: object) -> datetime:
    """A moment in UTC, to the second; a day means its beginning.

    >>> read_moment("2026-12-01T08:00:00+01:00")
    datetime.datetime(2026, 12, 1, 7, 0, tzinfo=datetime.timezone.utc)
    """
    example = "write one such as 2026-12-01T08:00:00Z, with Z or an offset, or a day such as 2026-12-01"
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, date) and not isinstance(moment, datetime):
            return datetime.combine(moment, time(), UTC)
        if isinstance(value, str) and len(value) == 10 and isinstance(moment, datetime):
            return moment.replace(tzinfo=UTC)
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            return moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{value!r:.80} is no moment; {example}") from error
    raise ValueError(f"{value!r:.80} is no moment in a zone; {example}")


def read_most_per_hour(value: object) -> int:
    """How many mails an hour: a whole number from 1 to 60."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 60:
        raise ValueError(f"{value!r:.80} does not fit; write a whole number from 1 to 60")
    return value


def read_secret(value: object) -> str:
    """A secret long enough to be one. Messages never repeat it.

    >>> read_secret("short")
    Traceback (most recent call last):
        ...
    ValueError: is too short to be a secret; write 16 to 200 letters, digits, - and _
    """
    rule = f"write {SHORTEST_SECRET} to {LONGEST_SECRET} letters, digits, - and _"
    if not isinstance(value, str):
        raise ValueError(f"is no text; {rule}")
    if len(value) < SHORTEST_SECRET:
        raise ValueError(f"is too short to be a secret; {rule}")
    if len(value) > LONGEST_SECRET or not _SECRET.fullmatch(value):
        raise ValueError(f"holds characters that cannot stand in an address, or too many; {rule}")
    return value


def read_query(value: object) -> str:
    """A query as it was written; whether it is a sound one is the matcher's to say."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r:.80} is no query; write it in quotes, such as '\"press freedom\" AND court'")
    return value


def read_queries(value: object) -> dict[str, str]:
    """Queries by language, with `*` for all others.

    >>> read_queries({"fr": "presse", "*": "press"})
    {'fr': 'presse', '*': 'press'}
    """
    if not isinstance(value, dict) or not value:
        raise ValueError(f'{value!r:.80} is no table; write [queries] on a line, then lines such as fr = "presse"')
    return {_language(code): read_query(query) for code, query in value.items()}


def _language(code: Any) -> str:
    return ANY_LANGUAGE if code == ANY_LANGUAGE else values.read_languages([code])[0]
