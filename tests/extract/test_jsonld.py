"""JSON-LD as it is found: broken, doubled, deep."""

import lxml.html
import pytest

from monitor.extract.jsonld import read_block, read_json_ld


def page(*blocks: str) -> lxml.html.HtmlElement:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return lxml.html.document_fromstring(f"<html><head>{scripts}</head><body><p>x</p></body></html>")


def test_gives_every_block_in_order() -> None:
    assert read_json_ld(page('{"a": 1}', '[{"b": 2}]')) == [{"a": 1}, [{"b": 2}]]


def test_leaves_other_scripts_alone() -> None:
    tree = lxml.html.document_fromstring('<script>{"a": 1}</script><script type="application/json">{"b": 2}</script>')
    assert read_json_ld(tree) == []


@pytest.mark.parametrize(
    "block",
    [
        '{"a": "x",}',
        '{"a": "x"};',
        '<!-- {"a": "x"} -->',
        '//<![CDATA[\n{"a": "x"}\n//]]>',
        '/* made by us */ {"a": "x"}',
        "{&quot;a&quot;: &quot;x&quot;}",
        '\ufeff{"a": "x"}',
        '{"a": "x" // the letter\n}',
    ],
)
def test_mends_what_pages_get_wrong(block: str) -> None:
    assert read_block(block) == [{"a": "x"}]


def test_keeps_addresses_and_commas_within_strings() -> None:
    assert read_block('{"url": "https://example.org/a,}", "b": [1,],}') == [
        {"url": "https://example.org/a,}", "b": [1]}
    ]


def test_reads_line_breaks_within_strings() -> None:
    assert read_block('{"a": "one\ntwo\tthree"}') == [{"a": "one\ntwo\tthree"}]


def test_reads_several_objects_in_one_block() -> None:
    assert read_block('{"a": 1} {"b": 2}') == [{"a": 1}, {"b": 2}]


def test_nan_is_nothing() -> None:
    assert read_block('{"datePublished": NaN, "x": Infinity}') == [{"datePublished": None, "x": None}]


def test_saves_the_dates_of_a_block_beyond_mending() -> None:
    block = '{"headline": "He said "no" again", "datePublished": "2021-03-12T10:00:00Z"}'
    assert read_block(block) == [{"@type": "Article", "datePublished": "2021-03-12T10:00:00Z"}]
    assert read_block(block + block.replace("12T", "13T")) == []


@pytest.mark.parametrize(
    "block",
    ["", " ", "[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000, "x" * 3_000_000, "\ud800", "\x00"],
)
def test_leaves_out_what_is_no_data(block: str) -> None:
    assert read_block(block) == []


@pytest.mark.parametrize("piece", ["/*", '"\\', "//", "<!--", ", ", '{"datePublished"', '{"a": /*', "&quot;{"])
def test_gives_up_soon_on_a_block_made_to_stall(piece: str) -> None:
    assert read_block(piece * (1_500_000 // len(piece))) == []
