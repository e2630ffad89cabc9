"""Checking: places, hints, warnings, and queries that were written to do harm."""

import pickle
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.explain import explain
from monitor.matching.find import find
from monitor.matching.problems import QueryError
from monitor.matching.query import check, parse
from monitor.matching.text import Text

TEXT = Text({"title": "Strike", "body": "The mill strike and the march. " * 30}, {"lang": "en"})
PIECES = (
    *"()\"“{}~/-*?#@:'.,", "AND", "OR", "NOT", "NEAR/2", "ONEAR/3", "ATLEAST/2", "title:", "lang:", "bad:", " ", " ",
    "strike", "mill", "人权", "حقوق", "인권", "x*", "\0", "\ud800", "\u202e", "\u200b", "\\",
)  # fmt: skip


def codes(query: str) -> list[str]:
    checked = check(query)
    return [each.code for each in (*checked.errors, *checked.warnings)]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60))
def test_anything_is_either_wrong_or_can_be_asked_and_explained(written: str) -> None:
    checked = check(written)
    assert (checked.query is None) == bool(checked.errors)
    for each in (*checked.errors, *checked.warnings):
        assert 0 <= each.start <= each.end <= len(written)
        assert each.message
    if checked.query:
        spans = find(checked.query, TEXT)
        assert explain(checked.query, TEXT).matched == (spans is not None)
        for span in spans or ():
            assert 0 <= span.start < span.end <= len(TEXT.fields[span.field])


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_texts_of_any_kind_are_matched(written: str) -> None:
    text = Text({"title": written, "body": written[::-1]}, {"lang": written, "source": written, "country": written})
    for query in (
        "strike NEAR/2 mill",
        "人权 OR حقوق",
        "#strike",
        "/strike/",
        "~mill",
        "lang:en OR source:mill",
        "{Strike}",
    ):
        for span in find(parse(query), text) or ():
            assert text.fields[span.field][span.start : span.end].strip()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("(" * 10_000, "E_TOO_DEEP"),
        ("(" * 10_000 + "a" + ")" * 9_000, "E_TOO_DEEP"),
        ("(" * 101 + "a" + ")" * 101, "E_TOO_DEEP"),
        ("a" * 20_001, "E_TOO_LONG"),
        ("a OR " * 5_000, "E_TOO_LONG"),
        ("NOT " * 5_000, "E_OPERAND"),
        (")" * 20_000, "E_UNCLOSED_PAREN"),
        ("-" * 20_000, "E_OPERAND"),
        ('"' * 19_999, "E_OPERAND"),
        ("title:" * 3_333, "E_OPERAND"),
        ("/(((((((((a{100}){100}){100}){100}))))))/", "E_REGEX"),
        (" NEAR/100 ".join(["strike"] * 102), "E_TOO_DEEP"),
        ("\0", "E_OPERAND"),
        ("\ud800", "E_OPERAND"),
        ("\u202e", "E_OPERAND"),
    ],
)
def test_hostile_queries_are_refused(query: str, expected: str) -> None:
    assert codes(query)[0] == expected


@pytest.mark.parametrize(
    "query",
    [
        "(" * 100 + "strike" + ")" * 100,
        " OR ".join(f"word{number}" for number in range(1_400)) + " OR strike",
        " AND ".join(["strike"] * 1_800),
        " NEAR/100 ".join(["strike"] * 20),
        " ".join(["strike"] * 2_800),
        "(mill NOT (x AND NOT " * 50 + "strike" + "))" * 50 + " OR strike",
        "s*t*r*i*k*e*" + "a*" * 5_000 + " OR strike",
        "ATLEAST/2(" * 99 + "strike" + ")" * 99,
        "/(s|t|r)+(.*)*k{0,900}e/",
    ],
)
def test_large_queries_are_asked(query: str) -> None:
    asked = parse(query)
    assert find(asked, TEXT)
    explain(asked, TEXT)


def test_a_hopeless_expression_ends() -> None:
    text = Text({"body": "x" * 50_000})
    begin = process_time()
    assert find(parse("/(x+x+)+y/ OR x*x*x*x*x*y OR *x*x*x*y*"), text) is None
    assert process_time() - begin < 20


def test_the_nearest_field_is_named() -> None:
    (error,) = check("a AND titel:strike").errors
    assert (error.start, error.end) == (6, 12)
    assert "title, body, source" in error.message
    assert "Did you mean title:?" in error.hint


@pytest.mark.parametrize(
    ("query", "hint"), [("a && b", "AND"), ("a & b", "AND"), ("a || b", "OR"), ("! b", "NOT"), ("§", "/C\\+\\+/")]
)
def test_operators_of_other_tools_are_told_by_ours(query: str, hint: str) -> None:
    errors = [each for each in check(query).errors if each.code == "E_OPERAND"]
    assert hint in errors[0].hint


def test_all_errors_are_told_in_their_order() -> None:
    assert codes("bad:x AND t* AND a NEAR/0 b OR") == [
        "E_UNKNOWN_FIELD",
        "E_WILDCARD_TOO_BROAD",
        "E_DISTANCE",
        "E_OPERAND",
    ]


def test_parse_raises_all_problems() -> None:
    with pytest.raises(QueryError, match="never closed") as raised:
        parse("(strike")
    assert pickle.loads(pickle.dumps(raised.value)).problems == raised.value.problems


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("strike AND mill", []),
        ("strike mill", ["W_IMPLICIT_AND"]),
        ("strike NOT mill", []),
        ("strike -mill", []),
        ("strike and mill", ["W_IMPLICIT_AND", "W_LOWERCASE_OPERATOR", "W_IMPLICIT_AND"]),
        ("near/3", ["W_LOWERCASE_OPERATOR"]),
        ('"strike and mill"', []),
        ("C++", ["W_SYMBOLS_DROPPED"]),
        ("AT&T", []),
        ("#strike", []),
        ("U.N.", []),
        ('"strike: the mill, again!"', ["W_SYMBOLS_DROPPED"]),
        ('"title: subtitle"', []),
        ("the", ["W_COMMON_TERM"]),
        ("strike OR the", ["W_COMMON_TERM"]),
        ('"the strike"', []),
        ("的 OR 人权", ["W_COMMON_TERM"]),
        ("của", ["W_COMMON_TERM"]),
        ("WHO", ["W_COMMON_TERM"]),
        ("IS", ["W_COMMON_TERM"]),
        ("THE", ["W_COMMON_TERM"]),
        ("title:the", ["W_COMMON_TERM"]),
        ("author:de", []),
        ("and", ["W_COMMON_TERM"]),
        ("strike OR not", ["W_COMMON_TERM"]),
        ("の OR 人权", ["W_COMMON_TERM"]),
        ("{WHO}", []),
        ("UN", []),
        ("title:~strike", []),
        ('title:"C++ strike"', ["W_SYMBOLS_DROPPED"]),
    ],
)
def test_warnings(query: str, expected: list[str]) -> None:
    assert codes(query) == expected


def test_a_long_list_does_not_warn_a_thousand_times() -> None:
    assert len(check("strike " * 2_000).warnings) == 20


def test_leaves_are_told_as_they_were_written() -> None:
    spans = find(parse('title:strike OR "MILL strike"'), Text({"title": "Strike", "body": "a mill strike"}))
    assert spans is not None
    assert [(span.field, span.start, span.end, span.leaf) for span in spans] == [
        ("title", 0, 6, "title:strike"),
        ("body", 2, 13, '"MILL strike"'),
    ]


def test_spans_are_given_for_all_branches_that_match_and_for_near_only_where_it_is_near() -> None:
    text = Text({"body": "mill x x x x x strike mill"})
    spans = find(parse("strike NEAR/1 mill OR (mill AND walkout) OR x NOT walkout"), text)
    assert spans is not None
    assert {(span.leaf, span.start) for span in spans if span.leaf != "x"} == {("strike", 15), ("mill", 22)}


def test_random_queries_of_words_are_quick_to_check() -> None:
    random = Random(3)
    query = " OR ".join(random.choice(("strike*", '"hunger strike"', "mill")) for _ in range(1_500))
    assert check(query).query is not None
