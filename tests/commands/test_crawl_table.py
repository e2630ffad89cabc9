"""The table at the end of a crawl, on a wide and on a narrow terminal."""

from io import StringIO

from rich.console import Console

from monitor.commands.crawl_table import summary_table
from monitor.ledger import RunSummary

NAME = "international_lagoon_and_harbour_courier"
RUN = RunSummary(
    NAME, "interrupted", "2026-11-20T12:00:00+00:00", 12.3, seen=1234, new=1001, known=111, duplicate=22,
    not_article=98, quarantined=2, left=33, bytes=177_800,
)  # fmt: skip


def printed(width: int, *, narrow: bool) -> str:
    console = Console(file=StringIO(), width=width)
    console.print(summary_table([RUN, RUN], narrow=narrow))
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_no_count_and_no_ending_is_cut_at_80_columns() -> None:
    text = printed(80, narrow=True)
    for word in ("seen", "no art.", "errors", "1234", "1001", "2468", "interrupted", "355.6"):
        assert word in text, word
    assert "…" not in text
    assert all(len(line.rstrip()) <= 80 for line in text.splitlines())


def test_a_wide_terminal_shows_time_and_bytes_of_each_source() -> None:
    text = printed(140, narrow=False)
    assert text.count("177.8 kB") == 2
    assert text.count(NAME) == 2
    assert "in all" not in text
