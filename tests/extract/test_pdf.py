"""PDF documents as items, from files written here by hand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading, NotAnArticle, Reading
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
URL = "https://rights.example/files/statement-on-northhaven.pdf"
FRONT = [
    (24, "Northhaven: Free the two writers"),
    (10, "Index: AMR 37/6674/2017"),
    (10, "13 June 2017"),
    (11, "The court in Northhaven should free the two writers who have spent a year"),
    (11, "in prison without a trial, the organisation said in a public statement."),
]


def pdf(pages: Sequence[Sequence[tuple[int, str]]], info: str = "", trailer: str = "") -> bytes:
    """A document with one line of text for each (size, text)."""
    return document(
        ["".join(show(size, 50, 750 - 30 * n, text) for n, (size, text) in enumerate(lines)) for lines in pages],
        info,
        trailer,
    )


def show(size: int, left: int, bottom: int, text: str) -> str:
    return f"/F1 {size} Tf 1 0 0 1 {left} {bottom} Tm ({text}) Tj "


def document(pages: Sequence[str], info: str = "", trailer: str = "") -> bytes:
    """A document of pages that show the texts of `show`."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>",
    ]
    kids = []
    for shown in pages:
        stream = f"BT {shown}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    parts, places = ["%PDF-1.4\n"], []
    for number, content in enumerate(objects, 1):
        places.append(len("".join(parts)))
        parts.append(f"{number} 0 obj\n{content}\nendobj\n")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len("".join(parts))
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}")
    parts.append(f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{start}\n%%EOF")
    return "".join(parts).encode("latin-1")


def read(body: bytes, link: Link | None = None, content_type: str = "application/pdf") -> Reading:
    return read_page(Page("rights", URL, body, content_type, link or Link(URL), Site(), NOW), NOW)


def article(reading: Reading) -> ArticleReading:
    assert isinstance(reading, ArticleReading), reading
    return reading


def test_everything_that_a_document_says() -> None:
    found = article(read(pdf([FRONT, [(11, "Second page.")]], info="/CreationDate (D:20170614101500+02'00')")))
    assert found.headline == "Northhaven: Free the two writers"
    assert "spent a year in prison without a trial" in found.body
    assert found.body.endswith("Second page.")
    assert (found.page_count, found.body_kind, found.detected_language) == (2, "pdf", "en")
    assert found.index_number == "AMR 37/6674/2017"
    assert [(one.evidence, one.day) for one in found.date_candidates] == [
        ("visible", date(2017, 6, 13)),
        ("pdf", date(2017, 6, 14)),
    ]


def test_a_pdf_served_as_a_page_is_read_as_what_it_is() -> None:
    assert article(read(pdf([FRONT]), content_type="text/html")).page_count == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Public statement on Northhaven", "Public statement on Northhaven"),
        ("Microsoft Word - draft3.doc", "Northhaven: Free the two writers"),
        ("AMR3766742017", "Northhaven: Free the two writers"),
        ("Untitled-1", "Northhaven: Free the two writers"),
    ],
)
def test_titles_that_programs_leave_behind_are_none(title: str, expected: str) -> None:
    assert article(read(pdf([FRONT], info=f"/Title ({title})"))).headline == expected


def test_a_title_that_is_no_text_costs_the_title_only() -> None:
    found = article(read(pdf([FRONT], info="/Title <FEFFD800DC> /CreationDate (D:20170614101500Z)")))
    assert (found.headline, len(found.date_candidates)) == ("Northhaven: Free the two writers", 2)


def test_a_cover_has_the_title_and_the_page_behind_it_the_rest() -> None:
    inside = [(11, line) for _, line in FRONT[1:]]
    found = article(read(pdf([[(30, "Two years without a trial")], inside])))
    assert (found.headline, found.index_number) == ("Two years without a trial", "AMR 37/6674/2017")
    assert [one.day for one in found.date_candidates] == [date(2017, 6, 13)]


def test_a_scanned_document_is_an_item_without_text() -> None:
    found = article(
        read(
            pdf([[], []]), Link(URL, title="Statement on Northhaven", published="2017-06-13", published_evidence="feed")
        )
    )
    assert (found.headline, found.body, found.body_kind, found.page_count) == (
        "Statement on Northhaven",
        "",
        "scanned",
        2,
    )
    assert found.date_candidates[0].day == date(2017, 6, 13)


def test_an_encrypted_document_is_an_item_without_text() -> None:
    secret = "00" * 32
    trailer = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{secret}> /U <{secret}> >> /ID [<00> <00>]"
    found = article(read(pdf([FRONT], trailer=trailer)))
    assert (found.headline, found.body, found.body_kind) == ("statement on northhaven", "", "encrypted")


@pytest.mark.parametrize("cut", [8, 100, 400])
def test_a_broken_document_is_told_as_such(cut: int) -> None:
    assert read(pdf([FRONT])[:cut]) == NotAnArticle("not a document: broken PDF")


def test_a_document_of_very_many_pages_is_bounded() -> None:
    found = article(read(pdf([[(11, f"Page number {number} of the long report.")] for number in range(600)])))
    assert found.page_count == 600
    assert "Page number 499" in found.body
    assert "Page number 500" not in found.body


def test_running_heads_and_page_numbers_are_no_text() -> None:
    def leaf(number: int) -> list[tuple[int, str]]:
        words = ("first", "second", "third", "fourth", "fifth")[number]
        text = [(11, f"The {words} part of the report says what the court found in Northhaven and why it did so.")] * 2
        return [(8, "Northhaven: Without trial"), *text, (11, f"It ends the {words} time."), (8, f"{number + 1} of 5")]

    found = article(read(pdf([leaf(number) for number in range(5)])))
    assert found.body.count("Without trial") == 1
    assert "of 5" not in found.body
    assert found.body.count("It ends the") == 5
    assert found.page_count == 5


LEFT = [f"Left line {word} tells of the court that sat" for word in ("one", "two", "three", "four", "five", "six")]
RIGHT = [f"Right line {word} tells of the river that ran" for word in ("one", "two", "three", "four", "five", "six")]


def rows(pairs: Sequence[tuple[str, str]]) -> str:
    """Lines printed across both columns, as some programs write them."""
    return "".join(
        show(10, 50, 700 - 15 * n, left) + show(10, 310, 700 - 15 * n, right) for n, (left, right) in enumerate(pairs)
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    title = "Northhaven: what became of the two writers in the year"
    shown = show(18, 50, 760, title) + rows(list(zip(LEFT, RIGHT, strict=True))) + show(8, 290, 30, "1")
    assert article(read(document([shown]))).body.split("\n") == [title, *LEFT, *RIGHT, "1"]


@pytest.mark.parametrize("count", [3, 4])
def test_more_columns_are_read_one_after_the_other(count: int) -> None:
    width = 500 // count
    words = ["sun", "rain", "wind", "snow", "hail", "fog"]
    columns = [
        [f"{'ABCD'[number]} is for the {word} of May"[: 96 // count] for word in words] for number in range(count)
    ]
    shown = show(16, 50, 760, "Northhaven: the weather of a whole year")
    shown += "".join(
        show(32 // count, 50 + width * number, 700 - 15 * line, column[line])
        for line in range(len(words))
        for number, column in enumerate(columns)
    )
    lines = article(read(document([shown]))).body.split("\n")
    assert lines == [
        "Northhaven: the weather of a whole year",
        *(line.strip() for column in columns for line in column),
    ]


def test_a_table_is_read_row_by_row() -> None:
    labels = ["Name", "Place of birth of the prisoner", "Age", "Court", "Case", "Verdict"]
    shown = rows(list(zip(labels, ["A. Bell", "Northhaven", "41", "Second", "17 of 2019", "None"], strict=True)))
    first = article(read(document([shown]))).body.split("\n")[0]
    assert first.split() == ["Name", "A.", "Bell"]


def test_a_table_of_many_narrow_columns_is_read_row_by_row() -> None:
    cells = [(f"Bell {n}", f"Cell {n}", f"Year {2010 + n}") for n in range(8)]
    shown = "".join(
        show(10, 50 + 170 * place, 700 - 15 * row, text)
        for row, line in enumerate(cells)
        for place, text in enumerate(line)
    )
    first = article(read(document([shown]))).body.split("\n")[0]
    assert first.split() == ["Bell", "0", "Cell", "0", "Year", "2010"]


def test_columns_that_the_file_has_in_order_are_left_alone() -> None:
    shown = "".join(show(10, 50, 700 - 15 * n, line) for n, line in enumerate(LEFT))
    shown += "".join(show(10, 310, 700 - 15 * n, line) for n, line in enumerate(RIGHT))
    assert article(read(document([shown]))).body.split("\n") == [*LEFT, *RIGHT]
