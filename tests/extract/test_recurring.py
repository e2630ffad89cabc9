"""What a site prints on many pages is not the text of any."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.extract.recurring import BLOCKS, PAGES, page_blocks, remembered, without_recurring

BOX = ["Subscribe to the letter of Northhaven, every Monday.", "Your gift keeps the Herald free for all its readers."]


def own(number: int) -> list[str]:
    return [f"Sentence {part} of story {number} says what nobody else has said so far." for part in range(6)]


def article(number: int) -> str:
    return "\n".join([*own(number)[:3], BOX[0], *own(number)[3:], BOX[1]])


def crawl(texts: list[str]) -> list[str]:
    pages: list[bytes] = []
    found = []
    for text in texts:
        found.append(without_recurring(text, pages))
        pages = remembered(pages, text)
    return found


def test_first_pages_keep_the_box_and_later_ones_lose_it() -> None:
    found = crawl([article(number) for number in range(10)])
    assert all(found[number] == article(number) for number in range(3))
    assert all(found[number] == "\n".join(own(number)) for number in range(3, 10))


def test_a_box_that_became_rare_stays() -> None:
    texts = [article(number) for number in range(3)] + ["\n".join(own(number)) for number in range(10, 40)]
    assert crawl([*texts, article(50)])[-1] == article(50)


def test_an_article_met_at_many_addresses_keeps_its_text() -> None:
    assert set(crawl([article(7)] * 10)) == {article(7)}
    versions = [article(7).replace("Sentence 5", f"Later, sentence {number}") for number in range(10)]
    assert crawl(versions) == versions


def test_a_text_is_never_lost_whole() -> None:
    texts = ["\n".join([*own(number)[:1], *BOX]) for number in range(8)]
    assert crawl(texts) == texts


def test_headings_that_many_articles_share_stay() -> None:
    texts = ["\n".join([own(number)[0], "Background", *own(number)[1:]]) for number in range(9)]
    assert crawl(texts) == texts


def test_what_is_remembered_is_bounded() -> None:
    pages: list[bytes] = []
    for number in range(80):
        pages = remembered(pages, "\n".join(f"Line {number} {line} of a text without end" for line in range(900)))
    assert len(pages) == PAGES
    assert all(len(page) == 8 * BLOCKS for page in pages)
    assert remembered(pages, "") == pages


@given(st.lists(st.lists(st.text(max_size=60), max_size=8), max_size=12))
def test_only_lines_that_others_print_ever_go(texts: list[list[str]]) -> None:
    pages: list[bytes] = []
    for number, lines in enumerate(texts):
        body = "\n".join([*lines, f"The own line of page number {number} of this site"])
        assert f"The own line of page number {number}" in without_recurring(body, pages)
        pages = remembered(pages, body)
        assert page_blocks(body) in pages
