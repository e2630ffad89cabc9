"""Headlines that are made from the first words of a text."""

import pytest

from monitor.extract.fragment import HEADLINE, first_words
from monitor.extract.quotation import is_open


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ('"We did not leave. We stayed," the writer said.', "More follows."),
        ('"We did not leave the house."', "The writer stayed."),
        ("'We did not leave. We stayed,' the writer said.", "More follows."),
        ("“We did not leave. We stayed.”", "The writer smiled."),
        ("„Wir sind geblieben. Niemand ging.“", "Das sagte sie."),
        ("»Wir sind geblieben. Niemand ging«, sagte sie.", "Mehr folgt."),
        ("« Nous sommes restés. Tous », dit-elle.", "La suite."),
        ("”Vi gick aldrig härifrån. Vi stannade”, sade hon.", "Mer."),
        ("«Мы никуда не ушли. Мы остались», — сказала она.", "Дальше."),
        ("「ここを離れることはしませんでした。残りました」と言った。", "続く。"),
        ("The writers' union isn't closed.", "It stays."),
        ("It’s the writers’ house that burned.", "It stays."),
        ("In the '90s they all came back.", "It stays."),
    ],
)
def test_a_sentence_ends_outside_of_quotations(sentence: str, rest: str) -> None:
    assert first_words(f"{sentence} {rest}") == sentence


def test_a_quotation_that_does_not_end_in_time_is_cut_at_a_word() -> None:
    headline = first_words('"We did not leave. ' + "And we stayed in our house by the sea. " * 9)
    assert headline.startswith('"We did not leave. And we stayed')
    assert headline.endswith("…")
    assert len(headline) <= HEADLINE


def test_a_teaser_that_breaks_off_in_a_quotation_says_so() -> None:
    assert first_words('"We did not leave.') == '"We did not leave…'
    assert first_words("She said: “We did not") == "She said: “We did not…"


def test_marks_without_a_text() -> None:
    assert [is_open(text) for text in ("", '"', "'", "”", "»", "“a")] == [False, False, False, False, False, True]
