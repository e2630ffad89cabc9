"""Every character of a text out of a TOML file is found where it stands."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.sources.toml_values import toml_text
from monitor.watches.places import Place, place

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x7f"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_every_visible_character_is_found(text: str) -> None:
    for literal in (toml_text(text), f'"""\n{toml_text(text)[1:-1]}"""'):
        file = f"title = 'x'\nquery = {literal}\n"
        found = place(file, 2, text)
        assert found is not None
        for offset, character in enumerate(text):
            where = found.at(offset)
            stands = found.line(where.line)[where.offset]
            assert stands == (character if character.isprintable() and character not in '"\\' else stands)


@pytest.mark.parametrize(
    ("literal", "text", "offset", "expected"),
    [
        ("'a \"b\"'", 'a "b"', 2, Place(1, 11)),
        ("'''\na\n  b'''", "a\n  b", 4, Place(3, 2)),
        ('"""a \\\n   b"""', "a b", 2, Place(2, 3)),
        ('"\\u0628\\U0001F600x"', "ب😀x", 2, Place(1, 25)),
        ('"""x""""', 'x"', 1, Place(1, 12)),
        ("'abc'", "abc", 3, Place(1, 12)),
        ("'abc'", "abc", 99, Place(1, 12)),
        ("'محكمة OR 裁判所'", "محكمة OR 裁判所", 9, Place(1, 18)),
    ],
)
def test_places(literal: str, text: str, offset: int, expected: Place) -> None:
    file = f"query = {literal}\n"
    assert tomllib.loads(file)["query"] == text
    found = place(file, 1, text)
    assert found is not None
    assert found.at(offset) == expected
    windows = place(file.replace("\n", "\r\n"), 1, text)
    assert windows is not None
    assert windows.at(offset) == expected


@pytest.mark.parametrize(
    "file", ["query = 3", "x", "", 'query = { fr = "a" }', 'query = "other"', 'query = "open', "query ="]
)
def test_another_text_is_not_placed(file: str) -> None:
    assert place(file, 1, "a") is None
    assert place(file, 0, "a") is None
    assert place(file, 9, "a") is None
