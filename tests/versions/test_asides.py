"""Counters and dates of update in the middle of a line, and numbers that the text itself tells."""

import re
import tomllib
from pathlib import Path

import pytest

from monitor.versions.asides import without_asides
from monitor.versions.changes import compare
from monitor.versions.sentences import LOOKED_AT, sentences

CASES = tomllib.loads(Path(__file__).with_name("asides.toml").read_text(encoding="utf-8"))
TEXT = "\nThe mayor thanked everybody who had come.\nThe ferry sails again on Friday."
VALUES = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def is_changed(line: str) -> bool:
    before, after = VALUES.sub(r"\1", line), VALUES.sub(r"\2", line)
    assert before != after
    return bool(compare(("Ferry", before + TEXT), ("Ferry", after + TEXT)))


@pytest.mark.parametrize("line", CASES["same"])
def test_what_a_page_counts_is_no_change(line: str) -> None:
    assert not is_changed(line)


@pytest.mark.parametrize("line", CASES["changed"])
def test_a_number_of_the_text_is_a_change(line: str) -> None:
    assert is_changed(line)


def test_a_counter_that_appears_is_no_change() -> None:
    old = ("Ferry", f"Anna Pellow The ferry sails again.{TEXT}")
    assert not compare(old, ("Ferry", f"Anna Pellow | 5 min read | 12 comments The ferry sails again.{TEXT}"))


def test_a_text_without_numbers_stays_as_it_is() -> None:
    line = "Updated comments  | shares"
    assert without_asides(line) == line


def test_very_long_texts_are_read_as_they_are() -> None:
    long = "The court sat again and again and again.\n" * (LOOKED_AT // 40)
    assert sentences(f"{long}Anna Pellow | 5 min read")[-1] == "annapellow5minread"
