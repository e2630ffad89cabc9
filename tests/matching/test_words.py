"""Words of a text, in the quick way and in the thorough one."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.folding import exact, fold
from monitor.matching.stream import Stream
from monitor.matching.text import Text, tokens_for_index
from monitor.matching.words import cut, keys, tokens

PIECES = st.sampled_from(
    [*"aBé.'’ -#\u00ad\u200b\u0301ßİı人权はば\u3099กำ\u0e4dိကខ្ក인권ו\"״דحُوال٣½ﷺ㍿😀\ud800\0\n", "U.N.", "З'ї", "x.y"]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40))
def test_the_quick_way_finds_what_the_thorough_one_does(text: str) -> None:
    found, quick = list(tokens(text)), keys(cut(text))
    if quick is not None:
        assert quick == [token.key for token in found]
    stream = Stream({"body": text})
    assert stream.keys[: len(found)] == [token.key for token in found]
    assert list(zip(stream.starts, stream.ends, strict=True))[: len(found)] == [
        (each.start, each.end) for each in found
    ]
    assert all(0 <= token.start < token.end <= len(text) for token in found)


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
    assert exact(exact(word)) == exact(word)


def test_the_archive_is_fed_with_the_same_words() -> None:
    assert tokens_for_index("The U.N., l’État, 中国5G") == ["the", "un", "l", "etat", "中", "国", "5g"]


def test_other_fields_are_not_looked_at() -> None:
    assert Text({"title": "a", "body": "b", "comments": "c"}).main.words == {"a": [0], "b": [129]}
