"""The time of day in a folded text."""

import re

from monitor.extract.dates.found import Clock
from monitor.extract.dates.zones import zone_after
from monitor.items import Site

# What is left of a time of day where it was taken out of a text.
CLOCK_GONE = "\x00"

_BEFORE_NOON = "am|a\\.m|a\\. m|ص|صباحا|ق\\.ظ|قبل از ظهر|오전|上午|午前|凌晨|早上|पूर्वाह्न|সকাল|πμ|π\\.μ"
_AFTER_NOON = "pm|p\\.m|p\\. m|م|مساء|ب\\.ظ|بعد از ظهر|오후|下午|午後|晚上|中午|अपराह्न|μμ|μ\\.μ"
_HALF = f"(?P<before>{_BEFORE_NOON})|(?P<after>{_AFTER_NOON})"
_LEADING = re.compile(r"(?:(?P<before>오전|上午|午前|凌晨|早上|am)|(?P<after>오후|下午|午後|晚上|pm))\s*$")
_COLON = re.compile(
    r"(?<![\d:.])(?P<h>[01]?\d|2[0-3])\s?(?::|h\s?|時|时|点|點|시\s?)(?P<m>[0-5]\d|\d(?=[分분]))(?:\s?[:分분]\s?(?P<s>[0-5]\d)(?:\.(?P<f>\d{1,9}))?)?(?!\d|:\d)"
)
_HOUR = re.compile(
    r"(?<![\d:.,/-])(?P<h>[01]?\d|2[0-3])\s?(?:(?:h|uhr|時|时|시)(?![^\W\d_])|(?=(?:am|pm|a\.m|p\.m)(?![^\W\d_])))"
)
_LABELS = "klo|kl|pukul|jam|uhr|um|ore|ora|alle|a las|as|ob|στισ|ωρα|o godz|godz|o|u|в|о|у|a|at|saat"
_DOT = re.compile(
    rf"(?:(?<![^\W_])(?P<label>{_LABELS})\.?\s|^[\s,|.-]*|(?<=[\x00]))\s*(?P<h>[01]?\d|2[0-3])[.](?P<m>[0-5]\d)(?:[.](?P<s>[0-5]\d))?(?![\d.])"
    r"|(?<![\d.])(?P<h2>[01]?\d|2[0-3])[.](?P<m2>[0-5]\d)(?=\s?(?:uhr|wib|wita|wit|น|kst|hrs|am|pm|a\.m|p\.m))"
)
_AFTER_TIME = re.compile(rf"[\s分분]*(?:{_HALF})(?![^\W\d_])\.?")


def find_clock(text: str, site: Site) -> tuple[Clock | None, str]:
    """A time written with a colon or a word for hours, and the text without it.

    >>> find_clock("3 mai 2024 a 14h05", Site())[0].minute
    5
    >>> find_clock("3 may 2024", Site())
    (None, '3 may 2024')
    """
    match = _COLON.search(text) or _HOUR.search(text)
    if match is None:
        return None, text
    return _clock(match, text, site)


def find_dotted_clock(text: str, start: int, end: int, site: Site) -> Clock | None:
    """A time such as "14.05", once the date between `start` and `end` is put aside."""
    rest = text[:start] + CLOCK_GONE + text[end:]
    match = _DOT.search(rest) or re.search(r"(?<=\x00)[\s,|)-]*(?P<h>[01]?\d|2[0-3])[.](?P<m>[0-5]\d)(?![\d.])", rest)
    return _clock(match, rest, site)[0] if match else None


def _clock(match: re.Match[str], text: str, site: Site) -> tuple[Clock | None, str]:
    group = match.groupdict()
    hour, minute = int(group.get("h") or group.get("h2") or 0), int(group.get("m") or group.get("m2") or 0)
    half = _AFTER_TIME.match(text, match.end()) or _LEADING.search(text, 0, match.start())
    end = half.end() if half and half.start() >= match.end() else match.end()
    start = half.start() if half and half.end() <= match.start() else match.start()
    hour = _on_24_hours(hour, half)
    seconds = group.get("s")
    clock = Clock(
        hour, minute, int(seconds or 0), int(f"{group.get('f') or 0:0<6}"[:6]), seconds is not None,
        zone_after(text[end:], site),
    )  # fmt: skip
    return clock, f"{text[:start]} {CLOCK_GONE} {text[end:]}"


def _on_24_hours(hour: int, half: re.Match[str] | None) -> int:
    if half is None or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half["after"] else 0)
