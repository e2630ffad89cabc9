import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.fingerprint import EMPTY, KEYS, SKETCH, Fingerprint, fingerprint
from monitor.stories.tokens import tokens

TEXT = " ".join(f"word{number} and another{number * 7}" for number in range(300))
CHINESE = "".join(chr(0x4E00 + (number * 7919) % 5000) for number in range(900))


def test_typography_changes_nothing() -> None:
    plain = 'He said "the ferry co-operates", it\'s 5 - no more... Straße'
    printed = "HE SAID\u00a0“the ferry co\u2010operates”,\u200b it’s ５ – no\u00ad more… STRASSE"
    assert tokens(plain) == tokens(printed)
    assert fingerprint(plain * 5) == fingerprint(printed * 5)


def test_arabic_points_and_tatweel_are_not_read() -> None:
    assert tokens("كَتَبَ الكاتـــب") == tokens("كتب الكاتب")


def test_marks_stay_in_indic_words() -> None:
    assert tokens("हिन्दी में समाचार।") == ["हिन्दी", "में", "समाचार"]


@given(st.text("aZ0_ \n.,-’“–«éßﬁ٤ـ،人กЙ\u0301िİ\ud800") | st.text())
def test_the_quick_way_finds_the_same_words(text: str) -> None:
    assert tokens(text) == tokens(f"{text}\u200b")  # what is not read makes it take the long way


@pytest.mark.parametrize("text", ["", "one", "one two", "\ud800\ud801", "\0" * 50, "!!! ???"])
def test_texts_that_say_nothing(text: str) -> None:
    made = fingerprint(text)
    assert made == EMPTY
    assert made.keys() == []
    assert not made.is_telling


def test_short_texts_have_no_keys() -> None:
    assert fingerprint("The ferry sails again on Monday morning.").keys() == []


@pytest.mark.parametrize("text", [TEXT, CHINESE])
def test_keys_are_the_smallest_hashes(text: str) -> None:
    made = fingerprint(text)
    assert made.keys() == sorted(made.hashes.tolist())[:KEYS]
    assert len(made.hashes) == SKETCH < made.shingles
    common = set(made.keys()[:3])
    assert made.keys(common) == made.hashes.tolist()[3 : KEYS + 3]


def test_the_bytes_hold_everything() -> None:
    made = fingerprint(TEXT)
    stored = made.to_bytes()
    assert Fingerprint.from_bytes(stored) == made
    assert len(stored) == 772
    assert Fingerprint.from_bytes(b"broken") == EMPTY
    assert Fingerprint.from_bytes(EMPTY.to_bytes()) == EMPTY


def test_places_follow_the_text() -> None:
    head, tail = fingerprint(TEXT), fingerprint(TEXT)
    assert head.places.max() <= 255
    first = set(fingerprint(" ".join(TEXT.split()[:90])).hashes.tolist())
    early = [int(place) for key, place in zip(tail.hashes.tolist(), tail.places, strict=True) if key in first]
    assert early
    assert max(early) <= 256 * 0.11


def test_five_megabytes_are_read_into_the_same_few_bytes() -> None:
    made = fingerprint("a b c d e " * 500_000)
    assert made.shingles == 5
    assert len(made.to_bytes()) < 800
