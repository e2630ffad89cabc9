"""Counters and dates of update in the middle of a line, where a page runs its furniture and its text together.

A number counts as furniture only with a word for readers, comments or the like right beside it, and where both stand
alone: "12 comments The court …" goes, "received 12 comments on the draft" stays.
"""

import re
import unicodedata
from functools import cache

import re2

from monitor.extract.dates import folding
from monitor.extract.dates.labels import after_update, role_of
from monitor.extract.dates.lists import words as words_of
from monitor.extract.dates.tokens import tokens
from monitor.versions.furniture_words import ARTICLES, COUNTED_READING, COUNTS, READING_TIMES, TALLIES, TIMES, one_of
from monitor.versions.updates import has_digit, is_caseless, is_dated, without_update

_NUMBER = r"\d[\d.,\u00a0\u202f]*(?:\s?(?:k|m|mil|mn|тыс|万|만))?\b"
_TALLY = rf"(?:{one_of(TALLIES)})[^\W\d_]{{0,6}}"
_COUNT_OF = rf"(?:(?:{one_of(COUNTS)})\s(?:(?:of|de|der|di|des|da|van|av)\s)?)?"
_MINUTES = r"(?:\s?-?(?:min\w*|m\b|분|分钟?|分鐘|phút|menit|dakika|daqiq\w*|دقي\w*|минут\w*|хв\w*|דק\w*|मिनट|นาที))?\.?"
# "5 min read" is a tally of its own; the others are a word and a number in either order.
_COUNTERS = re.compile(
    rf"(?:{one_of(READING_TIMES)})\s?[:：]?\s?(?:ca\.?|約|约|~)?\s?\d+{_MINUTES}(?:で読め\w*)?"
    rf"|{_COUNT_OF}(?:{_TALLY})\s?[:：(（]?\s?{_NUMBER}[)）]?"
    rf"|(?:{one_of(COUNTED_READING)})\s?[:：]?\s?{_NUMBER}\s?(?P<times>{one_of(TIMES)})(?!\w)\.?"
    rf"|{_NUMBER}\s?(?:{_TALLY}|(?:{one_of(COUNTED_READING)})(?!\w))"
    rf"|(?:[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\s?){_NUMBER}",
    re.IGNORECASE,
)
# Most lines hold none of the words; RE2 finds that out at once.
_FOLDED = re2.Options()
_FOLDED.case_sensitive = False
_ANY_COUNTER = re2.compile(
    rf"{one_of(READING_TIMES)}|{one_of(TALLIES)}|{one_of(COUNTED_READING)}|[\x{{1f300}}-\x{{1faff}}\x{{2600}}-\x{{27bf}}]",
    _FOLDED,
)
_BARS = re.compile(r"\s*[|·•‣∙\t]\s*|\s{2,}")
_BEFORE, _AFTER = "|·•‣∙\t([（【:：.!?…。！？؟।,-–—", "|·•‣∙\t)]）】.!?…。！？؟।([-–—"
_ARTICLE = re.compile(rf"(?<!\w)(?:{one_of(ARTICLES)})", re.IGNORECASE)
_READ = re.compile(rf"(?<!\w)(?:{one_of(COUNTED_READING)})", re.IGNORECASE)
_SHORTEST = 6
_MOST_WORDS = 12  # of a sentence that says how often an article was read
_LONGEST = 5_000  # characters; a longer line is all text
_AGO = ("second", "minute", "hour", "day", "week", "month", "year", "two", "whole", "ago")


def without_asides(line: str) -> str:
    """The line without counters and dates of update.

    >>> without_asides("Anna Pellow | 5 min read | 12 comments The court sat. Updated: 3 May 2026, 14:05")
    'Anna Pellow The court sat.'
    >>> without_asides("The ministry received 12 comments on the draft.")
    'The ministry received 12 comments on the draft.'
    """
    if len(line) > _LONGEST or not has_digit(line):
        return line
    line = unicodedata.normalize("NFKC", line.encode("utf-8", "replace").decode())
    if _ANY_COUNTER.search(line):
        line = _COUNTERS.sub(lambda found: "" if _stands_alone(found) else found[0], line)
    parts = map(without_update, _BARS.split(line))
    return " ".join(part for part in parts if part.strip() and not _is_ago(part))


def is_aside(sentence: str) -> bool:
    """Whether a sentence says how often the article was read, when its page was updated, or how long ago.

    >>> is_aside("This article has been viewed 1,204 times."), is_aside("12 people have read the verdict.")
    (True, False)
    >>> is_aside("This page was last updated on 3 May 2026."), is_aside("This page was moved on 3 May 2026.")
    (True, False)
    >>> is_aside("Posted 3 hours ago"), is_aside("He was arrested 3 hours ago.")
    (True, False)
    """
    if not _SHORTEST <= len(sentence) <= 200 or not has_digit(sentence) or len(sentence.split()) > _MOST_WORDS:
        return False
    if _ARTICLE.search(sentence) and (_READ.search(sentence) or _is_date(after_update(folding.fold(sentence)))):
        return True
    return _is_ago(sentence)


def _is_date(folded: str) -> bool:
    return bool(folded) and all(map(is_dated, folded.split()))


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether no sentence runs through a counter: it has a mark, a number or a capital on both sides."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    is_labelled = ":" in found[0] or bool(found["times"])
    return _opens(before, found[0], is_labelled=is_labelled) and _closes(after, is_labelled=is_labelled)


def _opens(before: str, counter: str, *, is_labelled: bool) -> bool:
    text = before.rstrip()
    if not text or text[-1] in _BEFORE:
        return True
    if text == before:  # within a word
        return False
    word = text.split()[-1]
    return word[0].isupper() or word[0].isdigit() or counter[0].isupper() or (is_labelled and is_caseless(word[0]))


def _closes(after: str, *, is_labelled: bool) -> bool:
    text = after.lstrip()
    if not text or text[0] in _AFTER or text[0].isupper() or text[0].isdigit() or text[0] > "\U0001f2ff":
        return True
    return is_caseless(text[0]) and (is_labelled or (text != after and "\u2e80" < text[0] < "\uffff"))


def _is_ago(part: str) -> bool:
    """Whether a part is nothing but "Posted 3 hours ago"."""
    found = tokens(folding.fold(part[:100]))
    numbers = sum(token.is_number for token in found)
    return numbers == 1 < len(found) and all(
        token.is_number or token.text in _ago_words() or role_of(token.text) for token in found
    )


@cache
def _ago_words() -> frozenset[str]:
    return frozenset(word for name in _AGO for phrase in words_of("relative", name).whole for word in phrase.split())
