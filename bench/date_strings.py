"""Date strings in many languages and calendars: right, none, wrong, and silently wrong.

    python -m bench.date_strings [--wrong]

Beside our own reader stands dateparser with the string's language. "Silently wrong" is a wrong
answer that nothing marks as doubtful; dateparser never marks one.
"""

import time
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import dateparser
from rich.console import Console
from rich.table import Table

from monitor.extract.dates.choice import choose
from monitor.extract.dates.text import parse_date
from monitor.items import Site

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
STRINGS = Path(__file__).with_name("date_strings.toml")
# An answer as text, "" for none, and whether the reader is sure of it.
Answer = tuple[str, bool]
Reader = Callable[[str, Site], Answer]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed date of a site and what it says: a day, a month, or "" for nothing."""

    language: str
    text: str
    answer: str

    @property
    def site(self) -> Site:
        """A site of that language and country."""
        language, _, country = self.language.partition("-")
        return Site(languages=(language,), country=country)


@dataclass(slots=True)
class Tally:
    """What one reader made of the strings of one language. Times are CPU microseconds a string."""

    outcomes: Counter[str] = field(default_factory=Counter)
    microseconds: list[float] = field(default_factory=list)


def lines() -> Iterator[Line]:
    """All strings of the table."""
    table = tomllib.loads(STRINGS.read_text("utf-8"))
    for language, part in table.items():
        for text, answer in part["texts"]:
            yield Line(language, text, answer)


def read(text: str, site: Site) -> Answer:
    """Our own answer, as for a date in an element that is named for it."""
    found = parse_date(text, site, NOW, "visible")
    choice = choose([replace(found, labelled=True)], NOW) if found else None
    if found is None or choice is None:
        return "", True
    day = found.day.isoformat()
    return (day[:7] if found.precision == "month" else day), choice.confidence != "low"


def read_with_dateparser(text: str, site: Site) -> Answer:
    """dateparser's answer, with the language and base time that the string needs."""
    try:
        found = dateparser.parse(
            text, languages=list(site.languages), settings={"RELATIVE_BASE": NOW.replace(tzinfo=None)}
        )
    except ValueError:  # a language that dateparser does not know
        return "", True
    return (found.date().isoformat() if found else ""), True


def outcome(line: Line, answer: str, is_sure: bool) -> str:
    """One of right, none, wrong and silent.

    >>> outcome(Line("en", "May 2024", "2024-05"), "2024-05-20", True)
    'silent'
    """
    if answer == line.answer:
        return "right"
    if not answer:
        return "none"
    return "silent" if is_sure else "wrong"


def measure(reader: Reader, all_lines: list[Line], console: Console | None) -> dict[str, Tally]:
    """The tallies of one reader by language; wrong answers go to the console."""
    tallies: dict[str, Tally] = {}
    for line in all_lines:
        tally = tallies.setdefault(line.language.partition("-")[0], Tally())
        started = time.process_time_ns()
        answer, is_sure = reader(line.text, line.site)
        tally.microseconds.append((time.process_time_ns() - started) / 1000)
        result = outcome(line, answer, is_sure)
        tally.outcomes[result] += 1
        if console and result != "right":
            console.print(line.language, repr(line.text), "is", repr(line.answer), "read", repr(answer), markup=False)
    return tallies


def table(ours: dict[str, Tally], theirs: dict[str, Tally]) -> Table:
    """One line a language, and one for all."""
    result = Table(title=f"{sum(sum(one.outcomes.values()) for one in ours.values())} date strings")
    for heading in ("language", "right", "none", "wrong", "silently wrong", "median µs"):
        result.add_column(heading, justify="right")
    for heading in ("dateparser right", "none", "silently wrong", "median µs"):
        result.add_column(heading, justify="right")
    for language, tally in ours.items():
        result.add_row(language, *_cells(tally), *_cells(theirs[language], is_marking=False))
    result.add_section()
    result.add_row("all", *_cells(_sum(ours)), *_cells(_sum(theirs), is_marking=False))
    return result


def _cells(tally: Tally, *, is_marking: bool = True) -> list[str]:
    names = ("right", "none", "wrong", "silent") if is_marking else ("right", "none", "silent")
    return [*(str(tally.outcomes[name]) for name in names), f"{median(tally.microseconds):.0f}"]


def _sum(tallies: dict[str, Tally]) -> Tally:
    total = Tally()
    for tally in tallies.values():
        total.outcomes += tally.outcomes
        total.microseconds += tally.microseconds
    return total


def main() -> None:
    """Measures all strings and prints the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list every string that is not read right")
    options, console, strings = parser.parse_args(), Console(width=120), list(lines())
    for reader in (read, read_with_dateparser):
        measure(reader, strings, None)  # loads the word lists
    ours = measure(read, strings, console if options.wrong else None)
    console.print(table(ours, measure(read_with_dateparser, strings, None)))


if __name__ == "__main__":
    main()
