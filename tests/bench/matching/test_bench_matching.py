"""The benchmark of matching, on a few made-up texts."""

from random import Random

import pytest

from bench.matching.__main__ import cells, sets
from bench.matching.loops import expression
from bench.matching.queries import Words, long_or, queries
from bench.matching.texts import made
from monitor.matching.query import leaves, parse


def test_a_small_round_agrees_everywhere() -> None:
    rows = list(sets(made(12, Random(1)), [100], Random(2)))
    assert [row.queries for row in rows] == [100, 100, 100, 101]
    assert all(row.agreement[0] == row.agreement[1] > 0 for row in rows)
    assert rows[0].loop is not None and cells(rows[0])[0] == "generated"


def test_queries_have_twelve_leaves_on_average() -> None:
    made_up = queries(Words.of(made(20, Random(1))), 300, Random(2))
    counts = [len(list(leaves(parse(query).root))) for query in made_up]
    assert sum(counts) / len(counts) == pytest.approx(12, abs=1)


def test_a_long_or_can_be_asked() -> None:
    asked = parse(long_or(Words.of(made(60, Random(1))), Random(2)))
    assert len(list(leaves(asked.root))) > 1_000


def test_the_loop_looks_for_all_that_is_wanted() -> None:
    found = expression(parse('(mill OR strik* OR "hunger strike") NOT walkout').root)
    assert found.search("The STRIKING ones") and found.search("hunger, strike")
    assert not found.search("a walkout at mills")
