"""NEAR and ONEAR by the letter of their rule, whichever side is the longer."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.matching.find import find
from monitor.matching.query import parse
from monitor.matching.text import Text

WORDS = st.lists(st.sampled_from("abxy"), max_size=25)


def is_near(words: list[str], distance: int, *, ordered: bool) -> bool:
    """Whether some a and some b stand at most so far apart, a first where the order counts."""
    places = {word: [at for at, each in enumerate(words) if each == word] for word in "ab"}
    gaps = [b - a for a in places["a"] for b in places["b"]]
    return any(0 < gap <= distance or (not ordered and -distance <= gap < 0) for gap in gaps)


@given(WORDS, st.integers(1, 6), st.booleans())
def test_two_words(words: list[str], distance: int, ordered: bool) -> None:
    query = f"a {'ONEAR' if ordered else 'NEAR'}/{distance} b"
    assert (find(parse(query), Text({"body": " ".join(words)})) is not None) == is_near(
        words, distance, ordered=ordered
    )


@given(WORDS, st.integers(1, 6))
def test_phrases_count_from_their_nearest_ends(words: list[str], distance: int) -> None:
    found = find(parse(f'"x y" NEAR/{distance} a'), Text({"body": " ".join(words)}))
    phrases = [at for at in range(len(words) - 1) if words[at : at + 2] == ["x", "y"]]
    gaps = [(at - (phrase + 1), phrase - at) for phrase in phrases for at, word in enumerate(words) if word == "a"]
    assert (found is not None) == any(0 < gap <= distance for pair in gaps for gap in pair)
