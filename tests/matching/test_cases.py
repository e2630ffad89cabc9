"""What a query finds in a text, case by case; they stand in cases.tsv, with \\u escapes for the invisible."""

import re
from pathlib import Path

import pytest

from monitor.matching.find import find
from monitor.matching.query import check
from monitor.matching.text import Text

LINES = [
    line
    for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#\t") and not line.startswith("# ")
]


def unescaped(written: str) -> str:
    return re.sub(
        r"\\u([0-9a-f]{4})|\\(.)",
        lambda found: chr(int(found[1], 16)) if found[1] else found[2].replace("n", "\n"),
        written,
    )


def text_of(written: str, language: str) -> Text:
    fields = dict(part.split(": ", 1) for part in written.split(" ¦ ")) if " ¦ " in written else {"body": written}
    return Text(fields, {"lang": language})


@pytest.mark.parametrize("line", LINES)
def test_case(line: str) -> None:
    language, query, text, expected = line.split("\t")
    checked = check(unescaped(query))
    if expected.startswith("E_"):
        assert [f"{each.code}@{each.start}" for each in checked.errors][:1] == [expected]
        assert all(each.message and each.start <= each.end <= len(query) for each in checked.errors)
        return
    assert checked.query is not None, checked.errors
    found = find(checked.query, text_of(unescaped(text), language))
    if expected.startswith("span "):
        assert found is not None
        assert (found[0].start, found[0].end) == tuple(map(int, expected[5:].split("-")))
    else:
        assert (found is not None) == (expected == "yes")


def test_there_are_many() -> None:
    assert len(LINES) > 300
