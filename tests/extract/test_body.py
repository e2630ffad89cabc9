"""What of a page is its text."""

import json
from datetime import UTC, datetime

import pytest

from monitor.extract.hydrate import hydrate
from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading
from monitor.extract.streamed import place_streamed
from monitor.extract.tree import parse
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
URL = "https://herald.example/news/two-writers"
STANDFIRST = "After a year in the prison of Northhaven two writers are free, and their readers sang at the gate."


def sentence(number: int) -> str:
    return f"Paragraph {number} says what the court in Northhaven found when it freed the {number} writers on Monday."


TEXT = "".join(f"<p>{sentence(number)}</p>" for number in range(8))


def body(html: str, head: str = "") -> str:
    page = f"<html><head><title>Writers freed</title>{head}</head><body><h1>Writers freed</h1>{html}</body></html>"
    found = read_page(Page("herald", URL, page.encode(), "text/html", Link(URL), Site(), NOW), NOW)
    assert isinstance(found, ArticleReading), found
    return found.body


def described(text: str) -> str:
    return f"<meta name=description content='{text}'>"


def test_a_standfirst_outside_the_text_is_its_first_line() -> None:
    html = f"<header><p class=x>{STANDFIRST}</p></header><article><div class=article-body>{TEXT}</div></article>"
    found = body(html, described(STANDFIRST)).splitlines()
    assert found[:2] == [STANDFIRST, sentence(0)]


def test_a_standfirst_behind_the_name_of_a_town() -> None:
    html = f"<div><p><b>Northhaven.</b> {STANDFIRST}</p></div><article><div class=article-body>{TEXT}</div></article>"
    assert body(html, described(STANDFIRST[:80] + "…")).startswith(f"Northhaven. {STANDFIRST}")


def test_a_description_that_is_printed_nowhere_is_no_text() -> None:
    html = f"<article><div class=article-body>{TEXT}</div></article>"
    assert body(html, described(STANDFIRST)).startswith(sentence(0))


def test_a_teaser_of_the_same_words_is_no_standfirst() -> None:
    html = f"<article><div class=article-body>{TEXT}</div></article><aside><p>{STANDFIRST}</p></aside>"
    assert STANDFIRST not in body(html, described(STANDFIRST))


def test_a_headline_that_the_description_repeats_is_no_standfirst() -> None:
    headline = "Two writers leave the prison of Northhaven after a year"
    html = f"<article><h1><span>{headline}</span></h1><b>Monday</b><div class=article-body>{TEXT}</div></article>"
    assert body(html, described(headline)).startswith(sentence(0))


def test_a_text_in_slices_is_put_together() -> None:
    texts = ("".join(f"<p>{sentence(10 * row + n)}</p>" for n in range(5)) for row in range(3))
    slices = [f"<div class=row><div class='body chunk'>{text}</div></div>" for text in texts]
    advert = "<div class=row><div class=advert><p>Buy a boat.</p></div></div>"
    found = body(f"<article><div class=chunks>{advert.join(slices)}</div></article>")
    assert [line for line in found.splitlines() if line.startswith("Paragraph 2")] == [sentence(2)] + [
        sentence(20 + n) for n in range(5)
    ]


STEPS = "<h2>What comes next</h2><ul><li>The council meets again</li><li>The gate is opened</li></ul>"


@pytest.mark.parametrize(
    "html",
    [
        f"<div class=rich>{TEXT}{STEPS}{TEXT.replace('Paragraph', 'Part')}</div>",  # no name that says what it is
        f"<div class=text>x</div><div class=rich>{TEXT}{STEPS}</div><div class=foot><p>Read each day.</p></div>",
        f"{TEXT}{STEPS}{sentence(20)}<p>{sentence(21)}",  # nothing around the text but the page
    ],
)
def test_lists_and_headings_of_a_text_without_a_name_are_kept(html: str) -> None:
    lines = body(html).splitlines()
    place = lines.index("What comes next")
    assert lines[place - 1 : place + 3] == [
        sentence(7),
        "What comes next",
        "- The council meets again",
        "- The gate is opened",
    ]


def test_what_stands_beside_a_text_that_has_a_name_stays_out() -> None:
    beside = f"<div class=side><p>{STANDFIRST}</p><p>{STANDFIRST} Again.</p></div>"
    assert STANDFIRST not in body(f"<div class=article-body>{TEXT}</div>{beside}")


LINES = "<br><br>".join(sentence(number) for number in range(8))
ROWS = "<tr><td>Northhaven</td><td>12 mm</td></tr><tr><td>Southford</td><td>9 mm</td></tr>"


@pytest.mark.parametrize("text", [LINES, TEXT, f"<div class=matter>{LINES}</div>", f"<p>{LINES}</p>"])
def test_of_a_page_laid_out_with_tables_only_the_cell_with_the_text_is_read(text: str) -> None:
    menu = "<tr><td colspan=2><a href=/>Home</a> | <a href=/world>The world today</a> | Search this site:</td></tr>"
    side = "<td><b>Latest</b><br><a href=/2>A bridge is opened</a><br>11-19<br>A market closes<br>11-18</td>"
    inner = f"<table><tr><td align=center>By the desk, seen 12 times</td></tr><tr><td>{text}</td></tr></table>"
    foot = "<tr><td colspan=2>Published by the office of Northhaven, best seen at 1024 by 768</td></tr>"
    found = body(f"<table>{menu}<tr>{side}<td>{inner}</td></tr>{foot}</table>")
    assert sentence(0) in found
    assert sentence(7) in found
    assert not [word for word in ("Search", "bridge", "market", "1024", "|") if word in found]


@pytest.mark.parametrize("head", ["", "<caption>Rain</caption>", "<tr><th>Town</th><th>Rain</th></tr>"])
def test_a_table_of_figures_stays_one(head: str) -> None:
    assert "| Northhaven | 12 mm |" in body(f"<article>{TEXT}<table>{head}{ROWS}</table>{TEXT}</article>")
    laid_out = f"<table><tr><td>Menu</td><td><div>{TEXT}<table>{head}{ROWS}</table></div></td></tr></table>"
    assert "| Northhaven | 12 mm |" in body(laid_out)


def test_what_is_called_the_body_is_all_of_it() -> None:
    found = body(f"<div itemprop=articleBody><div>{sentence(20)}</div><div class=x>{LINES}</div></div>")
    assert found.splitlines() == [sentence(20), *(sentence(number) for number in range(8))]


def test_pointers_to_other_pages_are_no_text() -> None:
    pointer = "<p>Read also: <a href=/news/other>The mayor of Northhaven opens a bridge</a></p>"
    label = "<p>More of this:</p><ul><li><a href=/news/a>The mayor opens another bridge</a></li></ul>"
    cited = "<p>It cites <a href=https://court.example/1>the judgment of the court in Northhaven</a> at length.</p>"
    found = body(f"<article>{TEXT[:400]}{pointer}{label}{cited}{TEXT[400:]}</article>")
    assert "bridge" not in found
    assert "More of this" not in found
    assert "the judgment of the court" in found


def test_lines_that_the_pages_own_data_lacks_are_dropped() -> None:
    stated = {"@type": "NewsArticle", "articleBody": "\n".join(sentence(number) for number in range(8))}
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    box = "<p>Our letter comes every Monday with the best of the week, free of charge and easy to leave again.</p>"
    found = body(f"<article>{TEXT}<h2>Reactions</h2><p>Short.</p>{box}</article>", script)
    assert "Our letter" not in found
    assert "Reactions" in found


def test_a_stated_beginning_confirms_nothing() -> None:
    stated = {"@type": "NewsArticle", "articleBody": sentence(0)}
    script = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    assert sentence(7) in body(f"<article>{TEXT}</article>", script)


def test_headline_and_byline_are_not_the_text() -> None:
    html = (
        f"<article><h1>Writers freed</h1><p class=author>By Ada Bell</p><p>By Ada Bell, Northhaven</p>{TEXT}</article>"
    )
    assert body(html, "<meta name=author content='Ada Bell'>").startswith(sentence(0))


def test_a_paragraph_counts_once() -> None:
    quote = f"<blockquote><p>{sentence(3)}</p></blockquote>"
    assert body(f"<article>{TEXT}{quote}</article>").count(sentence(3)) == 1


def test_readings_above_words_stay_with_them() -> None:
    word = "<ruby>弾劾<rp>（</rp><rt>だんがい</rt><rp>）</rp></ruby>"
    found = body(f"<article><p>議員らは裁判官の{word}を求めたと地元の新聞が伝えた。</p>{TEXT}</article>")
    assert "議員らは裁判官の弾劾（だんがい）を求めたと" in found


def test_joiners_within_words_stay() -> None:
    line = "دادگاه نورث‌هیون دو نویسنده را پس از یک سال آزاد کرد و آن‌ها به خانه‌های خود می‌روند."
    assert "\u200c" in line
    found = body("<article>" + f"<p>{line}</p><p>{line[10:].replace(chr(0x200C), '&zwnj;')}</p>" * 4 + "</article>")
    assert found.splitlines()[0] == line
    assert "آن\u200cها" in found.splitlines()[1]


def test_the_text_of_a_page_that_scripts_draw() -> None:
    other = "".join(
        f"<p>Another page says {number} things about a bridge and its mayor in Southport.</p>" for number in range(20)
    )
    data = json.dumps({"related": other, "article": {"content": TEXT, "note": "<p>no"}})
    script = f"<script>self.__flight.push([1,{json.dumps(data)}])</script>"
    head = "<title>Paragraph freed writers</title><meta property=og:type content=article>"
    found = body(f"<div id=root></div>{script}", head)
    assert found.splitlines()[0] == sentence(0)
    assert "bridge" not in found


def test_scripts_are_not_asked_where_the_page_shows_its_text() -> None:
    script = f"<script>var other = {json.dumps(TEXT.replace('Paragraph', 'Other'))}</script>"
    assert "Other" not in body(f"<article>{TEXT}</article>{script}")


def test_scripts_that_break_their_strings() -> None:
    tree = parse('<body><script>x = "<p>\\u12 ' + "a" * 600 + "</p><p>\" + '\"'</script>")
    assert tree is not None
    hydrate(tree)
    assert next(tree.iter("article"), None) is None


def test_what_stands_around_a_text_is_not_in_it() -> None:
    aside = (
        f"<aside><p>{sentence(91)}</p></aside><nav><p>{sentence(92)}</p></nav><footer><p>{sentence(93)}</p></footer>"
    )
    script = "<noscript><p>This page of the Herald needs scripts, so please turn them on in your reader.</p></noscript>"
    assert body(f"{script}<article>{TEXT}</article>{aside}").split("\n") == [sentence(number) for number in range(8)]


def test_a_text_in_a_button_that_was_never_closed_is_kept() -> None:
    found = body(f"<button>Menu<main><article><h2>In court</h2>{TEXT}</article></main>")
    assert all(sentence(number) in found for number in range(8))


def test_parts_that_open_at_a_click() -> None:
    closed = "".join(
        f"<div class=accordion><button>Part {number}</button>"
        f"<div class=accordion-content style='display: none'><p>{sentence(number)}</p></div></div>"
        for number in range(50, 54)
    )
    popup = f"<div class='newsletter-toggle' style='display:none'><p>{sentence(95)}</p></div>"
    found = body(f"<article>{TEXT}{closed}{popup}</article>")
    assert [sentence(number) in found for number in (50, 51, 52, 53, 95)] == [True] * 4 + [False]


def test_parts_that_were_sent_after_the_page() -> None:
    parts = (
        f"<div hidden id=S:0><p>{sentence(60)}</p><template id=P:1></template></div>"
        f"<div hidden id=S:1><p>{sentence(61)}</p></div>"
    )
    places = "<template id=B:0></template><div>Loading …</div>"
    found = body(f"<article>{TEXT}{places}<p>{sentence(62)}</p></article>{parts}").split("\n")
    assert [line for line in found if line in map(sentence, (60, 61, 62))] == [sentence(60), sentence(61), sentence(62)]


def test_a_streamed_part_whose_place_lies_in_itself_stays() -> None:
    tree = parse("<body><div hidden id=S:0><p>Text</p><template id=B:0></template></div></body>")
    assert tree is not None
    place_streamed(tree)
    assert next(tree.iter("div")).get("hidden") is not None


def test_a_short_text_in_several_articles_is_looked_at_twice() -> None:
    parts = [sentence(number) for number in range(9)]
    articles = ["".join(f"<p>{part}</p>" for part in parts[start : start + 3]) for start in (0, 3, 6)]
    assert body("".join(f"<article>{part}</article>" for part in articles)).split("\n") == parts
