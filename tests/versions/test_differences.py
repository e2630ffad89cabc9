from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.versions.differences import differences


def marked(old: str, new: str) -> str:
    signs = {"equal": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[piece.kind].format(piece.text) for piece in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("", "new", "[+new+]"),
        ("same text", "same text", "same text"),
        ("the court freed two writers", "the court freed three writers", "the court freed [-two-][+three+] writers"),
        ("One line.\nTwo lines.\nThree.", "One line.\nThree.", "One line.\n[-Two lines.\n-]Three."),
        ("法院释放了两名作家", "法院释放了三名作家", "法院释放了[-两-][+三+]名作家"),
        ("ศาลปล่อยสองคน", "ศาลปล่อยสามคน", "ศาลปล่อยส[-อง-][+าม+]คน"),
        ("أفرجت المحكمة عن كاتبين", "أفرجت المحكمة عن كاتب", "أفرجت المحكمة عن [-كاتبين-][+كاتب+]"),
        ("हिन्दी लेखक", "हिन्दी लेखिका", "हिन्दी [-लेखक-][+लेखिका+]"),
    ],
)
def test_marks_words_and_characters(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


TEXT = st.text(alphabet=st.sampled_from("ab \n.法院ก่์\ud800é\u0301"), max_size=60)


@given(TEXT, TEXT)
def test_both_texts_are_in_the_pieces(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


def test_texts_of_megabytes_take_bounded_time() -> None:
    old = " ".join(f"word{number}" for number in range(400_000))
    pieces = differences(old, old.replace("word7", "other7") + "\nend")
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    lines = "\n".join("the same line" for _ in range(200_000))
    assert differences(lines, lines[20:] + "\nx")
    assert differences("a " * 1900, "b a " * 950)
