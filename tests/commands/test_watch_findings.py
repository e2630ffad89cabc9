"""Marks stand exactly below what is meant, however wide its characters are."""

import pytest
from rich.cells import cell_len

from monitor.commands.watch_findings import finding_lines
from monitor.watches.problems import Finding


def shown(excerpt: str, start: int, end: int) -> list[str]:
    return finding_lines(Finding("a.toml", "is wrong", "E_X", line=12, excerpt=excerpt, start=start, end=end))


@pytest.mark.parametrize(
    ("excerpt", "meant"),
    [
        ("query = 'ferry and boat'", "and"),
        ("query = '裁判所 and 学校'", "and"),
        ("query = 'ferry 裁判所 boat'", "裁判所"),
        ("query = 'كلمة and محكمة'", "and"),
        ("query = 'e\u0301cole\u0301 and เรือนจำ กำ'", "and"),
        ("query = 'می\u200cشود and x'", "and"),
        ("\tquery = 'a\tand b'", "and"),
        ("query = '😀 and 한국'", "and"),
        ("query = '" + "学" * 300 + " and " + "x" * 300 + "'", "and"),
    ],
)
def test_marks_stand_below_what_is_meant(excerpt: str, meant: str) -> None:
    start = excerpt.index(meant)
    _, line, marks = shown(excerpt, start, start + len(meant))[:3]
    before = line[: line.index(meant)]
    assert marks == " " * 5 + "| " + " " * (cell_len(before) - 7) + "^" * cell_len(meant)
    assert cell_len(line) < 350


def test_a_fault_at_the_end_is_marked_behind_it() -> None:
    _, line, marks = shown("(ferry", 6, 6)
    assert marks.index("^") == len(line)


def test_right_to_left_lines_name_what_is_marked() -> None:
    assert "marked: محكمة" in shown("query = 'محكمة and'", 9, 14)[-1]


def test_nothing_steers_the_terminal() -> None:
    lines = finding_lines(Finding("a\x1b[2J.toml", "b\u202e", "E_X", "c\x07", 1, 1, "x\x1b]0;y\x07\u2066", 0, 1))
    assert all(character.isprintable() for line in lines for character in line)
