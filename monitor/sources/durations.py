"""Lengths of time as people write them in a source file: 90, "30m", "2h", "14d"."""

import re

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_FAR = 10**12  # out of every range, and still a float
_WRITTEN = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)\s*([smhd])")


def read_seconds(value: object) -> float:
    """Seconds from a number or a text such as "30m"; raises ValueError that says what to write.

    >>> read_seconds("2h"), read_seconds(1.5)
    (7200.0, 1.5)
    """
    seconds = _from_number(value) if isinstance(value, int | float) else _from_text(value)
    if not 0 <= seconds <= 366 * 86400:
        raise ValueError(f"{value} is out of range; write a time between 0 and 366 days")
    return seconds


def read_days(value: object) -> float:
    """Days from a number or a text such as "14d" or "36h"; raises ValueError that says what to write.

    >>> read_days(14), read_days("36h")
    (14.0, 1.5)
    """
    days = _from_number(value) if isinstance(value, int | float) else _from_text(value) / 86400
    if not 0 < days <= 3660:
        raise ValueError(f"{value} is out of range; write a time between 1 and 3660 days")
    return days


def write_seconds(seconds: float) -> str:
    """A TOML value that `read_seconds` reads back: the largest whole unit, or the number.

    >>> write_seconds(1800), write_seconds(1.5), write_seconds(0)
    ('"30m"', '1.5', '0')
    """
    for unit in ("d", "h", "m"):
        if seconds and seconds % _SECONDS[unit] == 0:
            return f'"{int(seconds // _SECONDS[unit])}{unit}"'
    return write_number(seconds)


def write_number(number: float) -> str:
    """A number as TOML, without a needless ".0".

    >>> write_number(14.0), write_number(0.5)
    ('14', '0.5')
    """
    return str(int(number)) if number == int(number) else repr(number)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _from_number(value: float) -> float:
    if not _is_number(value):
        raise ValueError(f"{value!r} is no time; write seconds as a number, or a text such as 30m, 2h, 1d")
    return float(max(min(value, _FAR), -1))


def _from_text(value: object) -> float:
    match = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError(f"{value!r} is no time; write a number, or a text such as 30m, 2h, 1d")
    return float(match[1]) * _SECONDS[match[2]]
