"""Texts are folded the same by the quick way, for what nearly every text is made of, and by the long one."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.plain import fold, fold_lines, fold_words

# Letters, digits and signs of many kinds; those that NFKC rewrites, joins or takes apart; lone surrogates.
SIGNS = "aZ0_ \n.,-’“–«é Äßﬁ½²٤ـَ،人中กิЙё\u200b\u00ad\u0301İ̇िक।한\ud800\U0001f600\ufffd€ªⅣ\x1c\x85\u2028"


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


@given(st.text(SIGNS) | st.text())
def test_only_letters_and_digits_are_left(text: str) -> None:
    assert fold(text) == "".join(words(text))
    assert fold_words(text) == " ".join(words(text))
    assert fold_lines(text) == [fold(line) for line in text.split("\n")]
