"""Dates of update in the middle of a line: "The court sat again. Updated: 3 May 2026, 14:05"."""

import re

import re2

from monitor.extract.dates import folding
from monitor.extract.dates.labels import role_of
from monitor.extract.dates.lists import words as words_of
from monitor.extract.dates.tokens import tokens
from monitor.versions.furniture import UPDATED, is_of_date

_ENDS = ".!?…。！？؟।"
_BEFORE = "|·•‣∙\t([（【:：,-–—" + _ENDS
_MOST_LABELS = 8  # of one part of a line that are looked at
_LONGEST = 14  # words of a date of update
_DAY_WITH_DOT = re.compile(r"\W?\d{1,2}\.")
# fmt: off
_JOINING = {
    "at", "on", "am", "em", "il", "op", "den", "dnia", "las", "as", "la", "alle", "ore", "om", "um", "kl", "klo",
    "godz", "ob", "в", "о",
}
# fmt: on
_LABELS = words_of("labels", "updated")
_FIRST = {*(word.split()[0] for word in _LABELS.whole), *_LABELS.beginnings, "stand", "更新", "ultimo", "son", "mis"}
# Most texts hold no word for "updated"; RE2 finds that out at once.
_ANY_LABEL = re2.compile("|".join(map(re.escape, sorted(_FIRST))), re2.Options())


def without_update(part: str) -> str:
    """A part without "Updated: 3 May 2026, 14:05", wherever it stands.

    >>> without_update("The court sat. Last updated on 3 May 2026 at 14:05")
    'The court sat.'
    >>> without_update("The list was updated on 3 May 2026.")
    'The list was updated on 3 May 2026.'
    """
    if not (has_digit(part) and _ANY_LABEL.search(folding.fold(part))):
        return part
    words = part.split()
    kept: list[str] = []
    place, tries = 0, _MOST_LABELS
    while place < len(words):
        end = _end_of_update(words, place) if tries else 0
        tries -= tries > 0 and _ANY_LABEL.search(folding.fold(words[place])) is not None
        if end and _is_left(words, place) and _is_right(words, end):
            kept = _without_adverb(kept)
            place = end
        else:
            kept.append(words[place])
            place += 1
    return " ".join(kept)


def _end_of_update(words: list[str], start: int) -> int:
    """Behind the date to which a word for "updated" belongs; 0 where there is none."""
    place = _behind_label(words, start)
    # "更新时间：2026年5月3日" is one word.
    has_number = has_digit(" ".join(words[start:place]))
    end = place if has_number else 0
    while place and place < min(len(words), start + _LONGEST) and is_dated(words[place]):
        has_number |= has_digit(words[place])
        place += 1
        if not _is_between(words[place - 1]):
            end = place
        if has_number and words[place - 1][-1] in _ENDS + ")" and not _DAY_WITH_DOT.fullmatch(words[place - 1]):
            break
    return end if has_number else 0


def _behind_label(words: list[str], start: int) -> int:
    """Where the words for "updated" end that begin here, 0 where none do; the date may be joined to them."""
    for size in range(min(3, len(words) - start), 0, -1):
        label = UPDATED.sub("updated", folding.fold(" ".join(words[start : start + size])))
        found = [token.text for token in tokens(label)]
        if found and size == 1 and (role_of(found[0]) == "updated" or found[0] in ("stand", "update")):
            return start + 1
        if size == 3 and found[:1] == ["updated"] and len(found) == 1:
            return start + 3
        if size == 2 and len(found) == 2 and not role_of(found[0]) and role_of(*found) == "updated":
            return start + 2
    return 0


def is_dated(word: str) -> bool:
    """Whether a word is a part of a date, or joins two of them."""
    return _is_between(word) or all(is_of_date(token) for token in tokens(folding.fold(word)))


def _is_between(word: str) -> bool:
    """Whether a word only joins the parts of a date."""
    folded = folding.fold(word)
    return folded in _JOINING or words_of("between", "all").has(folded) or not any(map(str.isalnum, word))


def _is_left(words: list[str], place: int) -> bool:
    """Whether an update does not go on with a sentence: "was updated on 3 May" does."""
    if not place or words[place - 1][-1] in _BEFORE or words[place][0].isupper() or ":" in words[place]:
        return True
    word = words[place - 1]
    return word[0].isupper() or word[0].isdigit() or is_caseless(word[0])


def _is_right(words: list[str], end: int) -> bool:
    if end == len(words) or words[end - 1][-1] in _ENDS + ")]":
        return True
    # "…, updated on 3 May 2026, holds 40 names"
    return words[end - 1][-1] != "," and not words[end][0].islower()


def _without_adverb(kept: list[str]) -> list[str]:
    """Without "Last" of "Last updated": the first word of its sentence."""
    is_alone = bool(kept) and kept[-1].isalpha() and (len(kept) == 1 or kept[-2][-1] in _BEFORE)
    return kept[:-1] if is_alone and len(kept[-1]) < 10 else kept


def has_digit(text: str) -> bool:
    """Whether a text holds a digit of any script."""
    return any(map(str.isdigit, text))


def is_caseless(letter: str) -> bool:
    """Whether it is a letter of a script without capitals."""
    return letter.isalpha() and not letter.isupper() and not letter.islower()
