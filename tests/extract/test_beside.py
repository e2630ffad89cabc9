"""What stands beside a text, on pages whose names of classes say nothing."""

from datetime import UTC, datetime

import pytest

from monitor.extract.core import find_core
from monitor.extract.frame import name_frame
from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading
from monitor.extract.tree import parse
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
URL = "https://herald.example/news/two-writers"


def sentence(number: int) -> str:
    return f"Paragraph {number} says what the court in Northhaven found when it freed the {number} writers on Monday."


LINES = [sentence(number) for number in range(8)]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
TEASER = "The mayor of Southport opens a bridge that nobody had asked for"
CARDS = "".join(
    f"<div class=q{n}><h3><a href=/n/{n}>{TEASER} {n}</a></h3><p>The council wants to know who signed.</p></div>"
    for n in range(3)
)


def read(html: str) -> list[str]:
    page = f"<html><head><title>Writers freed</title></head><body>{html}</body></html>"
    found = read_page(Page("herald", URL, page.encode(), "text/html", Link(URL), Site(), NOW), NOW)
    assert isinstance(found, ArticleReading), found
    return found.body.split("\n")


def article(before: str = "", within: str = "", after: str = "") -> str:
    """A page of boxes with made-up names, with something before, within and behind its text."""
    first, rest = TEXT[: TEXT.index("<p>Paragraph 4")], TEXT[TEXT.index("<p>Paragraph 4") :]
    text = f"<div class=b2>{first}{within}{rest}</div>"
    return f"<div class=a1>{before}<div class=c3><h1>Writers freed</h1>{text}{after}</div></div>"


def links(count: int = 3) -> str:
    return "<ul>" + "".join(f"<li><a href=/n/{n}>{TEASER}</a></li>" for n in range(count)) + "</ul>"


def core_class(html: str) -> str:
    page = parse(html)
    core = find_core(page) if page is not None else None
    assert core is not None
    return core.element.get("class") or ""


@pytest.mark.parametrize(
    "label",
    ["Related stories", "Lesen Sie auch:", "À lire aussi", "اقرأ أيضاً", "相关阅读", "Читайте также", "관련기사 (3)"],
)
def test_what_stands_under_a_label_is_no_text(label: str) -> None:
    box = f"<div class=x><strong>{label}</strong><p>{TEASER}, and the council wants to know who signed.</p></div>"
    assert read(article(within=box)) == LINES


def test_a_label_between_paragraphs_takes_the_links_under_it_only() -> None:
    lines = read(article(within=f"<h3>Read more</h3>{links()}<p>{sentence(50)}</p>"))
    assert lines == [*LINES[:4], sentence(50), *LINES[4:]]


def test_a_word_in_a_sentence_is_no_label() -> None:
    line = "Share prices of the harbour company fell on Monday, when the court of Northhaven had spoken."
    lines = read(article(within=f"<p><b>Share</b>{line.removeprefix('Share')}</p>"))
    assert line in lines


def test_lines_that_announce_adverts_go_and_what_follows_stays() -> None:
    parts = "".join(f"<section><p>Story continues below</p><p>{line}</p></section>" for line in LINES)
    assert read(f"<main><h1>Writers freed</h1>{parts}</main>") == LINES


def test_comments_longer_than_the_text() -> None:
    comments = "".join(f"<li><b>Reader {n}</b><p>{sentence(100 + n)}</p><i>Reply</i></li>" for n in range(30))
    lines = read(article(after=f"<div class=z><h3>30 comments on “Writers freed”</h3><ol>{comments}</ol></div>"))
    assert lines == LINES


def test_a_part_of_the_text_under_the_heading_comments_stays() -> None:
    part = f"<div class=z><h3>Comments</h3>{TEXT.replace('Paragraph', 'Part')}</div>"
    lines = read(article(after=f"{part}<div>{TEXT.replace('Paragraph', 'Chapter')}</div>"))
    assert sentence(3).replace("Paragraph", "Part") in lines


def test_rows_of_cards_behind_the_text() -> None:
    assert read(article(after=f"<div class=w><div class=v>{CARDS * 4}</div></div>")) == LINES


def test_a_card_between_paragraphs() -> None:
    card = f"<div class=w><a href=/n/1><h4>{TEASER}</h4></a><p>The council wants to know who signed.</p></div>"
    assert read(article(within=card)) == LINES


def test_a_part_whose_heading_links_to_itself_is_text() -> None:
    part = f"<div class=s><h2><a href=#p1>What the ministry says</a></h2><p>{sentence(50)}</p></div>"
    assert read(article(within=part)) == [*LINES[:4], "What the ministry says", sentence(50), *LINES[4:]]


def test_links_before_the_headline_are_no_text() -> None:
    weather = f"<div class=x><p>Northhaven 12 degrees, rain from noon.</p>{links(5)}</div>"
    lines = read(f"<main>{weather}<h1>Writers freed</h1>{TEXT}</main>")
    assert lines == LINES


def test_the_header_of_a_page_without_a_heading_of_the_first_rank() -> None:
    header = "<section><ul><li>U 1 and U 3 are not running until Friday night, take the bus.</li></ul></section>"
    parts = "".join(f"<div class=p><p>{line}</p></div>" for line in LINES)
    assert read(f"<div><header>{header}</header><h3>Writers freed</h3>{parts}</div>") == LINES


def test_lines_under_pictures_without_a_figure() -> None:
    framed = "<div class=f><div><img src=a.jpg></div><p>The gate of the prison on Monday. Photo: archive</p></div>"
    flat = "<div><img src=b.jpg></div><em>The books are back in the library. Photo: archive</em>"
    assert read(article(within=framed + flat)) == LINES


def test_a_gallery_whose_lines_are_the_text() -> None:
    lines = [f"Picture {number} shows the gate of the old prison of Northhaven on Monday." for number in range(12)]
    pictures = "".join(f"<div class=g><div><img src=1.jpg></div><p>{line}</p></div>" for line in lines)
    assert read(article(within=pictures)) == [*LINES[:4], *lines, *LINES[4:]]


def test_boxes_around_a_field_and_those_that_end_in_a_button() -> None:
    letter = "<h4>The morning post</h4><p>What matters in the islands, each day at seven.</p><div><input></div>"
    notice = "<p>To show this map we need your consent to send your address away.</p><div><button>Show</button></div>"
    assert read(article(within=f"<div class=n>{letter}</div><div class=m>{notice}</div>")) == LINES


def test_a_button_behind_each_paragraph_takes_none_of_them() -> None:
    parts = "".join(f"<div class=p><p>{line}</p><button>Quote</button></div>" for line in LINES)
    assert read(f"<div class=a><h1>Writers freed</h1>{parts}</div>") == LINES


def test_headings_with_a_button_for_their_address_stay() -> None:
    lines = read(article(within="<h2>What the ministry says<button>#</button></h2>"))
    assert "What the ministry says" in lines


def test_sentences_between_headline_and_text_are_its_first_line() -> None:
    lead = "After a year in the prison of Northhaven two writers are free again."
    text = f"<div class=v><div>12 March</div><div class=b>{TEXT}</div></div>"
    assert read(f"<div class=t><h1>Writers freed</h1><p class=u>{lead}</p></div>{text}") == [lead, *LINES]


def test_a_caption_between_headline_and_text_is_not() -> None:
    line = "The gate of the old prison of Northhaven on Monday morning, seen from the harbour."
    html = f"<div class=t><h1>Writers freed</h1><div><img src=a.jpg><p>{line}</p></div></div><div class=b>{TEXT}</div>"
    assert line not in read(html)


def test_teasers_in_article_elements_before_the_text() -> None:
    teasers = "".join(
        f"<article><h2><a href=/n/{n}>{TEASER}</a></h2><p>{sentence(60 + n)}</p></article>" for n in range(3)
    )
    assert read(f"<div class=x>{teasers}</div><div class=y><h1>Writers freed</h1><div>{TEXT}</div></div>") == LINES


def test_the_frame_is_within_what_holds_headline_and_text() -> None:
    other = f"<div class=o>{TEXT.replace('Paragraph', 'Rule')}</div>"
    page = parse(f"<div class=w>{other}<div class=a><h1>Writers freed</h1><div class=b>{TEXT}</div></div>{other}</div>")
    assert page is not None
    name_frame(page)
    assert [one.get("class") for one in page.iter() if one.get("itemprop") == "articleBody"] == ["b"]


def test_the_core_is_near_the_headline() -> None:
    other = f"<div class=o><p>{sentence(1)}</p><p>{sentence(2)}</p></div>"
    assert core_class(f"<div class=a><h1>Writers freed</h1><div class=b>{sentence(0)}</div></div>{other}") == "b"


def test_the_core_stands_behind_the_headline() -> None:
    offers = f"<div class=o>{TEXT.replace('Paragraph', 'Offer')}<p>{sentence(9)}</p></div>"
    headline = f"<div><h1>Writers freed</h1><p>{sentence(10)}</p></div>"
    assert core_class(f"{offers}{headline}<div class=b>{TEXT}</div>") == "b"


def test_a_list_is_less_likely_the_core_than_paragraphs() -> None:
    items = "".join(f"<li>{sentence(number)}</li>" for number in range(12))
    assert core_class(f"<ul class=l>{items}</ul><div class=b>{TEXT}</div>") == "b"
    assert core_class(f"<ul class=l>{items}</ul><div class=b><p>{sentence(0)}</p></div>") == "l"


def test_a_short_text_beneath_a_headline_is_read_alone() -> None:
    text = f"<div class=b><p>{sentence(0)}</p><p>{sentence(1)}</p></div>"
    service = "<p>Readers who move house should tell us ten days before, by mail or at the counter.</p>"
    html = (
        f"<div class=a><h1>Writers freed</h1>{text}</div><div class=o>{service}{service.replace('ten', 'nine')}</div>"
    )
    assert read(html) == LINES[:2]
