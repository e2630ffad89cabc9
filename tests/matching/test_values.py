"""Fields of several values, such as authors: nothing runs over from one value into the next."""

import pytest

from monitor.matching.explain import explain
from monitor.matching.find import find
from monitor.matching.query import parse
from monitor.matching.text import WORDED, Text
from monitor.matching.watchset import WatchSet
from monitor.watch import Watch

VALUES = ("Ilse Marn", "Oddo Vek", "张三", "李四", "#quay desk", "")


def text(field: str) -> Text:
    return Text({"title": "Ilse", "body": "Oddo"}, {field: VALUES})


@pytest.mark.parametrize("field", WORDED)
@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ('"ilse marn"', True),
        ('"oddo vek"', True),
        ('"marn oddo"', False),
        ('"marn odd*"', False),
        ("{Marn Oddo}", False),
        ("{Oddo Vek}", True),
        ("(ilse NEAR/1 marn)", True),
        ("(marn NEAR/100 oddo)", False),
        ("(marn NEAR/100 (oddo OR ilse))", True),
        ("(vek ONEAR/9 #quay)", False),
        ("#quay", True),
        ("张三", True),
        ("三李", False),
        ("三*李", False),
        ('"三 李"', False),
        ("/Marn.Oddo/", False),
        ("/(?s)Marn.+Vek/", False),
        ("/^Oddo Vek$/", True),
        ("ATLEAST/3(ilse OR vek OR 李四)", True),
        ("(ilse AND vek)", True),
    ],
)
def test_a_value_ends_where_the_next_begins(field: str, query: str, is_found: bool) -> None:
    written = f"{field}:{query}"
    assert (find(parse(written), text(field)) is not None) == is_found
    assert bool(WatchSet([Watch("w", "", {"*": written})]).matches(text(field))) == is_found


@pytest.mark.parametrize("query", ["author:vek", "author:/Vek/", "author:{Vek}", 'author:"oddo vek"', "author:李四"])
def test_places_count_in_the_values_on_lines_of_their_own(query: str) -> None:
    spans = find(parse(query), text("author"))
    assert spans is not None
    lines = "\n".join(VALUES)
    assert [lines[span.start : span.end] for span in spans] == [query.removeprefix("author:").strip('/{}"').title()]


def test_two_values_are_no_distance_apart() -> None:
    why = explain(parse("author:ilse NEAR/3 author:oddo"), text("author")).why
    assert why == "Both are there, but nowhere in one field."
    why = explain(parse("author:oddo ONEAR/1 author:vek"), text("author")).why
    assert why == "Its parts stand near enough to each other."
