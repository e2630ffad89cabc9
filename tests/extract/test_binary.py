"""What is no text is no page, whatever its server calls it."""

from random import Random

from monitor.extract.decoding import why_not_text


def test_random_bytes_are_no_page() -> None:
    noise = Random(7).randbytes(6_000)
    assert why_not_text(noise, "text/html; charset=utf-8") == "not a document: data"


def test_pages_in_old_charsets_are_text() -> None:
    for charset in ("koi8-r", "windows-1251", "iso-8859-5", "utf-8", "utf-16"):
        assert why_not_text(("<p>Права человека</p>" * 50).encode(charset), "text/html") is None
    assert why_not_text(("<p>人権</p>" * 50).encode("iso2022_jp"), "text/html") is None
