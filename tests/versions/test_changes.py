"""What is a change of a text, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.recurring import page_blocks
from monitor.versions.changes import compare, sketch
from monitor.versions.furniture import told_lines
from monitor.versions.sentences import fold, sentences

HEADLINE = "Court in Northhaven frees two writers"
BODY = (
    "The court in Northhaven freed two writers on Monday, after a year without a trial.\n"
    "Their lawyer spoke of 3.5 million signatures. The ministry did not answer.\n"
    "A hearing is planned before the end of the year."
)


def changed(body: str, headline: str = HEADLINE) -> str:
    return compare((HEADLINE, BODY), (headline, body)).words


@pytest.mark.parametrize(
    "line",
    [
        "12 comments", "5 min read", "312 views", "Просмотров: 312", "コメント 12件", "浏览次数：1532", "44 Kommentare",
        "Updated: 3 May 2026, 14:05", "Mis à jour le 3 mars 2026 à 14h05",
        "Zuletzt aktualisiert: 3. März 2026, 12:10 Uhr",
        "آخر تحديث 3 مارس 2026", "更新日期：2026年3月4日", "3 March 2026", "Advertisement", "Werbung", "广告", "إعلان",
        "Read also: Ferry to Lower Quill resumes", "Lire aussi : Le bac reprend", "اقرأ أيضا: العبارة تعود",
        "関連記事：渡し船が再開", "यह भी पढ़ें: नाव फिर चली", "Читайте также: паром снова ходит", "Share this article",
        "Subscribe to our newsletter and get the best of the week in your mailbox.",
    ],
)  # fmt: skip
def test_furniture_is_no_change(line: str) -> None:
    for place in range(4):
        lines = BODY.split("\n")
        lines.insert(place, line)
        assert changed("\n".join(lines)) == "unchanged"


def test_a_box_of_titles_and_comments_are_no_change() -> None:
    assert changed(f"{BODY}\nRelated articles\nFerry to Lower Quill resumes\nBridge closed for a week") == "unchanged"
    assert changed(f"{BODY}\nComments\nI have never seen such a thing. Shame on them.\nNor have I.") == "unchanged"


def test_setting_is_no_change() -> None:
    assert changed(BODY.replace(". ", ".\n").upper(), HEADLINE.upper()) == "unchanged"
    assert changed(BODY.replace("\n", " ").replace(",", " –")) == "unchanged"
    assert changed(BODY, "") == "unchanged"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Monday", "Tuesday", "sentences: 1 added, 1 removed"),
        ("two writers on", "three writers on", "sentences: 1 added, 1 removed"),
        ("3.5 million", "4.5 million", "sentences: 1 added, 1 removed"),
        (" The ministry did not answer.", "", "sentences: 1 removed"),
        ("A hearing is planned before the end of the year.", "", "sentences: 1 removed"),
        ("of the year.", "of the year.\nNames of the dead: 15", "sentences: 1 added"),
        ("of the year.", "of the year.\nMore from the ministry was expected on Tuesday.", "sentences: 1 added"),
        ("of the year.", "of the year. Thousands shared 3 photographs of the hill.", "sentences: 1 added"),
    ],
)
def test_what_a_text_tells_is_a_change(old: str, new: str, words: str) -> None:
    assert old in BODY
    assert changed(BODY.replace(old, new)) == words


def test_a_headline_is_a_change_of_its_own() -> None:
    assert changed(BODY, "Court in Northhaven holds two writers") == "headline changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("法院释放了两名作家。他们已经在监狱里度过了一年。", "法院释放了三名作家。他们已经在监狱里度过了一年。"),
        ("裁判所は作家二人を釈放した。審理はまだない。", "裁判所は作家二人を釈放した。"),
        ("أفرجت المحكمة عن كاتبين. لم تجب الوزارة.", "أفرجت المحكمة عن ثلاثة كتاب. لم تجب الوزارة."),
        ("अदालत ने दो लेखकों को रिहा किया। मंत्रालय चुप रहा।", "अदालत ने दो लेखकों को रिहा किया। मंत्रालय चुप रही।"),
        ("ศาลปล่อยนักเขียนสองคน กระทรวงไม่ตอบ", "ศาลปล่อยนักเขียนสามคน กระทรวงไม่ตอบ"),
        ("Суд освободил двух писателей. Министерство молчит.", "Суд освободил троих писателей. Министерство молчит."),
        ("დასაწყისი. სასამართლომ ორი მწერალი გაათავისუფლა.", "დასაწყისი. სასამართლომ სამი მწერალი გაათავისუფლა."),
    ],
)
def test_every_script_is_read(old: str, new: str) -> None:
    assert compare(("", old), ("", new))
    assert not compare(("", old), ("", old.replace("。", "。\n").replace(". ", ".\n")))


def test_what_the_site_prints_everywhere_is_left_out_once_that_is_known() -> None:
    box = "Our organisation defends those who cannot defend themselves, everywhere."
    pages = [page_blocks(f"Story {number} of Northhaven begins here and ends there.\n{box}") for number in range(4)]
    assert compare((HEADLINE, f"{BODY}\n{box}"), (HEADLINE, BODY))
    assert not compare((HEADLINE, f"{BODY}\n{box}"), (HEADLINE, BODY), pages)


def test_says_how_much_two_texts_share() -> None:
    half = BODY.split("\n", maxsplit=1)[0] + "\nAnother story altogether."
    assert compare(("", BODY), ("", half)).shared == 0.5
    assert compare(("", BODY), ("", "Another story altogether.")).shared == 0.0


def test_empty_and_huge_texts_are_compared_in_bounded_time() -> None:
    assert not compare(("", ""), ("", ""))
    assert compare(("", ""), ("", BODY)).added == 4
    assert compare(("", "\n".join(f"{number} updated" for number in range(150_000))), ("", "b"))
    huge = "word " * 1_000_000
    assert not compare(("", huge), ("", huge))
    assert compare(("", "." * 3_000_000 + "a"), ("", "b"))


TEXTS = st.text(alphabet=st.sampled_from("ab 1.。\n!?\ud800\0ก् :12comments"), max_size=80)


@given(TEXTS, TEXTS)
def test_total_reflexive_and_symmetric(one: str, other: str) -> None:
    assert not compare((one, other), (one, other))
    there, back = compare((one, other), (other, one)), compare((other, one), (one, other))
    assert (there.added, there.removed, bool(there)) == (back.removed, back.added, bool(back))
    assert sketch(one, other) == sketch(one, other)
    assert "\n" not in fold(one)
    assert all(sentences(other))
    assert len(told_lines(other)) <= other.count("\n") + 1
