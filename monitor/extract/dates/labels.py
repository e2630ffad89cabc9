"""What the words before a date say of it: published, updated, or something else altogether."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Literal

from monitor.extract.dates.clock import CLOCK_GONE
from monitor.extract.dates.folding import fold
from monitor.extract.dates.lists import words
from monitor.extract.dates.tokens import Token, tokens

Role = Literal["published", "updated", "other", ""]
# "Bewerbungsfrist", "Anmeldeschluss": German makes one word of what ends and how.
_GERMAN_DEADLINES = ("frist", "schluss")
_ROLES: tuple[Role, ...] = ("updated", "other", "published")


def roles(parts: Sequence[Token]) -> list[tuple[int, Role]]:
    """Places at which the words of a text change what the next date is about.

    >>> roles(tokens("posted 3 may 2024, updated 4 may"))
    [(0, 'published'), (19, 'updated')]
    >>> roles(tokens("event date: 3 may 2024"))
    [(0, 'other')]
    """
    found: list[tuple[int, Role]] = []
    before = -1
    for index, word in enumerate(parts):
        following = parts[index + 1].text if index + 1 < len(parts) else ""
        role = "" if word.is_number else role_of(word.text, following)
        if role == "published" and found and found[-1][0] == before and word.text in words("labels", "any").whole:
            continue
        before = word.start
        if role:
            found.append((word.start, role))
    return found


# The words around dates are few, and sites repeat them all the time.
@lru_cache(8192)
def role_of(word: str, following: str = "") -> Role:
    """What one folded word, with the one after it, says of the date behind; "" for nothing.

    >>> role_of("aktualisiert"), role_of("publie"), role_of("cap", "nhat"), role_of("cap")
    ('updated', 'published', 'updated', '')
    """
    if word.endswith("更新") or "更新日" in word:
        return "updated"
    if word.endswith(_GERMAN_DEADLINES):
        return "other"
    for role in _ROLES:
        known = words("labels", role)
        if known.has(word) or (following and f"{word} {following}" in known.whole):
            return role
    return ""


def after_update(text: str) -> str:
    """What a folded text says after a word for "updated"; "" where it has none.

    >>> after_update("posted 3 may 2024, updated 4 may 2024")
    '4 may 2024'
    """
    parts = tokens(text)
    for word, following in zip_longest(parts, parts[1:]):
        if not word.is_number and role_of(word.text, following.text if following else "") == "updated":
            return text[word.end :].strip(" :.,-|")
    return ""


def role_behind(label: str) -> Role:
    """What a text says of the date that follows it; "" where the word has a number of its own behind it.

    >>> role_behind("Updated:"), role_behind("Updated: 4 May 2024"), role_behind("Ada Bell")
    ('updated', '', '')
    """
    folded = fold(label)
    start, role = next(reversed(roles(tokens(folded))), (0, ""))
    return "" if any(map(str.isdigit, folded[start:])) else role


def is_said_behind(text: str) -> bool:
    """Whether what follows a date makes it a deadline, an update or the day of an event.

    An update with a day or time of its own behind it, which `CLOCK_GONE` stands for, says nothing of the date.

    >>> is_said_behind(" (updated)"), is_said_behind("日まで"), is_said_behind(" | News")
    (True, True, False)
    >>> is_said_behind(", updated 2 days ago"), is_said_behind(f" updated at {CLOCK_GONE}")
    (False, False)
    """
    parts = tokens(text)
    return any(_ends_or_happens(part.text) for part in parts if not part.is_number) or _is_updated(text, parts)


def _ends_or_happens(word: str) -> bool:
    behind = words("labels", "behind").whole
    return word in behind or word.endswith(tuple(known for known in behind if known[-1] >= "\u3040"))


def _is_updated(text: str, parts: Sequence[Token]) -> bool:
    """Whether a word for "updated" is what a text ends with; a number or a time behind it says when that was."""
    last = next((part for part in reversed(parts) if part.is_number or role_of(part.text) == "updated"), None)
    return last is not None and not last.is_number and CLOCK_GONE not in text[last.end :]


def role_at(place: int, changes: Sequence[tuple[int, Role]]) -> Role:
    """The role of a date that starts at that place: that of the nearest word before it."""
    role: Role = ""
    for start, name in changes:
        if start > place:
            break
        role = name
    return role
