"""A table of printed dates in many languages and calendars: right, or nothing, but never wrong."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bench.date_strings import lines, outcome, read
from monitor.extract.dates.text import parse_date
from monitor.items import Site

NOW = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)
TABLE = tomllib.loads(Path(__file__).with_name("strings.toml").read_text("utf-8"))


def rows() -> Iterator[tuple[str, str, str]]:
    for language, table in TABLE.items():
        for text, day in table["texts"]:
            yield language, text, day


def site_of(language: str) -> Site:
    code, _, country = language.partition("-")
    return Site(languages=(code,), country=country)


@pytest.mark.parametrize(("language", "text", "day"), list(rows()))
def test_reads_the_printed_day(language: str, text: str, day: str) -> None:
    read = parse_date(text, site_of(language), NOW, "visible")
    assert (read.day if read else None) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("language", "text", "day"), [row for row in rows() if row[2]])
def test_reads_the_right_day_or_none_where_the_language_is_unknown(language: str, text: str, day: str) -> None:
    read = parse_date(text, Site(), NOW, "visible")
    assert read is None or read.guessed_order or read.day == date.fromisoformat(day)


def test_no_string_of_the_bench_is_wrong() -> None:
    outcomes = {(line.language, line.text): outcome(line, *read(line.text, line.site)) for line in lines()}
    assert {text: found for text, found in outcomes.items() if found != "right"} == {}


def test_covers_many_languages() -> None:
    assert len({language.partition("-")[0] for language, _, _ in rows()}) >= 60
    assert len(list(rows())) >= 200
