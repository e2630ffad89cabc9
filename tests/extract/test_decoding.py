"""Bytes in every way of writing them."""

import codecs

import pytest

from monitor.extract.decoding import decode, why_not_text

TEXT = "<html><title>Суд ★ 裁判所 😀</title><p>The pier stays shut</p>"
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_encodings_are_told_by_their_mark_or_their_first_bracket(name: str, mark: str) -> None:
    body = (mark + TEXT).encode(name)
    assert decode(body) == TEXT
    assert why_not_text(body, "text/html") is None


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE, codecs.BOM_UTF8])
def test_a_wrong_mark_is_no_encoding(mark: bytes) -> None:
    assert decode(mark + TEXT.encode()) == TEXT


def test_signs_in_two_halves_are_joined_and_halves_mean_nothing() -> None:
    halves = TEXT.encode("utf-16-be")
    apart = "".join(chr(int.from_bytes(halves[at : at + 2])) for at in range(0, len(halves), 2))
    assert decode(apart.encode("utf-8", "surrogatepass")) == TEXT
    assert decode("Суд \ud83d".encode("utf-8", "surrogatepass")) == "Суд \ufffd"
