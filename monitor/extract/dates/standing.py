"""How a page stands to the day it is read: kept from an earlier year, or written on while it is read."""

import re
from collections.abc import Iterator
from datetime import datetime

from monitor.extract.dates.elements import text_of
from monitor.extract.dates.heading import title_of
from monitor.extract.dates.places import Layout

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d.,/-]\d|\d)")
_OWNED = re.compile(r"(?:©|\(c\)|copyright|all rights reserved)\D{0,60}(?:19|20)\d\d|(?:19|20)\d\d\s?©", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "noscript", "template"})
_LONGEST = 500_000
# Many sites forget for a year or so what stands in their last line.
_FORGOTTEN = 1
_LIVE = re.compile(
    r"\bLIVE\b|(?i:[:–-]\s?live\s*$|\blive\s?[:|–-]|\blive[- ]?(?:blog|ticker|updates?)|newsticker|-ticker\b|\bticker:"
    r"|minute[- ]by[- ]minute|minuto a minuto|minute par minute|\ben direct\b|\ben vivo\b|\bao vivo\b"
    r"|\bin diretta\b|\bna żywo\b|\bcanlı\b|прямой эфир|онлайн-трансляц|наживо|مباشر:|لحظة بلحظة|לייב:"
    r"|लाइव|লাইভ|直播|實況|実況|실시간|trực tiếp)"
)
_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")
_ENTRIES = 4


def is_kept(page: Layout, now: datetime) -> bool:
    """Whether a page was made years ago, so that "3 hours ago" on it is not told from now.

    It names the year of its rights, and nowhere a later one than two years back.
    """
    text = " ".join(_seen(page))[:_LONGEST]
    if not _OWNED.search(text):
        return False
    return max(map(int, _YEAR.findall(text)), default=now.year) < now.year - _FORGOTTEN


def _seen(page: Layout) -> Iterator[str]:
    for element in page.tree.iter():
        if element.tag not in _UNSEEN and isinstance(element.tag, str):
            yield element.text or ""
        yield element.tail or ""


def is_live(page: Layout) -> bool:
    """Whether a page is written on from hour to hour, so that the date it shows is that of its last entry."""
    if page.headline is None:
        return False
    if _LIVE.search(text_of(page.headline)) or _LIVE.search(title_of(page.tree)):
        return True
    return len({one.text for one in page.after if one.text and _CLOCK.match(one.text)}) >= _ENTRIES
