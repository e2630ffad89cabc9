"""Words of a text, in the quick way and in the thorough one."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.folding import exact, fold
from monitor.matching.latin import latin_words
from monitor.matching.stream import Stream
from monitor.matching.text import Text, tokens_for_index
from monitor.matching.tokens import tokens
from monitor.matching.words import keys

PIECES = st.sampled_from(
    [*"aBé.'’ -#\u00ad\u200b\u0301ßİı人权はば\u3099กำ\u0e4dိကខ្ក인권ו\"״דحُوال٣½ﷺ㍿😀\ud800\0\n", "U.N.", "З'ї", "x.y"]
)

LATIN_PIECES = st.sampled_from(
    [*"aB9éßİıŁﬁ²½№“—\xa0\u00ad\u200b\ufe0f€😀_.' -\n", "É.U.", "ß.B.", "x.y", "3.5", "e.g."]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40))
def test_the_quick_way_finds_what_the_thorough_one_does(text: str) -> None:
    found = list(tokens(text))
    assert keys(text) == [token.key for token in found]
    stream = Stream({"body": text})
    assert stream.keys[: len(found)] == [token.key for token in found]
    assert list(zip(stream.starts, stream.ends, strict=True))[: len(found)] == [
        (each.start, each.end) for each in found
    ]
    assert all(0 <= token.start < token.end <= len(text) for token in found)


@given(st.lists(LATIN_PIECES, max_size=30).map("".join))
def test_a_latin_text_is_read_in_one_go_and_gives_the_same(text: str) -> None:
    quick = latin_words(text)
    assert quick == [token.key for token in tokens(text)] or (quick is None and "." in text)


def test_every_latin_sign_gives_the_same_in_one_go() -> None:
    for sign in map(chr, range(0x80, 0x20000)):
        for text in (f"a{sign}b {sign} 3{sign}", f"{sign}{sign}.{sign}. U.{sign}.x"):
            quick = latin_words(text)
            assert quick is None or quick == [token.key for token in tokens(text)]


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert exact(exact(word)) == exact(word)


def test_the_archive_is_fed_with_the_same_words() -> None:
    assert tokens_for_index("The U.N., l’État, 中国5G") == ["the", "un", "l", "etat", "中", "国", "5g"]


def test_other_fields_are_not_looked_at() -> None:
    assert Text({"title": "a", "body": "b", "comments": "c"}).main.distinct == {"a", "b"}
