"""Lists kept in a spreadsheet, taken in and given out."""

import pytest

from monitor.errors import CatalogueError
from monitor.sources.csv_files import read_csv, write_csv
from monitor.sources.model import Entry, Source

LAGOON = Source(
    name="lagoon", group="coast", title="=Lagoon, the", home="https://lagoon.example/", country="FR",
    languages=("fr", "pt-BR"), timezone="Europe/Paris",
    entries=(
        Entry("feed", "https://lagoon.example/feed", "validated"),
        Entry("listing", "https://lagoon.example/news", "memory"),
    ),
)  # fmt: skip
REEF = Source("reef", "own", "Reef", "https://reef.example/")


def test_writing_reads_back_the_same() -> None:
    text = write_csv([LAGOON, REEF])
    found = read_csv(text.encode(), "list.csv")
    assert found.problems == []
    assert found.sources == [LAGOON, REEF]


def test_spreadsheets_run_no_formula_of_ours() -> None:
    cells = [cell for line in write_csv([LAGOON]).splitlines() for cell in line.split(",")]
    assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in cells)


def test_an_address_alone_is_a_feed() -> None:
    found = read_csv(b"url\r\nhttps://www.lagoon.example/feed\r\n\r\n", "list.csv")
    (source,) = found.sources
    assert (source.name, source.entries[0].kind) == ("lagoon", "feed")
    assert source.home == "https://www.lagoon.example/feed"


def test_semicolons_byte_order_mark_and_legacy_charset() -> None:
    raw = "title;home\nLagoon Été;https://lagoon.example/\n"
    assert read_csv(b"\xef\xbb\xbf" + raw.encode(), "list.csv").sources[0].title == "Lagoon Été"
    assert read_csv(raw.encode("cp1252"), "list.csv").sources[0].title == "Lagoon Été"


def test_a_bad_row_costs_itself_only() -> None:
    raw = b"name,title,home,kind,url\na,A,https://a.example/,feeds,https://a.example/f\nb,B,nowhere,,\nc,C,https://c.example/,,\n"
    found = read_csv(raw, "list.csv")
    assert [source.name for source in found.sources] == ["a", "c"]
    told = [str(problem) for problem in found.problems]
    assert told[0].startswith("list.csv:2: a: 'feeds'")
    assert told[1].startswith("list.csv:3: B: home: ")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"nmae,home\n", "did you mean name?"),
        (b"name,title\n", "neither a column home nor url"),
        (b"", "neither a column"),
        (b'home,url\n"' + b"x" * 200_000, "not CSV"),
    ],
)
def test_other_files_are_refused(raw: bytes, words: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_csv(raw, "list.csv")
    assert words in str(caught.value)
