"""The line above a text that is its headline, on pages whose markup and titles name none."""

from datetime import UTC, date, datetime

import pytest

from monitor.extract.above_text import lines_above_text, share_told
from monitor.extract.dates.choice import choose
from monitor.extract.page import read_page
from monitor.extract.reading import ArticleReading
from monitor.extract.tree import parse
from monitor.items import Link, Page, Site

NOW = datetime(2024, 5, 10, tzinfo=UTC)
URL = "https://herald.example/news/view.php?id=7"
HEADLINE = "Two writers of Northhaven walk free after a year"
TEXT = (
    "Two writers walked out of the prison of Northhaven on Monday, a year after their arrest, said a lawyer.<br><br>"
    * 6
)
MENU = "<td><b>Our programmes of the week</b><br><a href='?id=6'>A bridge is opened in Southford</a><br>2024-05-04</td>"


def read(body: str, title: str = "Radio Northhaven :: News", head: str = "", url: str = URL) -> ArticleReading:
    page = f"<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    found = read_page(Page("herald", url, page.encode(), "text/html", Link(url), Site(), NOW), NOW)
    assert isinstance(found, ArticleReading), found
    return found


@pytest.mark.parametrize(
    "line",
    [
        f"<div><b><font size=5>{HEADLINE}</font></b></div>",
        f"<div class='h1 card-title'>{HEADLINE}</div><p>The gate of the prison on Monday. Picture: Northhaven</p>",
        f"<b>For immediate release</b><h2>{HEADLINE}</h2>",
        f"<p align=center>{HEADLINE}</p><p align=center>Posted on 2024-05-03 by the desk, seen by 120</p>",
        f"<div style='font-size: 22px'>{HEADLINE}</div><b>By a writer of our own desk.</b>",
        f"<b>{HEADLINE}</b>",
    ],
)
def test_the_line_above_the_text_where_the_title_names_the_site(line: str) -> None:
    assert read(f"<table><tr>{MENU}<td>{line}<div>{TEXT}</div></td></tr></table>").headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        f"<a href='/other'><b>{HEADLINE}</b></a>",
        f"<nav><b>{HEADLINE}</b></nav>",
        f"<div>{HEADLINE}</div>",
        "<b>All of our wavelengths and hours</b>",
        "<div class=section-title>News</div>",
    ],
)
def test_links_menus_and_lines_that_the_text_does_not_speak_of_are_no_headlines(line: str) -> None:
    assert read(f"{line}<div>{TEXT}</div>").headline == "Radio Northhaven :: News"


def test_what_editors_wrote_for_sharing_goes_before_a_line_but_for_labels_and_the_address() -> None:
    shared = "<meta property=og:title content='{}'>"
    page = f"<h2>{HEADLINE}</h2><div>{TEXT}</div>"
    longer = "Northhaven: the release of the writers"
    assert read(page, longer, shared.format(longer)).headline == longer
    assert read(page, "Press release", shared.format("Press release")).headline == HEADLINE
    named = "https://herald.example/two-writers-of-northhaven-walk-free"
    assert read(page, longer, shared.format(longer), named).headline == HEADLINE


def test_a_label_or_second_title_as_the_only_main_heading_gives_way() -> None:
    title = f"{HEADLINE} - Radio"
    assert read(f"<h1>Press room</h1><h2>{HEADLINE}</h2><div>{TEXT}</div>", title).headline == HEADLINE
    second = "<h1 class=article__second-title>Lawyer: it took a year and three judges</h1>"
    line = f"<div class=article__title>{HEADLINE}</div>"
    assert read(f"{line}{second}<div>{TEXT}</div>", "Writers of Northhaven are free").headline == HEADLINE
    assert read(f"<h1>Press room</h1><div>{TEXT}</div>", "Radio").headline == "Press room"


def test_the_date_by_such_a_line_is_the_articles() -> None:
    cell = f"<td><b><font size=5>{HEADLINE}</font></b><br><span>3 May 2024</span><div>{TEXT}</div></td>"
    page = f"<table><tr>{MENU}{cell}</tr></table>"
    choice = choose(read(page).date_candidates, NOW)
    assert choice is not None
    assert choice.candidate.day == date(2024, 5, 3)


def test_no_text_no_lines() -> None:
    tree = parse("<b>Two writers of Northhaven</b>")
    assert tree is not None
    assert lines_above_text(tree) == []


def test_what_a_text_says_of_a_line_in_scripts_without_spaces() -> None:
    assert share_told("作家获释", "两名作家周一获释") > share_told("北港广播电台", "两名作家周一获释") == 0.0
