"""Dates with the month's name, in whatever order a language puts them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.extract.dates.found import Found, make_day
from monitor.extract.dates.lists import words
from monitor.extract.dates.names import longest_name, month_of
from monitor.extract.dates.order import languages_of
from monitor.extract.dates.tokens import Token, tokens
from monitor.extract.dates.years import calendar_of_year, day_in, full_year, may_print
from monitor.items import Site

# Hebrew "in", Khmer, Thai and Lao "month".
_PREFIXES = ("ב", "ל", "ខែ", "เดือน", "ເດືອນ")
# Burmese and Persian "month", Kurdish "of", as `fold` leaves them.
_SUFFIXES = ("လ", "ماه", "ي")
_LONGEST_GAP = 4
# "Year of mercy", whole and as its letters with dots.
_ETHIOPIC_ERA = ("ዓ", "ዓም", "ዓመተ")

# Calendars whose months are those of the common one; others' lie in two of them.
_MONTHS_OF_COMMON = frozenset({"gregorian", "buddhist", "minguo"})


@dataclass(frozen=True, slots=True)
class _Month:
    calendar: str
    number: int
    first: int  # index of its first and the one after its last token
    after: int


def find_named(text: str, parts: Sequence[Token], now: date, site: Site) -> Iterator[Found]:
    """Dates around each month's name, in the order of the text; of a span both its first and its last day."""
    languages = languages_of(site)
    index = 0
    before: _Month | None = None
    while index < len(parts):
        month = None if parts[index].is_number else _whole_name(parts, index, languages)
        if month is not None:
            found = _around(text, parts, month, now, site)
            first = _first_of_span(text, parts, before, found) if before and found else None
            yield from (one for one in (first, found) if one is not None)
            before = month if found is None else None
        index = month.after if month else index + 1


def _first_of_span(text: str, parts: Sequence[Token], month: _Month, last: Found) -> Found | None:
    """The day at a month without a year that leads on to another day: the first of "17 Aug – Sun 18 Aug 2024"."""
    beside = [range(month.first - 1, -1, -1), range(month.after, len(parts))]
    days = [one for indexes in beside for one in _numbers_beside(text, parts, indexes) if one.end <= last.start]
    after = max([parts[month.after - 1].end, *(day.end for day in days)])
    gap = text[after : last.start]
    leads_on = "-" in gap or any(words("between", "spans").has(word.text) for word in tokens(gap))
    if month.calendar != "gregorian" or len(days) != 1 or not _is_day(days[0]) or not leads_on or len(tokens(gap)) > 2:
        return None
    first = make_day(last.day.year, month.number, int(days[0].text))
    if first is None or first >= last.day:
        return None
    return Found(first, parts[month.first].start, after, opens_span=True)


def _whole_name(parts: Sequence[Token], index: int, languages: tuple[str, ...]) -> _Month | None:
    """A month's name, with another one for the same month behind it ("شباط/فبراير")."""
    month = _month_at(parts, index, languages)
    again = _month_at(parts, month.after, languages) if month and month.after < len(parts) else None
    if month and again and (again.calendar, again.number) == (month.calendar, month.number):
        return replace(month, after=again.after)
    return month


def _month_at(parts: Sequence[Token], index: int, languages: tuple[str, ...]) -> _Month | None:
    for length in range(min(longest_name(), len(parts) - index), 0, -1):
        named = parts[index : index + length]
        if any(part.is_number for part in named):
            continue
        name = " ".join(part.text for part in named)
        meaning = month_of(name, languages) or _without_prefix(name, languages)
        if meaning is not None:
            return _Month(*meaning, first=index, after=index + length)
    return None


def _without_prefix(name: str, languages: tuple[str, ...]) -> tuple[str, int] | None:
    """Some languages write "in May" or "month of May" as one word."""
    if name[1:2] == "'":
        return month_of(name[2:], languages)
    if name.isascii():
        return None
    bare = next((name.removeprefix(prefix) for prefix in _PREFIXES if name.startswith(prefix)), name)
    bare = next((bare.removesuffix(suffix) for suffix in _SUFFIXES if bare.endswith(suffix)), bare)
    return month_of(bare, languages) if bare != name else None


def _around(text: str, parts: Sequence[Token], month: _Month, now: date, site: Site) -> Found | None:
    before = _numbers_beside(text, parts, range(month.first - 1, -1, -1))
    after = _numbers_beside(text, parts, range(month.after, len(parts)))
    for day, year in _day_and_year(before, after):
        found = _found(month, day, year, parts, now, site)
        if found is not None:
            return found
    return None


def _numbers_beside(text: str, parts: Sequence[Token], indexes: range) -> list[Token]:
    """Up to two numbers next to a month's name, nearest first, over filling words only."""
    numbers: list[Token] = []
    edge = parts[indexes.start - indexes.step]
    for index in indexes:
        token = parts[index]
        gap = text[edge.end : token.start] if indexes.step > 0 else text[token.end : edge.start]
        if len(gap) > _LONGEST_GAP or any(mark in gap for mark in "|()\x00:") or len(numbers) == 2:
            break
        if numbers and indexes.step < 0 and _is_minutes(text, token):
            break
        edge = token
        if token.is_number:
            numbers.append(token)
        elif not (_is_filling(text, parts, index, gap, indexes.step) or _joins_days(parts, index, indexes.step)):
            break
    return numbers


def _is_filling(text: str, parts: Sequence[Token], index: int, gap: str, step: int) -> bool:
    """Whether a word may stand between the numbers of a date: "of", "года", an ending of what stands before it."""
    glued = not gap and step > 0
    return glued or words("between", "all").has(parts[index].text) or _is_suffix(text, parts, index)


def _joins_days(parts: Sequence[Token], index: int, step: int) -> bool:
    """Whether a word leads from one day before a month to another: "14 or 15 March", "del 14 y del 16 de marzo"."""
    if step > 0 or not words("between", "spans").has(parts[index].text):
        return False
    days = [part for part in parts[max(0, index - 2) : index] if part.is_number]
    return bool(days) and len(days[-1].text) <= 2


def _is_minutes(text: str, token: Token) -> bool:
    """Whether a number ends a time of day before a date: "18.05 14. marts 2024"."""
    return token.is_number and text[token.start - 1 : token.start] == "." and text[: token.start - 1][-1:].isdigit()


def _is_suffix(text: str, parts: Sequence[Token], index: int) -> bool:
    """Whether a short word is glued to a number: "3rd", "2024ko", "3-ci", "1.º"."""
    token = parts[index]
    if index == 0 or not parts[index - 1].is_number or len(token.text) > 5:
        return False
    return token.start == parts[index - 1].end or text[parts[index - 1].end : token.start] in ("-", "'", ".")


_Pair = tuple[Token | None, Token]


def _day_and_year(before: Sequence[Token], after: Sequence[Token]) -> Iterator[_Pair]:
    """Which numbers beside a month can be day and year, likeliest first."""
    b = [*before, None, None]
    a = [*after, None, None]
    if b[0] and b[1] and _is_day(b[0]) and _is_day(b[1]):
        return  # "3-5 May" is a span of days: an event, not a publication
    if b[0] and a[0] and _is_day(b[0]) and _is_year(a[0]):
        yield b[0], a[0]
    elif a[0] and a[1] and _is_day(a[0]) and _is_year(a[1]):
        yield a[0], a[1]
    elif b[0] and a[0] and _is_year(b[0]) and _is_day(a[0]):
        yield a[0], b[0]
    elif b[0] and b[1] and _is_day(b[0]) and _is_year(b[1]):
        yield b[0], b[1]
    elif b[0] and a[0] and _is_day(b[0]) and len(a[0].text) == 2:
        yield b[0], a[0]
    else:
        yield from _year_alone(b[0], a[0])


def _year_alone(before: Token | None, after: Token | None) -> Iterator[_Pair]:
    if after and _is_year(after) and before is None:
        yield None, after
    elif before and _is_year(before) and after is None:
        yield None, before


def _is_day(token: Token) -> bool:
    return len(token.text) <= 2 and 1 <= int(token.text) <= 32  # Nepal has months of 32 days


def _is_year(token: Token) -> bool:
    return len(token.text) == 4


def _found(
    month: _Month, day: Token | None, year: Token, parts: Sequence[Token], now: date, site: Site
) -> Found | None:
    number = full_year(year.text, now, site)
    calendar = _calendar(month, number, site)
    if day is None and calendar not in _MONTHS_OF_COMMON:
        return None
    read = day_in(calendar, number, month.number, int(day.text) if day else 1)
    is_guess = False
    if calendar == "ethiopic" and "ti" in languages_of(site):
        common = day_in("gregorian", number, (month.number + 7) % 12 + 1, int(day.text) if day else 1)
        read, is_guess = _tigrinya(read, common if month.number <= 12 else None, parts, now, site)
    if read is None:
        return None
    around = [token for token in (day, year, parts[month.first], parts[month.after - 1]) if token]
    start, end = min(token.start for token in around), max(token.end for token in around)
    return Found(read, start, end, day_known=day is not None, guessed_order=is_guess, calendar=calendar)


def _tigrinya(
    ethiopic: date | None, common: date | None, parts: Sequence[Token], now: date, site: Site
) -> tuple[date | None, bool]:
    """The day and whether it is a guess: Tigrinya has one set of names for both calendars, and
    Ethiopia uses the one, Eritrea the other."""
    if site.country.upper() == "ER":
        return common, False
    is_future = ethiopic is not None and (ethiopic - now).days > 1
    if is_future or ethiopic is None:
        return common, False
    return ethiopic, site.country.upper() != "ET" and not any(part.text in _ETHIOPIC_ERA for part in parts)


def _calendar(month: _Month, year: int, site: Site) -> str:
    """The calendar of the month's name; for common names the year may still be another's."""
    if month.calendar != "gregorian":
        return month.calendar if may_print(month.calendar, site) else ""
    if 1900 <= year <= 2100:
        return "gregorian"
    named = calendar_of_year(year, site)
    return named if named in ("buddhist", "minguo") else ""
