from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.extracts import LONGEST, MOST_PIECES, Extract, extracts
from monitor.watch import Span


def marked(extract: Extract) -> list[str]:
    return [extract.text[start:end] for start, end in extract.marks]


def spans(field: str, text: str, *words: str) -> list[Span]:
    return [Span(field, text.index(word), text.index(word) + len(word), word) for word in words]


def test_marks_words_across_line_breaks_and_invisible_signs() -> None:
    body = "Nobody\n\n  was \u202etold\u202c why the night\nferry was held."
    (extract,) = extracts({"body": body}, spans("body", body, "night\nferry", "told"))
    assert extract.text == "Nobody was told why the night ferry was held."
    assert marked(extract) == ["told", "night ferry"]


def test_cuts_between_words_and_says_so() -> None:
    body = "word " * 100 + "ferry " + "word " * 100
    (extract,) = extracts({"body": body}, spans("body", body, "ferry"))
    assert extract.text.startswith("…word")
    assert extract.text.endswith("word…")
    assert marked(extract) == ["ferry"]


def test_scripts_without_spaces_are_cut_anywhere() -> None:
    body = "港" * 300 + "渡轮" + "口" * 300
    (extract,) = extracts({"body": body}, spans("body", body, "渡轮"))
    assert marked(extract) == ["渡轮"]
    assert len(extract.text) < 200


def test_a_few_pieces_that_show_most_of_the_query() -> None:
    body = ("ferry " + "filler " * 40) * 5 + "harbour and ferry and quay " + "filler " * 40
    found = [Span("body", at, at + 5, "ferry") for at in range(0, 5 * 286, 286)]
    found += spans("body", body, "harbour", "quay")
    pieces = extracts({"body": body}, found)
    assert len(pieces) == MOST_PIECES
    assert marked(pieces[-1]) == ["harbour", "quay"]


def test_spans_outside_the_text_are_left_out() -> None:
    found = extracts(
        {"title": "Ferry"}, [Span("title", 2, 99, "x"), Span("body", 0, 3, "y"), Span("title", -1, 2, "z")]
    )
    assert found == [Extract("title", "Ferry")]


@given(
    st.text(max_size=600),
    st.lists(st.tuples(st.integers(-5, 650), st.integers(-5, 650)), max_size=30),
)
def test_marks_lie_in_order_inside_bounded_pieces(text: str, places: list[tuple[int, int]]) -> None:
    found = extracts({"title": text[:50], "body": text}, [Span("body", start, end, "x") for start, end in places])
    for extract in found:
        flat = [place for mark in extract.marks for place in mark]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(extract.text) for start, end in extract.marks)
        assert len(extract.text) <= LONGEST + 100
        assert "\n" not in extract.text
