"""Hostile texts and addresses, made harmless without harm to honest ones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from w3lib.url import safe_url_string

from monitor.extract.clean import clean_text, clean_url, shorten

ANY_TEXT = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "C"]), max_size=300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\0b", "ab"),
        ("Ada\u202egnp.exe", "Adagnp.exe"),
        ("p\u200ba\u2060s\u00ads\ufeffword", "password"),
        ("e\u0301cole", "école"),
        ("\ud800half\udfff", "half"),
        ("one\r\n\r\n\r\n two\u2028three", "one\n\ntwo\nthree"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می\u200c\u200cخواهم آن\u200c ها", "می\u200cخواهم آن ها"),
        ("ന്\u200d വ", "ന്\u200d വ"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("pass\u200cword", "password"),
        ("па\u200dроль", "пароль"),
        ("\u200c\u200c\u200cspam\u200d ", "spam"),
        ("שלום\u200f!", "שלום\u200f!"),
        ("Z" + "\u0300" * 50, "Z" + "\u0300" * 4),
        ("ที่นี่", "ที่นี่"),
        ("क्षमा", "क्षमा"),
    ],
)
def test_what_goes_and_what_stays(text: str, expected: str) -> None:
    assert clean_text(text, 1000) == expected


def test_one_line() -> None:
    assert clean_text(" Two\n\n lines\t here ", 100, one_line=True) == "Two lines here"


@given(ANY_TEXT, st.integers(1, 80))
def test_clean_text_is_storable_bounded_and_settled(text: str, limit: int) -> None:
    cleaned = clean_text(text, limit)
    cleaned.encode()
    assert len(cleaned) <= limit
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned if character != "\n")


@given(st.text("a \n\t\u00a0\u200bé", max_size=20))
def test_spaces_and_empty_lines_stand_alone(text: str) -> None:
    cleaned = clean_text(text, 1000)
    assert cleaned == "\n".join(" ".join(line.split()) for line in cleaned.split("\n")).strip()
    assert "\n\n\n" not in cleaned
    assert [line.split() for line in cleaned.split("\n") if line] == [
        line.split() for line in text.replace("\u200b", "").split("\n") if line.split()
    ]


@given(ANY_TEXT, st.integers(0, 50))
def test_shorten_keeps_to_its_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "", "//example.org", "ftp://example.org/", "http://", "https:///a"],
)
def test_addresses_that_are_none(url: str) -> None:
    assert clean_url(url) == ""


@given(ANY_TEXT)
def test_clean_url_never_fails(text: str) -> None:
    assert clean_url("https://example.org/" + text).isascii()
    assert len(clean_url("https://" + text)) <= 2000


PLACES = st.sampled_from(["a.example", "www.a-b.example", "127.0.0.1:8080", "127.0.1.1:18080", "xn--p1ai.example"])
SIGNS = st.text(st.sampled_from("abXZ09-._~/=&?%#:é +"), max_size=12)


@given(PLACES, SIGNS)
def test_ordinary_addresses_come_out_as_w3lib_writes_them(place: str, rest: str) -> None:
    address = f"https://{place}/{rest}"
    assert clean_url(address) == safe_url_string(address.strip())


@pytest.mark.parametrize("mark", ["\u0300", "\u036f", "\u0483", "\u0489", "\u0e31", "\u0e4e", "\u20d0", "\u20f0"])
def test_marks_do_not_pile_up(mark: str) -> None:
    assert len(clean_text(f"Я{mark * 50} и", 1000)) < 10
