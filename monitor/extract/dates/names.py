"""Names of months and weekdays, as names.toml lists them, looked up in folded form."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from monitor.extract.dates.folding import fold
from monitor.extract.dates.tokens import tokens


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one word can mean: the number of the month (or weekday) by calendar and language."""

    by_language: dict[tuple[str, str], int] = field(default_factory=dict)


@cache
def tables() -> dict[str, Meaning]:
    """Folded month names to meanings. Names of several words hold single spaces."""
    return _read("gregorian", "jalali", "hijri", "ethiopic", "bikram", "bengali", "hebrew")


@cache
def weekdays() -> dict[str, Meaning]:
    """Folded weekday names to meanings, Monday is 0."""
    return {word: meaning for word, meaning in _read("weekday").items() if word not in tables()}


@cache
def longest_name() -> int:
    """The most words that a month's name has."""
    return max(word.count(" ") for word in tables()) + 1


def _read(*calendars: str) -> dict[str, Meaning]:
    raw = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    words: dict[str, Meaning] = {}
    for calendar in calendars:
        for language, names in raw[calendar].items():
            for number, spellings in enumerate(names.split(" "), start=calendar != "weekday"):
                for word in _spellings(spellings):
                    words.setdefault(word, Meaning()).by_language.setdefault((calendar, language), number)
    return words


def _spellings(text: str) -> list[str]:
    return [" ".join(words_of(fold(name.replace("_", " ")))) for name in text.split("/") if name != "-"]


def words_of(text: str) -> list[str]:
    """The words of a folded text as the reader splits them."""
    return [token.text for token in tokens(text) if not token.is_number]


def month_of(word: str, languages: tuple[str, ...]) -> tuple[str, int] | None:
    """Calendar and number of a month's name; None when it names none or the language must tell.

    >>> month_of("listopada", ("pl",)), month_of("listopada", ("hr",)), month_of("listopada", ())
    (('gregorian', 11), ('gregorian', 10), None)
    """
    meaning = tables().get(word)
    if meaning is None:
        return None
    readings = {(calendar, number) for (calendar, _), number in meaning.by_language.items()}
    if len(readings) == 1:
        return _only(readings) if _is_telling(word, meaning, languages) else None
    for language in languages:
        own = {(c, number) for (c, spoken), number in meaning.by_language.items() if spoken == language}
        if len(own) == 1:
            return _only(own)
    return None


def _only(readings: set[tuple[str, int]]) -> tuple[str, int]:
    return next(iter(readings))


def _is_telling(word: str, meaning: Meaning, languages: tuple[str, ...]) -> bool:
    """Whether a word is long enough, or of the site's language, to be taken for a month.

    Two letters never are but in their own language: "du" is Breton for November.
    """
    spoken = {language for _, language in meaning.by_language}
    if len(word) <= 2 and word.isascii():
        return bool(spoken & set(languages))
    if len(word) >= 4 or not word.isascii() or not languages:
        return True
    return "en" in spoken or bool(spoken & set(languages)) or len(spoken) >= 5


def weekday_of(word: str, languages: tuple[str, ...]) -> int | None:
    """Number of a weekday's name, Monday is 0; None when it names none or several.

    Up to three Latin letters name one in their own language only, or in English: elsewhere the
    Indonesian for Sunday are minutes.

    >>> weekday_of("friday", ()), weekday_of("vendredi", ("fr",))
    (4, 4)
    >>> weekday_of("min", ("id",)), weekday_of("min", ("de",)), weekday_of("fri", ("de",))
    (6, None, 4)
    """
    meaning = weekdays().get(word)
    if meaning is None:
        return None
    own = {number for (_, spoken), number in meaning.by_language.items() if spoken in languages}
    numbers = own or (set(meaning.by_language.values()) if _is_known_abroad(word, meaning) else set())
    return next(iter(numbers)) if len(numbers) == 1 else None


def _is_known_abroad(word: str, meaning: Meaning) -> bool:
    """Whether a weekday's name is one on sites of other languages as well."""
    return len(word) > 3 or not word.isascii() or ("weekday", "en") in meaning.by_language
