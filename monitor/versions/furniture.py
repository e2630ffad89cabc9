"""Lines of a text that are not part of what it tells: counters, adverts, "read also", dates of update, comments.

Most of it never gets here: the extraction leaves boxes and menus out. This is for what got through.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from monitor.extract.dates import folding
from monitor.extract.dates.labels import role_of
from monitor.extract.dates.lists import words
from monitor.extract.dates.names import tables, weekdays
from monitor.extract.dates.tokens import Token, tokens
from monitor.extract.shape import width
from monitor.versions.furniture_words import ADVERTS, APPEALS, COMMENTS, COUNTED, POINTERS, one_of

_POINTER = re.compile(rf"(?:{one_of(POINTERS)})(?!\w)")
_ADVERT = re.compile(rf"\W*(?:{one_of(ADVERTS)})\W*")
_COMMENTS = re.compile(rf"\W*(?:{one_of(COMMENTS)})\W*")
_COUNTED = re.compile(rf"\d[\d.,]*\s*[km]?\s*(?:{one_of(COUNTED)})|(?:{one_of(COUNTED)})\w*\W{{0,3}}\d")
_APPEAL = re.compile(rf"\W*(?:{one_of(APPEALS)})(?!\w)")
_END = re.compile(r"[.!?…。！？؟۔।॥።:][\"'”’»)\]]*$")
# Widths as `extract.shape.width` counts them.
_COUNTER_WIDTH, _DATE_WIDTH, _BOX_WIDTH, _APPEAL_WIDTH = 60, 160, 240, 240
# Longer texts are documents or hostile; what stands further down in them is taken as it is.
MOST_LINES = 3_000
_MOST_IN_A_BOX = 12
_UNKNOWN_WORDS = 3  # in a line that says "updated": on, at, GMT
_MOST_WORDS = 16


def told_lines(body: str) -> list[str]:
    """The lines of a text that tell something, in their order.

    >>> told_lines("The court sat again.\\n12 comments\\nRead also: Ferry resumes\\nUpdated: 3 May 2026, 14:05")
    ['The court sat again.']
    """
    lines = [line.strip() for line in body.split("\n") if line.strip()]
    return [*_without_boxes(_without_comments(lines[:MOST_LINES])), *lines[MOST_LINES:]]


def _without_comments(lines: Sequence[str]) -> Sequence[str]:
    """The lines before the heading of the comments, which stands in the second half if there is one.

    A count of comments is no heading: it may stand above the text or beside it.
    """
    for number in range(len(lines) // 2, len(lines)):
        if number and width(lines[number]) <= _COUNTER_WIDTH and _COMMENTS.fullmatch(_plain(lines[number])):
            return lines[:number]
    return lines


def _without_boxes(lines: Sequence[str]) -> Iterator[str]:
    in_box = 0
    for line in lines:
        kind = _kind(line)
        if kind == "label":
            in_box = _MOST_IN_A_BOX
        elif kind:
            continue
        elif in_box and _is_title(line):
            in_box -= 1
        else:
            in_box = 0
            yield line


@lru_cache(maxsize=4_096)
def _kind(line: str) -> str:
    """What sort of furniture a line is; "label" heads a box of titles, "" is none."""
    size = width(line[: 4 * _APPEAL_WIDTH])
    plain = _plain(line[: 2 * _APPEAL_WIDTH])
    if size <= _BOX_WIDTH and (pointer := _pointer(plain)):
        return pointer
    if size <= _COUNTER_WIDTH and (_ADVERT.fullmatch(plain) or _is_counter(plain)):
        return "counter"
    if size <= _DATE_WIDTH and _is_date(plain):
        return "date"
    return "appeal" if size <= _APPEAL_WIDTH and _APPEAL.match(plain) else ""


def _pointer(plain: str) -> str:
    """ "pointer" for "Read also: …", "label" for the words alone; "" for a sentence that begins like that."""
    text = plain.lstrip("-•·►▶>»* ")
    found = _POINTER.match(text)
    if not found:
        return ""
    title = text[found.end() :].strip()
    if not title.strip(" :-–—|"):
        return "label"
    return "pointer" if title[0] in ":-–—|" or not _END.search(title) else ""


def _is_counter(plain: str) -> bool:
    """Whether a short line counts readers, comments or minutes, and says little else."""
    return _COUNTED.search(plain) is not None and len(plain.split()) <= 6 and not _END.search(plain)


def _is_title(line: str) -> bool:
    return width(line) <= _BOX_WIDTH and not _END.search(line)


def _plain(line: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", line).lower().split())


def _is_date(plain: str) -> bool:
    """Whether a line is nothing but a date, or a date of update with a few words."""
    found = tokens(UPDATED.sub("updated", folding.fold(plain)))
    if not 1 < len(found) <= _MOST_WORDS or not any(token.is_number for token in found):
        return False
    unknown = sum(not is_of_date(token) for token in found)
    following = [token.text for token in found[1:]] + [""]
    roles = {role_of(token.text, after) for token, after in zip(found, following, strict=True)}
    if "other" in roles:  # when somebody was born, until when letters are to be sent
        return False
    return unknown <= (_UNKNOWN_WORDS if "updated" in roles else 0)


def is_of_date(token: Token) -> bool:
    """Whether a folded number or word can be part of a date, or of the words around one."""
    word = token.text
    if token.is_number or word in tables() or word in weekdays() or role_of(word):
        return True
    return words("labels", "any").has(word) or word in _TIMES


# "Updated" in more words than one.
UPDATED = re.compile("mise? a jour|ultimo aggiornamento|son guncelleme|dikemaskini pada")
# fmt: off
_TIMES = frozenset((
    "a", "am", "pm", "a.m", "p.m", "utc", "gmt", "cet", "cest", "bst", "est", "edt", "h", "uhr", "hrs", "hours", "at",
    "on", "de", "of", "le", "um", "klo", "kl", "г", "год",
))
# fmt: on
