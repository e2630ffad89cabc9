"""One item for one article, and no two articles under one key."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.identity import believed_canonical, index_keys, text_hash
from monitor.items import Article

BODY = "The court in Northhaven freed two writers on Monday, after a year in prison without a trial. " * 3
CHINESE = "北港法院星期一释放了两名作家，他们未经审判已经在监狱里度过了整整一年的时间。" * 2


def test_the_hash_sees_words_only() -> None:
    one = text_hash("Two writers freed", BODY)
    assert one == text_hash("TWO WRITERS — FREED!", BODY.replace(", ", "\n\n").upper())
    assert one != text_hash("Two writers freed", BODY + "More.")
    assert one != text_hash("Three writers freed", BODY)


def test_short_texts_have_no_hash() -> None:
    assert text_hash("Two writers freed", "The court freed two writers.") == ""
    assert text_hash("Photo", "x" * 500) == ""
    assert text_hash("两名作家获释", CHINESE) != ""
    assert text_hash("两名作家获释", CHINESE[:20]) == ""


ARTICLE = Article("herald", "https://m.herald.example/a", "", "Headline", "")


def test_keys_of_every_kind() -> None:
    one = replace(ARTICLE, text_hash="ab12", index_number="AMR 37/6674/2017", language="fr")
    addresses = [
        ("http://www.herald.example/a?utm_source=x#top", False),
        ("https://herald.example/a", False),
        ("https://herald.example/list#item-3", True),
        ("", False),
    ]
    assert index_keys(one, addresses) == [
        "u:https://herald.example/a",
        "u:https://herald.example/list#item-3",
        "t:herald.example:ab12",
        "d:AMR 37/6674/2017:fr",
    ]


def test_a_short_text_is_known_by_its_canonical_address() -> None:
    one = replace(ARTICLE, canonical_url="https://herald.example/a", body="Short.")
    twin = replace(one, url="https://herald.example/print-of-a", headline="HEADLINE")
    assert index_keys(one, []) == index_keys(twin, []) != []
    assert index_keys(replace(one, body="Another."), []) != index_keys(one, [])
    assert index_keys(replace(one, canonical_url="https://herald.example/b"), []) != index_keys(one, [])


def test_an_article_with_nothing_has_no_keys() -> None:
    assert index_keys(ARTICLE, []) == []


PAGE = "https://herald.example/news/2024/two-writers-freed"


@pytest.mark.parametrize(
    ("page", "canonical", "expected"),
    [
        (PAGE, PAGE, PAGE),
        (PAGE + "?utm_source=x", PAGE, PAGE),
        ("https://m.herald.example/news/1", "https://www.herald.example/news/1", "https://herald.example/news/1"),
        ("https://herald.example/node/12", PAGE, PAGE),
        ("https://herald.example/?p=12", PAGE, PAGE),
        (PAGE + "/2", PAGE, PAGE),
        (PAGE, "https://herald.example/news/2024/two-writers-freed-at-last", PAGE + "-at-last"),
        (PAGE, "", None),
        (PAGE, "https://herald.example/", None),
        (PAGE, "https://herald.example/en/", None),
        (PAGE, "https://herald.example/news", None),
        (PAGE, "https://herald.example/news/2024", None),
        (PAGE, "https://other.example/news/2024/two-writers-freed", None),
        (PAGE, "https://blog.herald.example/news/2024/two-writers-freed", None),
        (PAGE, "https://herald.example/news/2024/floods-in-southport", None),
        ("https://herald.example/node/12", "https://herald.example/node/99", None),
        ("https://herald.example/article?id=7", "https://herald.example/article", None),
        ("not an address", PAGE, None),
        (PAGE, "http://[::1", None),
    ],
)
def test_which_canonical_links_are_believed(page: str, canonical: str, expected: str | None) -> None:
    assert believed_canonical(page, canonical) == expected


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_fails(one: str, other: str) -> None:
    believed_canonical(f"https://herald.example/{one}", f"https://herald.example/{other}")
    believed_canonical(one, other)
    assert isinstance(text_hash(one, other), str)
