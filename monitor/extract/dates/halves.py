"""Which half of the day a time on twelve hours is in: "6:05 pm", "下午6:05", "রাত ৮:০৫"."""

import re
from dataclasses import dataclass

from monitor.extract.dates.lists import words

# Words for parts of the day, by how they move the hours 1 to 12: "after" begins at noon, "noon" lies
# around it, and what is called night ends in the next day.
_PARTS = ("before", "after", "noon", "night")


@dataclass(frozen=True, slots=True)
class Half:
    """A word for a part of the day, from `start` to `end` of a text."""

    part: str
    start: int
    end: int

    def hour(self, hour: int) -> int:
        """The hour of 0 to 23; hours that twelve do not count stay.

        >>> [Half("night", 0, 0).hour(hour) for hour in (12, 1, 8, 20)], Half("noon", 0, 0).hour(1)
        ([0, 1, 20, 20], 13)
        """
        if not 1 <= hour <= 12:
            return hour
        early = hour % 12
        is_late = {"after": True, "noon": early < 6 and hour != 0, "night": early >= 6}.get(self.part, False)
        return early + 12 * is_late


def _either(place: str) -> str:
    """A pattern of all words that may stand at a place, the longest first, as groups by part of the day."""
    groups = []
    for part in _PARTS:
        known = words("halves", part).whole | (words("halves", f"{part}_{place}").whole if place else frozenset())
        texts = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
        groups.append(f"(?P<{part}>{texts})")
    return "|".join(groups)


_BEHIND = re.compile(rf"[\s分분]*(?:{_either('behind')})(?![^\W\d_])\.?")
_AHEAD = re.compile(rf"(?<![^\W\d_])(?:{_either('')})[\s.,]*$")
_LONGEST = 24


def half_beside(text: str, start: int, end: int) -> Half | None:
    """The word for a part of the day right behind or before the time from `start` to `end` of a folded text.

    >>> half_beside("6:05 p.m. | news", 0, 4)
    Half(part='after', start=4, end=9)
    """
    match = _BEHIND.match(text, end) or _AHEAD.search(text[:start], max(0, start - _LONGEST))
    return Half(match.lastgroup or "", match.start(), match.end()) if match else None
